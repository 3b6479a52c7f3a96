"""PyTorch's side of `make peer`: trains one case for as long as each line of standard input says.

usage: pytorch_steps.py CASE THREADS

First line out: the engine and its version. Then for every line in (seconds), one line out: steps, wall seconds, CPU seconds.
A step is one generator update with its discriminator updates; data and noise are fresh in every step. What the cases are is
written in docs/peer.md; GanBench trains the same ones in Steps/KnownSteps.cs. Plain eager PyTorch, as people write it.
"""

import sys
import time

import torch
from torch import autograd, nn
from torch.nn.functional import linear, relu, softplus


def perceptron(widths, activation, output=None):
    """Fully connected layers with an activation between them, and another behind the last one if asked for."""
    layers = []
    for inputs, outputs in zip(widths[:-1], widths[1:]):
        layers += [nn.Linear(inputs, outputs), activation()]
    layers[-1:] = [output()] if output else []
    return nn.Sequential(*layers)


class Game:
    """Two networks, their optimisers, and where real samples and latent vectors come from."""

    def __init__(self, generator, discriminator, learning_rate, real, latent):
        self.generator, self.discriminator, self.real, self.latent = generator, discriminator, real, latent
        self.generator_adam, self.discriminator_adam = (
            torch.optim.Adam(network.parameters(), lr=learning_rate, betas=(0.5, 0.999)) for network in (generator, discriminator)
        )

    def fake_without_gradient(self):
        with torch.no_grad():
            return self.generator(self.latent())

    @staticmethod
    def update(optimiser, loss):
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()

    def non_saturating_discriminator(self):
        real, fake = self.discriminator(self.real()), self.discriminator(self.fake_without_gradient())
        self.update(self.discriminator_adam, softplus(-real).mean() + softplus(fake).mean())

    def non_saturating_step(self):
        self.non_saturating_discriminator()
        self.update(self.generator_adam, softplus(-self.discriminator(self.generator(self.latent()))).mean())

    def gradient_penalty_step(self, critic_updates=5, weight=0.1):
        for _ in range(critic_updates):
            real, fake = self.real(), self.fake_without_gradient()
            share = torch.rand(real.shape[0], 1)
            between = (share * real + (1 - share) * fake).requires_grad_()
            (slope,) = autograd.grad(self.discriminator(between).sum(), between, create_graph=True)
            penalty = (slope.norm(dim=1) - 1).square().mean()
            wasserstein = self.discriminator(fake).mean() - self.discriminator(real).mean()
            self.update(self.discriminator_adam, wasserstein + weight * penalty)
        self.update(self.generator_adam, -self.discriminator(self.generator(self.latent())).mean())

    def unrolled_step(self, look_ahead=5, rate=1e-3):
        """The generator's loss after some gradient steps of the discriminator, differentiated through them."""
        self.non_saturating_discriminator()
        real, fake = self.real(), self.generator(self.latent())
        ahead = [parameter.detach().requires_grad_() for parameter in self.discriminator.parameters()]
        for _ in range(look_ahead):
            loss = softplus(-two_hidden_layers(ahead, real)).mean() + softplus(two_hidden_layers(ahead, fake)).mean()
            slopes = autograd.grad(loss, ahead, create_graph=True)
            ahead = [parameter - rate * slope for parameter, slope in zip(ahead, slopes)]
        self.update(self.generator_adam, softplus(-two_hidden_layers(ahead, fake)).mean())


def two_hidden_layers(parameters, samples):
    """The ring's discriminator as a function of its parameters."""
    first, first_bias, second, second_bias, last, last_bias = parameters
    hidden = relu(linear(samples, first, first_bias))
    return linear(relu(linear(hidden, second, second_bias)), last, last_bias)


def ring(batch=128, modes=8, sigma=0.01):
    turn = torch.arange(modes) / modes * 2 * torch.pi
    centres = torch.stack((turn.cos(), turn.sin()), dim=1)

    def real():
        return centres[torch.randint(modes, (batch,))] + sigma * torch.randn(batch, 2)

    generator = perceptron([16, 128, 128, 2], nn.ReLU)
    discriminator = perceptron([2, 128, 128, 1], nn.ReLU)
    return Game(generator, discriminator, 1e-3, real, lambda: torch.randn(batch, 16))


def images(batch=128, count=10_000):
    data = torch.rand(count, 784) * 2 - 1

    def leaky():
        return nn.LeakyReLU(0.2)

    generator = perceptron([64, 256, 256, 784], leaky, nn.Tanh)
    discriminator = perceptron([784, 256, 256, 1], leaky)
    return Game(generator, discriminator, 2e-4, lambda: data[torch.randint(count, (batch,))], lambda: torch.randn(batch, 64))


class ConvolutionalGenerator(nn.Module):
    def __init__(self):
        super().__init__()
        self.full = nn.Linear(100, 128 * 7 * 7)
        self.wide = nn.ConvTranspose2d(128, 64, kernel_size=4, stride=2, padding=1)
        self.narrow = nn.ConvTranspose2d(64, 1, kernel_size=4, stride=2, padding=1)

    def forward(self, latent):
        small = relu(self.full(latent)).unflatten(1, (128, 7, 7))
        return torch.tanh(self.narrow(relu(self.wide(small))))


def convolutional_images(batch=64, count=10_000):
    data = torch.rand(count, 1, 28, 28) * 2 - 1
    discriminator = nn.Sequential(
        nn.Conv2d(1, 64, kernel_size=4, stride=2, padding=1),
        nn.LeakyReLU(0.2),
        nn.Conv2d(64, 128, kernel_size=4, stride=2, padding=1),
        nn.LeakyReLU(0.2),
        nn.Flatten(),
        nn.Linear(128 * 7 * 7, 1),
    )
    return Game(ConvolutionalGenerator(), discriminator, 2e-4, lambda: data[torch.randint(count, (batch,))], lambda: torch.randn(batch, 100))


CASES = {
    "ns-ring": lambda: ring().non_saturating_step,
    "gp-ring": lambda: ring().gradient_penalty_step,
    "unrolled5-ring": lambda: ring().unrolled_step,
    "mlp-mnist": lambda: images().non_saturating_step,
    "dcgan-mnist": lambda: convolutional_images().non_saturating_step,
}


def train(step, seconds):
    steps, wall, cpu = 0, time.perf_counter(), time.process_time()
    while steps == 0 or time.perf_counter() - wall < seconds:
        step()
        steps += 1
    return steps, time.perf_counter() - wall, time.process_time() - cpu


def main(case, threads):
    torch.set_num_threads(int(threads))
    torch.manual_seed(0)
    step = CASES[case]()
    print("PyTorch", torch.__version__, flush=True)
    for line in sys.stdin:
        print(*train(step, float(line)), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])

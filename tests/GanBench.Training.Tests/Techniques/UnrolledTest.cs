using GanBench.Experiments.Profiles;
using GanBench.Randomness;
using GanBench.Training.Networks;
using GanBench.Training.Optimisers;
using GanBench.Training.Sides;
using GanBench.Training.Techniques;

namespace GanBench.Training.Tests.Techniques;

/// <summary>
/// Unrolling through Adam against an independent reference: the same small game in double precision with the discriminator's gradient
/// written out by hand, differentiated by central differences. The goldens cover unrolling through plain gradient steps.
/// </summary>
public sealed class UnrolledTest
{
    private const int Latent = 2;
    private const int Hidden = 3;
    private const int Batch = 4;
    private const double Rate = 0.02;
    private const double Beta1 = 0.5;
    private const double Beta2 = 0.999;

    // The generator's loss is smooth, and near 1: central differences in double precision are good to 1e-9 with this step.
    private const double Step = 1e-5;

    // Each of K steps divides by the root of a running mean of squares; float32 leaves about 1e-6 of it, and a gradient adds up a dozen.
    private const double Tolerance = 5e-5;

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(5)]
    public void Gradient_EqualsFiniteDifferencesThroughTheDiscriminatorsAdam(int lookAhead)
    {
        using var scope = NewDisposeScope();
        using var game = new SmallGame();

        var (loss, gradient) = game.OfGenerator(new Unrolled(lookAhead));

        var expected = game.Differences(theta => game.LossAgainst(game.Ahead(theta, lookAhead), theta));
        Assert.Multiple(() =>
        {
            Assert.That(loss, Is.EqualTo(game.LossAgainst(game.Ahead(game.Theta, lookAhead), game.Theta)).Within(1e-5));
            Assert.That(gradient, Is.EqualTo(expected).Within(Tolerance));
        });
    }

    [TestCase(1)]
    [TestCase(5)]
    public void FirstOrder_HasTheSameLossAndTheGradientOfAFixedDiscriminator(int lookAhead)
    {
        using var scope = NewDisposeScope();
        using var game = new SmallGame();

        var (loss, gradient) = game.OfGenerator(new UnrolledFirstOrder(lookAhead));
        var (secondOrderLoss, secondOrder) = game.OfGenerator(new Unrolled(lookAhead));

        var ahead = game.Ahead(game.Theta, lookAhead);
        Assert.Multiple(() =>
        {
            Assert.That(loss, Is.EqualTo(secondOrderLoss));
            Assert.That(gradient, Is.EqualTo(game.Differences(theta => game.LossAgainst(ahead, theta))).Within(Tolerance));
            Assert.That(
                gradient.Zip(secondOrder).Max(pair => Math.Abs(pair.First - pair.Second)),
                Is.GreaterThan(100 * Tolerance),
                "the term that is left out");
        });
    }

    [Test]
    public void DiscriminatorAhead_IsWhereItsOwnStepsLead_AndLeavesItAlone()
    {
        using var scope = NewDisposeScope();
        using var game = new SmallGame();
        var before = game.Discriminator.Parameters.data<float>().ToArray();

        var turn = Turn.OfGenerator(new NsGan().Rules, game.Generator, game.Discriminator, game.Draws);
        var ahead = turn.DiscriminatorAhead(3, throughTheSteps: true).data<float>().ToArray();
        var after = game.Discriminator.Parameters.data<float>().ToArray();
        for (var i = 0; i < 3; i++)
            {
                var step = Turn.OfDiscriminator(new NsGan().Rules, game.Generator, game.Discriminator, game.Draws);
                game.Discriminator.Minimise(step.DiscriminatorObjective(game.Discriminator.Parameters));
            }

        Assert.Multiple(() =>
        {
            Assert.That(after, Is.EqualTo(before));
            Assert.That(
                ahead,
                Is.EqualTo(game.Discriminator.Parameters.data<float>().ToArray()).Within(1e-6),
                "the same formula in another order of roundings");
            Assert.That(ahead, Is.Not.EqualTo(before).Within(1e-3));
        });
    }

    // Adam's first step ahead is its rate times something that the rate does not change.
    [Test]
    public void DiscriminatorAhead_HasThePresentRate()
    {
        using var scope = NewDisposeScope();
        using var game = new SmallGame(new Schedule(ScheduleKind.LinearToZero, From: 0, WarmUp: 0, GeneratorSteps: 10));
        var before = game.Discriminator.Parameters.data<float>().ToArray();
        float[] Moves(long generatorSteps)
        {
            game.Discriminator.MoveTo(generatorSteps);
            var turn = Turn.OfGenerator(new NsGan().Rules, game.Generator, game.Discriminator, game.Draws);
            var ahead = turn.DiscriminatorAhead(1, throughTheSteps: true);
            return [.. ahead.data<float>().ToArray().Zip(before, (to, from) => to - from)];
        }

        var (full, half) = (Moves(0), Moves(5));

        Assert.That(half, Is.EqualTo(full.Select(move => move / 2)).Within(1e-6), "float32 roundings of weights near 1");
        Assert.That(full, Has.Some.GreaterThan(0.01f).Or.Some.LessThan(-0.01f));
    }

    /// <summary>A game of two perceptrons with one hidden tanh layer each, whose Adam has seen other batches already.</summary>
    private sealed class SmallGame : IDisposable
    {
        private readonly double[][] real;
        private readonly double[][] latent;

        public SmallGame(Schedule? schedule = null)
        {
            Generator = SideOf([Latent, Hidden, 2], "generator", null);
            Discriminator = SideOf([2, Hidden, 1], "discriminator", schedule);

            // From a fresh state Adam's first step is the gradient's sign, whose derivative is 0: nothing would be tested.
            for (var i = 0; i < 4; i++)
            {
                var earlier = new GivenDraws(Draw($"real-{i}", 2).Tensor, Draw($"latent-{i}", Latent).Tensor, new StreamNoise([], 0));
                {
                    var step = Turn.OfDiscriminator(new NsGan().Rules, Generator, Discriminator, earlier);
                    Discriminator.Minimise(step.DiscriminatorObjective(Discriminator.Parameters));
                }
            }

            (var realTensor, real) = Draw("real", 2);
            (var latentTensor, latent) = Draw("latent", Latent);
            Draws = new GivenDraws(realTensor, latentTensor, new StreamNoise([], 0));
        }

        public Side Generator { get; }

        public Side Discriminator { get; }

        public Draws Draws { get; }

        /// <summary>The generator's parameters.</summary>
        public double[] Theta => Doubles(Generator.Parameters);

        public (float Loss, double[] Gradient) OfGenerator(Technique technique)
        {
            var loss = Turn.OfGenerator(technique.Rules, Generator, Discriminator, Draws).GeneratorObjective();
            return (loss.item<float>(), Doubles(autograd.grad([loss.sum()], [Generator.Parameters])[0]));
        }

        public double[] Differences(Func<double[], double> loss) =>
            [.. Theta.Select((_, i) => (loss(Moved(i, Step)) - loss(Moved(i, -Step))) / (2 * Step))];

        /// <summary>E softplus(-D(G(z))).</summary>
        public double LossAgainst(double[] discriminator, double[] theta) =>
            Fakes(theta).Average(fake => Math.Log(1 + Math.Exp(-Forward(discriminator, fake, 1).Outputs[0])));

        /// <summary>The discriminator after steps of Adam on the batch, in double precision.</summary>
        public double[] Ahead(double[] theta, int steps)
        {
            var (p, m, v) =
                (Doubles(Discriminator.Parameters), Doubles(Discriminator.State.Averages[0]), Doubles(Discriminator.State.Averages[1]));
            var fakes = Fakes(theta);
            for (var k = 0; k < steps; k++)
            {
                var gradient = new double[p.Length];
                foreach (var x in real)
                    AddGradient(gradient, p, x, logit => -1 / (1 + Math.Exp(logit)));
                foreach (var x in fakes)
                    AddGradient(gradient, p, x, logit => 1 / (1 + Math.Exp(-logit)));
                var t = 4 + k + 1;
                for (var i = 0; i < p.Length; i++)
                {
                    var g = gradient[i] / Batch;
                    m[i] = (Beta1 * m[i]) + ((1 - Beta1) * g);
                    v[i] = (Beta2 * v[i]) + ((1 - Beta2) * g * g);
                    p[i] -= Rate * (m[i] / (1 - Math.Pow(Beta1, t))) / (Math.Sqrt(v[i] / (1 - Math.Pow(Beta2, t))) + 1e-8);
                }
            }

            return p;
        }

        public void Dispose()
        {
            Generator.Dispose();
            Discriminator.Dispose();
        }

        private static Side SideOf(int[] widths, string name, Schedule? schedule) => Side.Start(
            new Perceptron([.. widths], Activation.Tanh, Activation.Linear, new Gaussian(0.8)),
            null,
            new Adam(Rate, Beta1, Beta2),
            [SeedStream.FromSeed(0).Derive(name)],
            schedule);

        private static (Tensor Tensor, double[][] Rows) Draw(string name, int width)
        {
            var values = new float[Batch * width];
            SeedStream.FromSeed(0).Derive(name).Normal(0, values);
            return (tensor(values, [1, Batch, width]), [.. values.Select(value => (double)value).Chunk(width)]);
        }

        private static double[] Doubles(Tensor values) => Array.ConvertAll(values.data<float>().ToArray(), value => (double)value);

        /// <summary>
        /// Hidden activations and outputs; parameters are weights [2, hidden], biases, weights [hidden, outputs], biases.
        /// </summary>
        private static (double[] Hidden, double[] Outputs) Forward(double[] p, double[] x, int outputs)
        {
            var hidden = new double[Hidden];
            for (var j = 0; j < Hidden; j++)
                hidden[j] = Math.Tanh((x[0] * p[j]) + (x[1] * p[Hidden + j]) + p[(2 * Hidden) + j]);
            var result = new double[outputs];
            for (var o = 0; o < outputs; o++)
            {
                result[o] = p[(3 * Hidden) + (Hidden * outputs) + o];
                for (var j = 0; j < Hidden; j++)
                    result[o] += hidden[j] * p[(3 * Hidden) + (j * outputs) + o];
            }

            return (hidden, result);
        }

        /// <summary>
        /// Adds the gradient of one sample's loss by the discriminator's parameters; the loss's slope is given as a function of the logit.
        /// </summary>
        private static void AddGradient(double[] gradient, double[] p, double[] x, Func<double, double> slope)
        {
            var (hidden, outputs) = Forward(p, x, 1);
            var s = slope(outputs[0]);
            gradient[4 * Hidden] += s;
            for (var j = 0; j < Hidden; j++)
            {
                gradient[(3 * Hidden) + j] += s * hidden[j];
                var inner = s * p[(3 * Hidden) + j] * (1 - (hidden[j] * hidden[j]));
                gradient[j] += inner * x[0];
                gradient[Hidden + j] += inner * x[1];
                gradient[(2 * Hidden) + j] += inner;
            }
        }

        private double[][] Fakes(double[] theta) => Array.ConvertAll(latent, z => Forward(theta, z, 2).Outputs);

        private double[] Moved(int index, double by)
        {
            var theta = Theta;
            theta[index] += by;
            return theta;
        }
    }
}

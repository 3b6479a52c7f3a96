using System.Collections.Immutable;
using GanBench.Definitions;
using GanBench.Training.Optimisers;

namespace GanBench.Training.Networks;

/// <summary>The network profiles that a spec can name.</summary>
public static class KnownProfiles
{
    /// <summary>For points in the plane.</summary>
    public static NetworkProfile PointsPerceptron { get; } = new(
        "points-mlp128",
        Version: 1,
        "Perceptrons for 2-D points: two hidden layers of 128 ReLU, latent 16, batch 128, Adam 1e-3 (0.5, 0.999).",
        LatentDimension: 16,
        new Perceptrons(
            GeneratorWidths: [128, 128],
            Activation.Relu,
            GeneratorOutput: Activation.Linear,
            DiscriminatorWidths: [128, 128],
            Activation.Relu,
            new Orthogonal(1.4)),
        BatchSize: 128,
        new Adam(LearningRate: 1e-3),
        new Adam(LearningRate: 1e-3));

    /// <summary>The same with smooth activations.</summary>
    public static NetworkProfile PointsTanh { get; } = PointsPerceptron with
    {
        Name = "points-tanh128",
        Summary = "Perceptrons for 2-D points: two hidden layers of 128 tanh, latent 16, batch 128, Adam 1e-3 (0.5, 0.999).",
        Architecture = new Perceptrons([128, 128], Activation.Tanh, GeneratorOutput: Activation.Linear, [128, 128], Activation.Tanh, new Orthogonal(1.4)),
    };

    /// <summary>For 28 x 28 images, without convolutions.</summary>
    public static NetworkProfile ImagesPerceptron { get; } = new(
        "images-mlp256",
        Version: 1,
        "Perceptrons for 28 x 28 images: two hidden layers of 256, leaky ReLU 0.2, tanh output, latent 64, batch 128, Adam 2e-4 (0.5, 0.999).",
        LatentDimension: 64,
        new Perceptrons(
            GeneratorWidths: [256, 256],
            Activation.LeakyRelu,
            GeneratorOutput: Activation.Tanh,
            DiscriminatorWidths: [256, 256],
            Activation.LeakyRelu,
            new Orthogonal(1.4)),
        BatchSize: 128,
        new Adam(LearningRate: 2e-4),
        new Adam(LearningRate: 2e-4));

    /// <summary>For 28 x 28 images, with convolutions.</summary>
    public static NetworkProfile ImagesDcgan { get; } = new(
        "images-dcgan",
        Version: 1,
        "Convolutional networks for 28 x 28 images: 32 and 64 channels, batch normalisation, latent 64, batch 64, Adam 2e-4 (0.5, 0.999).",
        LatentDimension: 64,
        new Dcgan(Channels: 32, new Gaussian(0.02), BatchNormalised: true),
        BatchSize: 64,
        new Adam(LearningRate: 2e-4),
        new Adam(LearningRate: 2e-4));

    /// <summary>All profiles, in the order lists show them.</summary>
    public static ImmutableArray<NetworkProfile> All { get; } = [PointsPerceptron, PointsTanh, ImagesPerceptron, ImagesDcgan];

    /// <summary>The profile of a planned run.</summary>
    /// <param name="choice">Its name and version.</param>
    public static NetworkProfile Find(Choice choice) =>
        All.FirstOrDefault(profile => profile.Name == choice.Name && profile.Version == choice.Version)
        ?? throw new ArgumentException($"Network profile \"{choice.Name}\" version {choice.Version} does not exist in this version of GanBench.", nameof(choice));
}

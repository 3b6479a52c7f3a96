using System.Collections.Immutable;
using GanBench.Numerics;

namespace GanBench.Experiments.Running;

/// <summary>Generator against discriminator for R seeds at once, in training.</summary>
public interface IGame : IDisposable
{
    /// <summary>Generator updates done so far.</summary>
    long GeneratorSteps { get; }

    /// <summary>Discriminator updates done so far.</summary>
    long DiscriminatorSteps { get; }

    /// <summary>Discriminator updates that go with a generator update, at least 1.</summary>
    int DiscriminatorStepsPerGeneratorStep { get; }

    /// <summary>Real samples that a discriminator update draws, a replica.</summary>
    int RealSamplesPerDiscriminatorStep { get; }

    /// <summary>Floating-point operations of this thread since it began, of which only differences mean anything; null when the engine does not count.</summary>
    long? Operations { get; }

    /// <summary>A copy of the generator's weights, those of a companion last.</summary>
    SideWeights GeneratorWeights { get; }

    /// <summary>A copy of the discriminator's weights.</summary>
    SideWeights DiscriminatorWeights { get; }

    /// <summary>Updates the discriminator once.</summary>
    /// <param name="gradientNorms">Filled with the Euclidean norm of each replica's gradient; empty when nobody wants to know.</param>
    /// <returns>Its loss before the update, penalties included; one a replica.</returns>
    float[] UpdateDiscriminator(Span<double> gradientNorms = default);

    /// <summary>Updates the generator once.</summary>
    /// <param name="gradientNorms">Filled with the Euclidean norm of each replica's gradient, a companion's included; empty when nobody wants to know.</param>
    /// <returns>Its loss before the update, penalties included; one a replica.</returns>
    float[] UpdateGenerator(Span<double> gradientNorms = default);

    /// <summary>Keeps exponential moving averages of the generator's weights from now on; they change no bit of what is trained.</summary>
    /// <param name="decays">Their decays, each in [0, 1); empty for none.</param>
    void Average(ImmutableArray<double> decays);

    /// <summary>Generates samples for an evaluation, from a stream of its own: training is not touched.</summary>
    /// <param name="count">Samples a replica.</param>
    /// <param name="averageDecay">Decay of the average whose weights are used; null for the last weights.</param>
    /// <returns>The samples of each replica; one does not depend on how many are asked for.</returns>
    Samples[] Sample(int count, double? averageDecay = null);

    /// <summary>How well the discriminator tells real from generated inputs now, on batches from streams of their own: training is not touched.</summary>
    /// <returns>The area under the ROC curve of each replica, in [0, 1]; NaN where an answer is.</returns>
    double[] MeasureDiscriminator();

    /// <summary>A copy of everything that the next update depends on, besides what the game was started with.</summary>
    GameState Save();

    /// <summary>Goes on from where a game of the same runs was.</summary>
    /// <param name="state">What <see cref="Save"/> gave.</param>
    /// <exception cref="ForeignStateException">It is the state of other networks or optimisers; nothing is changed.</exception>
    void Restore(GameState state);
}

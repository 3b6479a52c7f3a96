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

    /// <summary>
    /// Floating-point operations of this thread since it began, of which only differences mean anything; null when the engine does not
    /// count.
    /// </summary>
    long? Operations { get; }

    /// <summary>A copy of the generator's weights, those of a companion last.</summary>
    SideWeights GeneratorWeights { get; }

    /// <summary>A copy of the discriminator's weights.</summary>
    SideWeights DiscriminatorWeights { get; }

    /// <summary>
    /// From now on keeps averages of the generator's weights, one for each decay d: a = d a + (1 - d) p after each generator update, from
    /// the initial weights. <see cref="Sample"/> can draw from them and <see cref="Save"/> holds them; training is not touched.
    /// </summary>
    /// <param name="decays">Decays in [0, 1), each once; none for no averages, as at the start. A state is restored with those that it was
    /// saved with.</param>
    /// <exception cref="ArgumentException">A decay is out of range, or there twice.</exception>
    /// <exception cref="InvalidOperationException">The generator was already updated.</exception>
    void Average(ImmutableArray<double> decays);

    /// <summary>Updates the discriminator once.</summary>
    /// <param name="gradientNorms">Filled with the Euclidean norm of each replica's gradient; empty when nobody wants to know.</param>
    /// <returns>Its loss before the update, penalties included; one a replica.</returns>
    float[] UpdateDiscriminator(Span<double> gradientNorms = default);

    /// <summary>Updates the generator once.</summary>
    /// <param name="gradientNorms">
    /// Filled with the Euclidean norm of each replica's gradient, a companion's included; empty when nobody wants to know.
    /// </param>
    /// <returns>Its loss before the update, penalties included; one a replica.</returns>
    float[] UpdateGenerator(Span<double> gradientNorms = default);

    /// <summary>Generates samples for an evaluation, from a stream of its own: training is not touched.</summary>
    /// <param name="count">Samples a replica.</param>
    /// <param name="averageDecay">Decay of the averaged weights that generate them, one that <see cref="Average"/> was called with; null
    /// for the present weights.</param>
    /// <returns>The samples of each replica, from the same latent vectors whatever the weights; one does not depend on how many are asked
    /// for.</returns>
    /// <exception cref="ArgumentException">Weights are not averaged with this decay.</exception>
    Samples[] Sample(int count, double? averageDecay = null);

    /// <summary>
    /// How well the discriminator tells real from generated inputs now, on batches from streams of their own: training is not touched.
    /// </summary>
    /// <returns>The area under the ROC curve of each replica, in [0, 1]; NaN where an answer is.</returns>
    double[] MeasureDiscriminator();

    /// <summary>A copy of everything that the next update depends on, besides what the game was started with.</summary>
    GameState Save();

    /// <summary>Goes on from where a game of the same runs was.</summary>
    /// <param name="state">What <see cref="Save"/> gave.</param>
    /// <exception cref="ForeignStateException">It is the state of other networks or optimisers; nothing is changed.</exception>
    void Restore(GameState state);
}

using GanBench.Definitions;

namespace GanBench.Training.Techniques;

/// <summary>
/// A paper's answer to mode collapse: what it changes about the baseline game. Its constructor parameters are what a spec can choose.
/// </summary>
/// <remarks>
/// Conventions, kept everywhere: the discriminator D gives logits, high on real samples; every loss is minimised; every tensor carries the
/// replica dimension R first and a loss has shape [R], one value per seed.
/// </remarks>
public abstract record Technique
{
    /// <summary>Raised whenever the same choice gives other numbers than before.</summary>
    public virtual int Version => 1;

    /// <summary>One sentence for lists.</summary>
    public abstract string Summary { get; }

    /// <summary>The paper.</summary>
    public abstract Citation Source { get; }

    /// <summary>What it changes.</summary>
    public abstract Changes Changes { get; }

    /// <summary>What a game with this technique is played by.</summary>
    public Rules Rules => new(Changes);

    /// <summary>Why this technique makes no sense together with another one, or null when it does.</summary>
    /// <param name="other">The other technique.</param>
    /// <returns>Half a sentence, without a full stop.</returns>
    public virtual string? ConflictWith(Technique other) => null;
}

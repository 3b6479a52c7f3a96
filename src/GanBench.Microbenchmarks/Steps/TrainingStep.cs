namespace GanBench.Microbenchmarks.Steps;

/// <summary>A game in training whose steps are timed.</summary>
public abstract class TrainingStep : IDisposable
{
    /// <summary>One generator update with its discriminator updates, on fresh data and noise.</summary>
    public abstract void Run();

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Gives the game's memory back.</summary>
    /// <param name="disposing">Always true.</param>
    protected abstract void Dispose(bool disposing);
}

/// <summary>A kind of training step that can be timed.</summary>
/// <param name="Name">Name in tables and on the command line.</param>
/// <param name="MultiplyAdds">Multiply-adds of the matrix products and convolutions that one step needs; nothing else is counted.</param>
/// <param name="Start">Makes a game at its start, ready to be trained.</param>
public sealed record StepCase(string Name, double MultiplyAdds, Func<TrainingStep> Start) : IWork
{
    /// <inheritdoc/>
    public override string ToString() => Name;
}

/// <summary>Work whose multiply-adds are known, so that its time can be given as a share of the peak.</summary>
public interface IWork
{
    /// <summary>Multiply-adds of one operation.</summary>
    double MultiplyAdds { get; }
}

namespace GanBench.Benchmarks.Steps;

/// <summary>Work whose multiply-adds are known, so that its time can be given as a share of the peak.</summary>
public interface IWork
{
    /// <summary>Multiply-adds of one operation.</summary>
    double MultiplyAdds { get; }
}

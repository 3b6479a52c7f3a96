using System.Text.Json.Serialization;
using GanBench.Experiments.Records;

namespace GanBench.Cli.Workers;

/// <summary>What a worker tells the supervisor: one JSON line on the worker's standard output.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(Notice), "notice")]
[JsonDerivedType(typeof(StepsDone), "steps-done")]
[JsonDerivedType(typeof(Prepared), "prepared")]
[JsonDerivedType(typeof(Trained), "trained")]
[JsonDerivedType(typeof(Stopped), "stopped")]
[JsonDerivedType(typeof(Unavailable), "unavailable")]
[JsonDerivedType(typeof(Broken), "broken")]
internal abstract record WorkerReply
{
    private WorkerReply() { }

    /// <summary>A sentence for the user, e.g. about a download; the request goes on.</summary>
    public sealed record Notice(string Sentence) : WorkerReply;

    /// <summary>Generator steps of the cell done so far, now and then: also the sign that the worker lives; the request goes on.</summary>
    public sealed record StepsDone(int GeneratorSteps) : WorkerReply;

    /// <summary>The dataset is ready: the request is finished.</summary>
    public sealed record Prepared : WorkerReply;

    /// <summary>The cell is trained and measured: the request is finished.</summary>
    public sealed record Trained(RunResult Result, RunCost Cost) : WorkerReply;

    /// <summary>The cell was stopped as asked, its state kept as far as it can be: the request is finished.</summary>
    public sealed record Stopped : WorkerReply;

    /// <summary>The dataset cannot be had here: the request is finished.</summary>
    public sealed record Unavailable(string Reason) : WorkerReply;

    /// <summary>The request broke, but the worker lives: the request is finished.</summary>
    /// <param name="Error">What happened, in one sentence.</param>
    /// <param name="Trace">Where, for whoever mends it.</param>
    /// <param name="OutOfMemory">Whether memory was short: a new process may have more luck.</param>
    public sealed record Broken(string Error, string Trace, bool OutOfMemory = false) : WorkerReply;
}

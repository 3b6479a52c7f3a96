using System.Text.Json.Serialization;

namespace GanBench.Experiments.Records;

/// <summary>How a run ended. Divergence and failure are findings, so they are data, never an exception or a sentinel number.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(Completed), "completed")]
[JsonDerivedType(typeof(Diverged), "diverged")]
[JsonDerivedType(typeof(Failed), "failed")]
[JsonDerivedType(typeof(Skipped), "skipped")]
public abstract record RunOutcome
{
    private RunOutcome() { }

    /// <summary>Whether the same run would end the same way again, so that it need not be run again.</summary>
    [JsonIgnore]
    public bool IsFinal => this is Completed or Diverged;

    /// <summary>All generator steps were done and every number stayed finite.</summary>
    public sealed record Completed : RunOutcome;

    /// <summary>A number stopped being finite.</summary>
    /// <param name="GeneratorStep">The first generator step (from 1) after which it was seen.</param>
    /// <param name="What">What was not finite, e.g. <c>discriminator loss</c>.</param>
    public sealed record Diverged(int GeneratorStep, string What) : RunOutcome;

    /// <summary>The run broke; it is tried again next time.</summary>
    /// <param name="Error">What happened.</param>
    /// <param name="Lost">
    /// Whether the machine took it: killed, silent for too long, out of memory. That says nothing about the technique, which then has no
    /// score at all; an error of its own counts as one that has nothing to show.
    /// </param>
    public sealed record Failed(
        string Error, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool Lost = false) : RunOutcome;

    /// <summary>The run could not start here; it is tried again next time.</summary>
    /// <param name="Reason">Why, and what to do about it.</param>
    public sealed record Skipped(string Reason) : RunOutcome;
}

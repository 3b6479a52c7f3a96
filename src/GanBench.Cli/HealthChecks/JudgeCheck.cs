using GanBench.Datasets;
using GanBench.Judges;

namespace GanBench.Cli.HealthChecks;

/// <summary>Whether a judge's weights are beside the program and are those that its facts name.</summary>
internal static class JudgeCheck
{
    private const string Subject = "judge";

    /// <summary>Reads the weights and compares their digest.</summary>
    public static HealthCheckResult Run(KnownJudge judge)
    {
        try
        {
            var facts = judge.Open().Facts;
            var accuracy = $"{facts.Name} is whole; it knows {facts.TestAccuracy * 100:0.00} % of {judge.Dataset}'s test images";
            return new(HealthStatus.Fine, Subject, accuracy);
        }
        catch (DataUnavailableException error)
        {
            return new(HealthStatus.Broken, Subject, $"{judge.Name} is damaged or missing", error.Message);
        }
    }
}

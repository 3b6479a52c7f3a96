using System.Collections.Immutable;
using GanBench.Datasets;
using GanBench.Experiments.Plans;
using GanBench.Experiments.Records;
using GanBench.Experiments.Specs;

namespace GanBench.Reports.Page;

/// <summary>What a report is made from; nothing else goes in, so the same input gives the same bytes.</summary>
/// <param name="Spec">The experiment.</param>
/// <param name="Plan">Its plan.</param>
/// <param name="Records">What is on disk for the plan.</param>
/// <param name="Catalogue">Names, versions and explanations.</param>
/// <param name="ModesOf">Where the modes of a point dataset lie, by the dataset's name; null for other datasets.</param>
/// <param name="Command">The command that reproduces the experiment, as a user would type it.</param>
public sealed record ReportInput(
    ExperimentSpec Spec,
    ImmutableArray<PlannedRun> Plan,
    RecordSet Records,
    Catalogue Catalogue,
    Func<string, PointModes?> ModesOf,
    string Command);

using GanBench.Definitions;
using GanBench.Experiments.Plans;
using GanBench.Experiments.Profiles;

namespace GanBench.Experiments.Specs;

/// <summary>What can only be seen when all of a spec is read: cells that come twice, do not fit together, or are too many.</summary>
internal static class SpecChecks
{
    /// <summary>Most cells of one experiment.</summary>
    public const int MostCells = Plans.Shard.Most;

    public static void Report(
        SpecNode root,
        ExperimentSpec spec,
        IReadOnlyList<(SpecNode Node, SpecDataset Read)> datasets,
        IReadOnlyList<(SpecNode Node, SpecTechnique Read)> techniques,
        bool complete,
        Catalogue catalogue)
    {
        List<(SpecNode Dataset, SpecNode Technique, SpecTechnique Read, PlannedRun Run)> cells =
        [
            .. from dataset in datasets
               where KnowsProfile(spec, dataset, catalogue)
               from whole in spec.Settings
               from own in dataset.Read.Settings
               from technique in techniques
               where technique.Read.IsOn(dataset.Read.Name)
               select (dataset.Node, technique.Node, technique.Read, Plan.Cell(spec, whole, dataset.Read, own, technique.Read, catalogue)),
        ];
        RepeatedCells(cells, catalogue);
        Misfits([.. cells.Where(cell => !cell.Dataset.HasProblems)], catalogue);
        UnusedAndTooMany(root, spec, datasets, techniques, complete, cells.Count);
        if (complete && root.Problems.Count == 0)
            Idle(root, spec, datasets, cells);
    }

    /// <summary>Runs that are too short for their evaluations.</summary>
    public static void Checkpoints(
        SpecNode root, ExperimentSpec spec, IReadOnlyList<(SpecNode Node, SpecDataset Read)> datasets, SpecNode? steps)
    {
        if (spec.GeneratorSteps < spec.Evaluation.Checkpoints
            && (datasets.Count == 0 || datasets.Any(dataset => dataset.Read.GeneratorSteps is null)))
            TooFew(steps ?? root, spec.GeneratorSteps);
        foreach (var (node, dataset) in datasets)
        {
            if (dataset.GeneratorSteps is { } own && own < spec.Evaluation.Checkpoints)
                TooFew(node, own);
        }

        void TooFew(SpecNode node, int count) => node.Report(
            $"{count:N0} generator steps cannot hold {spec.Evaluation.Checkpoints:N0} checkpoints; " +
            "raise generator-steps or lower evaluation.checkpoints.");
    }

    private static bool KnowsProfile(ExperimentSpec spec, (SpecNode Node, SpecDataset Read) dataset, Catalogue catalogue)
    {
        if (catalogue.DefaultProfile.ContainsKey(dataset.Read.Name)
            || spec.Settings.All(layer => layer.Profile is not null) || dataset.Read.Settings.All(layer => layer.Profile is not null))
        {
            return true;
        }

        dataset.Node.Report(
            $"the dataset \"{dataset.Read.Name}\" has no default profile; name one with \"settings\": {{ \"profile\": ... }}.");
        return false;
    }

    private static void RepeatedCells(
        IEnumerable<(SpecNode Dataset, SpecNode Technique, SpecTechnique Read, PlannedRun Run)> cells, Catalogue catalogue)
    {
        var repeated = cells.GroupBy(cell => cell.Run.Id(), StringComparer.Ordinal).Where(same => same.Count() > 1).ToList();
        var again = repeated.SelectMany(same => same.Skip(1).Select(cell => (cell, Owner: same.First().Technique)));
        foreach (var technique in again.GroupBy(one => one.cell.Technique.Path))
        {
            var (cell, owner) = technique.First();
            var where = string.Join(", ", technique.Select(one => one.cell.Run.Dataset.Name).Distinct());
            cell.Technique.Report(owner.Path == cell.Technique.Path
                ? $"the same cell comes twice on {where}: {catalogue.Label(cell.Run.Technique)} with the same settings. " +
                  "What \"each\" says is overruled there, or means nothing; " +
                  "write it in the settings of the datasets and techniques that it is for."
                : $"the same technique with the same parameters is already {owner.Path} on {where}; " +
                  "remove one of them, change a parameter or a setting, or part them with \"on\".");
        }
    }

    /// <summary>What does not fit with any technique is the dataset's fault, and told once.</summary>
    private static void Misfits(
        IReadOnlyCollection<(SpecNode Dataset, SpecNode Technique, SpecTechnique Read, PlannedRun Run)> cells, Catalogue catalogue)
    {
        foreach (var dataset in cells.GroupBy(cell => cell.Dataset.Path, StringComparer.Ordinal))
        {
            var reasons = dataset.Select(cell => (Cell: cell, Reason: Reason(cell.Run.Training, catalogue))).ToList();
            var (first, never) = reasons[0];
            if (never is not null && reasons.All(one => one.Reason == never))
            {
                first.Dataset.Report(
                    $"the settings do not fit \"{first.Run.Dataset.Name}\": {never}; change them or the profile under \"settings\".");
                continue;
            }

            var told = reasons.Where(one => one.Reason is not null).DistinctBy(one => (one.Cell.Technique.Path, one.Reason));
            foreach (var (cell, reason) in told)
            {
                cell.Technique.Report($"{cell.Read.Name} does not fit \"{cell.Run.Dataset.Name}\" with these settings: {reason}; " +
                    "change the settings, or leave this dataset out with \"on\".");
            }
        }
    }

    private static string? Reason(PlannedTraining training, Catalogue catalogue)
    {
        var open = SettingLayers.Open(training.Settings).ToList();
        if (open.Count > 0)
        {
            var both = open[0].Split('.')[^1];
            var name = SettingLayers.FlatNames(both).All(open.Contains) ? both : open[0];
            var definition = SettingLayers.Find(open[0])!;
            return $"nothing says \"{name}\", {definition.Allowed}{Condition(definition, ", which goes with ")}";
        }

        foreach (var name in SettingLayers.FlatNames("warm-up"))
        {
            if (training.Settings.GetValueOrDefault(name) is SettingValue.Number { Value: var steps } && steps > training.GeneratorSteps)
                return $"\"{name}\" takes {steps:N0} generator steps, and the run has only {training.GeneratorSteps:N0}";
        }

        return catalogue.Misfit(training)?.TrimEnd('.');
    }

    private static void UnusedAndTooMany(
        SpecNode root,
        ExperimentSpec spec,
        IReadOnlyList<(SpecNode Node, SpecDataset Read)> datasets,
        IReadOnlyList<(SpecNode Node, SpecTechnique Read)> techniques,
        bool complete,
        int trained)
    {
        foreach (var (node, dataset) in datasets)
        {
            if (complete && !techniques.Any(technique => technique.Read.IsOn(dataset.Name)))
                node.Report($"no technique is tried on \"{dataset.Name}\"; remove the dataset, or add it to a technique's \"on\".");
        }

        var cells = (trained + ((long)datasets.Count * spec.Controls.Length)) * spec.Seeds.Length;
        if (cells > MostCells)
        {
            root.Report(
                $"this makes {cells:N0} cells (datasets x settings x (techniques + controls) x seeds); " +
                $"at most {MostCells:N0} are allowed. Split the experiment.");
        }
    }

    /// <summary>Settings that are said and mean nothing in any cell that they are said for, such as the momentum of Adam.</summary>
    private static void Idle(
        SpecNode root,
        ExperimentSpec spec,
        IReadOnlyList<(SpecNode Node, SpecDataset Read)> datasets,
        IReadOnlyCollection<(SpecNode Dataset, SpecNode Technique, SpecTechnique Read, PlannedRun Run)> cells)
    {
        Tell("settings", spec.Settings, cells.Select(cell => cell.Run));
        foreach (var (node, dataset) in datasets)
            Tell($"{node.Path}.settings", dataset.Settings, cells.Where(cell => cell.Dataset.Path == node.Path).Select(cell => cell.Run));
        foreach (var technique in cells.GroupBy(cell => cell.Technique.Path, StringComparer.Ordinal))
            Tell($"{technique.Key}.settings", technique.Select(cell => cell.Read.Settings), technique.Select(cell => cell.Run));

        void Tell(string path, IEnumerable<SpecSettings> layers, IEnumerable<PlannedRun> runs)
        {
            var used = runs.SelectMany(run => run.Training.Settings.Keys).ToHashSet(StringComparer.Ordinal);
            foreach (var name in layers.SelectMany(layer => layer.Values.Keys).Distinct(StringComparer.Ordinal))
            {
                var flatNames = SettingLayers.FlatNames(name).ToList();
                if (flatNames.Exists(used.Contains))
                    continue;
                var condition = Condition(SettingLayers.Find(flatNames[0])!, "it goes with ");
                root.Problems.Add(new SpecProblem(
                    $"{path}.{name}", $"this means nothing here: {condition}; leave it out, or choose that."));
            }
        }
    }

    private static string Condition(SettingDefinition definition, string before) =>
        definition.When is var (decides, values) ? $"{before}\"{decides}\" {string.Join(" or ", values)}" : "";
}

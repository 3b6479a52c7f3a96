using System.CommandLine;
using GanBench.Cli.Hosting;
using GanBench.Cli.Parsing;
using GanBench.Cli.Screens;
using GanBench.Datasets;
using GanBench.Judges;

namespace GanBench.Cli.Commands;

/// <summary>
/// <c>ganbench judges [NAME...]</c>: what recognises the modes of images, and whether training it again gives the committed bytes.
/// </summary>
internal sealed class JudgesCommand : ProgramCommand
{
    /// <summary>More do not help batches of this size.</summary>
    private const int MostThreads = 8;

    public JudgesCommand(CommandEnvironment environment)
        : base("judges", "Show the classifiers that recognise the modes of images; train them again.")
    {
        var names = new WordArgument("NAME", "name", [.. KnownJudges.All.Select(judge => judge.Name)])
        {
            Description = "Which judges, e.g. mnist-conv-v1; all of them when it is left out.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var check = new Option<bool>("--check")
        {
            Description = "Train them again, some minutes each, and end with exit code 1 when the bytes are not the committed ones.",
        };
        var write = new ValueOption<string>(
            "--write",
            ValueForms.PathName("DIR", "a folder, such as judges"),
            "Train them again and write weights and facts into a folder; src/GanBench.Judges is where they are committed.");
        Add(names);
        Add(check);
        Add(write);
        SetAction(parsed =>
        {
            var chosen = parsed.GetValue(names) is { Length: > 0 } written
                ? KnownJudges.All.Where(judge => written.Contains(judge.Name, StringComparer.Ordinal))
                : KnownJudges.All;
            return Run([.. chosen], parsed.GetValue(check), parsed.GetValue(write), environment);
        });
    }

    public override string Example => "judges";

    public override string ExampleEffect => "the classifiers that recognise the modes of images, with accuracy and digest";

    private static int Run(IReadOnlyList<KnownJudge> judges, bool check, string? folder, CommandEnvironment environment)
    {
        try
        {
            if (!check && folder is null)
            {
                foreach (var judge in judges)
                    Show(judge, environment.Screen);
                return ExitCode.Fine;
            }

            if (folder is not null)
                OutputFolders.Prepare(environment.Time, folder);
            var differing = judges.Count(judge => !TrainAgain(judge, folder, environment));
            return check && differing > 0 ? ExitCode.JudgeDiffers : ExitCode.Fine;
        }
        catch (DataUnavailableException error)
        {
            throw new UserMistakeException($"ganbench judges: {error.Message}");
        }
        catch (OperationCanceledException)
        {
            environment.Screen.Line("Interrupted.", Tone.Warning);
            return ExitCode.Interrupted;
        }
    }

    private static void Show(KnownJudge known, Screen screen)
    {
        known.Open();   // only weights that are what they must be are shown
        var facts = known.Facts();
        screen.Line(known.Name, Tone.Strong);
        screen.Line(
            $"  Learned from {facts.Dataset} v{facts.DatasetVersion}; " +
            $"{100 * facts.TestAccuracy:0.00} % of {facts.TestImages} test images right.");
        screen.Line($"  High quality from a confidence of {facts.ConfidenceThreshold:0.0000}, which 98.889 % of the test images reach.");
        screen.Line($"  {facts.Weights} weights, SHA-256 {facts.WeightsDigest}.");
        screen.Line();
    }

    /// <summary>Trains a judge and tells whether it came out as committed.</summary>
    private static bool TrainAgain(KnownJudge known, string? folder, CommandEnvironment environment)
    {
        var screen = environment.Screen;
        screen.Line($"{known.Name}: training on {known.Dataset} with {environment.Engine.Facts.Identity} ...");
        var started = environment.Time.GetTimestamp();
        var notices = new Told(sentence => screen.Line(sentence));
        using var training = known.StartTraining(environment.Locations, notices, environment.Interrupted);
        var trained = training.Finish(threads: Math.Clamp(environment.Cores, 1, MostThreads), environment.Interrupted);
        var seconds = environment.Time.GetElapsedTime(started).TotalSeconds;
        if (folder is not null)
            trained.Write(folder);
        var facts = trained.Facts;
        screen.Line(
            $"  {seconds:0} seconds; {100 * facts.TestAccuracy:0.00} % of {facts.TestImages} test images right; " +
            $"SHA-256 {facts.WeightsDigest}");
        var difference = trained.Difference();
        if (difference is null)
            screen.Line("  The same bytes as the committed ones.", Tone.Good);
        else
            screen.Line($"  DIFFERS from the committed ones: {difference}", Tone.Bad);
        return difference is null;
    }

    private sealed class Told(Action<string> tell) : IProgress<string>
    {
        void IProgress<string>.Report(string value) => tell(value);
    }
}

using System.CommandLine;
using System.Globalization;
using GanBench.Cli.Screens;
using GanBench.Datasets;
using GanBench.Definitions;
using GanBench.Judges;

namespace GanBench.Cli.Commands;

/// <summary><c>ganbench judges [NAME...]</c>: what recognises the modes of images, and whether training it again gives the committed bytes.</summary>
internal static class JudgesCommand
{
    /// <summary>More do not help batches of this size.</summary>
    private const int MostThreads = 8;

    public static Command Create(Surroundings surroundings)
    {
        var names = new Argument<string[]>("NAME")
        {
            Description = "Which judges, e.g. mnist-conv-v1; all of them when it is left out.",
            Arity = ArgumentArity.ZeroOrMore,
            CustomParser = result =>
            {
                string[] known = [.. KnownJudges.All.Select(judge => judge.Name)];
                foreach (var unknown in result.Tokens.Select(token => token.Value).Where(name => !known.Contains(name, StringComparer.Ordinal)))
                    result.AddError($"ganbench judges: unknown name {Words.Quote(unknown)}. {Suggestion.Sentence(unknown, known, "Known")}");
                return [.. result.Tokens.Select(token => token.Value)];
            },
        };
        var check = new Option<bool>("--check") { Description = "Train them again, some minutes each, and end with exit code 1 when the bytes are not the committed ones." };
        var write = new Option<string?>("--write") { Description = "Train them again and write weights and facts into a folder; src/GanBench.Training/Judges is where they are committed.", HelpName = "DIR" };
        var command = new Command("judges", "Show the classifiers that recognise the modes of images; train them again.") { names, check, write };
        command.SetAction((parsed, _) => Task.FromResult(Run(
            parsed.GetValue(names) is { Length: > 0 } chosen ? [.. KnownJudges.All.Where(judge => chosen.Contains(judge.Name))] : [.. KnownJudges.All],
            parsed.GetValue(check),
            parsed.GetValue(write),
            surroundings)));
        return command;
    }

    private static int Run(IReadOnlyList<KnownJudge> judges, bool check, string? folder, Surroundings surroundings)
    {
        try
        {
            if (!check && folder is null)
            {
                foreach (var judge in judges)
                    Show(judge, surroundings.Screen);
                return ExitCode.Fine;
            }

            if (folder is not null) OutputFolders.Prepare(surroundings.Time, folder);
            var differing = judges.Count(judge => !TrainAgain(judge, folder, surroundings));
            return check && differing > 0 ? ExitCode.JudgeDiffers : ExitCode.Fine;
        }
        catch (DataUnavailableException error)
        {
            throw new UserMistakeException($"ganbench judges: {error.Message}");
        }
        catch (OperationCanceledException)
        {
            surroundings.Screen.Line("Interrupted.", Tone.Warning);
            return ExitCode.Interrupted;
        }
    }

    private static void Show(KnownJudge known, Screen screen)
    {
        known.Open();   // only weights that are what they must be are shown
        var facts = known.Facts();
        screen.Line(known.Name, Tone.Strong);
        screen.Line(string.Create(CultureInfo.InvariantCulture, $"  Learned from {facts.Dataset} v{facts.DatasetVersion}; {100 * facts.TestAccuracy:0.00} % of {facts.TestImages} test images right."));
        screen.Line(string.Create(CultureInfo.InvariantCulture, $"  High quality from a confidence of {facts.ConfidenceThreshold:0.0000}, which 98.889 % of the test images reach."));
        screen.Line($"  {facts.Weights.ToString(CultureInfo.InvariantCulture)} weights, SHA-256 {facts.WeightsDigest}.");
        screen.Line();
    }

    /// <summary>Trains a judge and tells whether it came out as committed.</summary>
    private static bool TrainAgain(KnownJudge known, string? folder, Surroundings surroundings)
    {
        var screen = surroundings.Screen;
        screen.Line($"{known.Name}: training on {known.Dataset} with {Engines.Default.Facts.Identity} ...");
        var started = surroundings.Time.GetTimestamp();
        using var training = known.StartTraining(surroundings.Locations, new Told(sentence => screen.Line(sentence)), surroundings.Interrupted);
        var trained = training.Finish(threads: Math.Clamp(surroundings.Cores, 1, MostThreads), surroundings.Interrupted);
        var seconds = surroundings.Time.GetElapsedTime(started).TotalSeconds;
        if (folder is not null) trained.Write(folder);
        var facts = trained.Facts;
        screen.Line(string.Create(CultureInfo.InvariantCulture, $"  {seconds:0} seconds; {100 * facts.TestAccuracy:0.00} % of {facts.TestImages} test images right; SHA-256 {facts.WeightsDigest}"));
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

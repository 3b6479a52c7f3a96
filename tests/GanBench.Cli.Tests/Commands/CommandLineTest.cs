using System.Globalization;
using System.Text;

namespace GanBench.Cli.Tests.Commands;

public sealed class CommandLineTest
{
    private static readonly string[][] Helps = [["--help"], ["list", "--help"], ["explain", "--help"], ["cite", "--help"], ["run", "--help"], ["report", "--help"],
        ["judges", "--help"], ["status", "--help"], ["slurm", "--help"], ["verify", "--help"], ["doctor", "--help"]];

    private static readonly string[][] Mistakes =
    [
        ["foo"],
        ["rum", "quick"],
        ["--frob"],
        ["run"],
        ["run", ""],
        ["run", "one", "two"],
        ["run", "quick", "--job", "3"],
        ["run", "quick", "--jobs"],
        ["run", "quick", "--jobs", "0"],
        ["run", "quick", "--jobs", "1025"],
        ["run", "quick", "--jobs", "-1"],
        ["run", "quick", "--jobs", "two\u001b[31m"],
        ["run", "quick", "--jobs", "1", "--jobs", "2"],
        ["run", "quick", "--shard"],
        ["run", "quick", "--shard", "0/4"],
        ["run", "quick", "--shard", "5/4"],
        ["run", "quick", "--shard", "two of four"],
        ["run", "quick", "--results", " "],
        ["run", "quick", "--checkpoint-seconds", "0"],
        ["run", "quick", "--hang-seconds", "1e3"],
        ["run", "no-such-folder/quick.json"],
        ["list", "technique"],
        ["list", "datasets", "metrics"],
        ["report", "quick", "--jobs", "2"],
        ["status"],
        ["status", "quick", "--reports", "x"],
        ["slurm", "quick", "--tasks", "0"],
        ["slurm", "quick", "--time", "1h"],
        ["slurm", "quick", "--partition", "a b"],
        ["slurm", "quick", "--output", ""],
        ["slurm", "quick", "--cpus", "many"],
        ["verify"],
        ["verify", " "],
        ["verify", "no-such-folder"],
        ["verify", "no-such-folder", "--all", "--sample", "2"],
        ["verify", "no-such-folder", "--sample", "-1"],
        ["doctor", "now"],
        ["judges", "mnist-conv"],
        ["judges", "--write"],
        ["explain"],
        ["explain", "wgangp", "ring9", "stylegan"],
        ["cite"],
        ["cite", "wgan-pg"],
        ["cite", "modes-at-share", "points-mlp128"],
    ];

    [Test]
    public async Task Help_IsAsApproved() => ApprovedText.Check("help.txt", await Transcript(Helps, expectedExitCode: ExitCode.Fine));

    [Test]
    public async Task Mistakes_AreExplainedAndEndWithCode2() =>
        ApprovedText.Check("mistakes.txt", await Transcript(Mistakes, expectedExitCode: ExitCode.UserMistake));

    // Russian customs by hand: under invariant globalization there is no ru-RU.
    [Test]
    public async Task Mistakes_UnderAnotherCulture_ReadTheSame()
    {
        var russian = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        (russian.NumberFormat.NumberDecimalSeparator, russian.NumberFormat.NumberGroupSeparator, russian.NumberFormat.NegativeSign) = (",", "\u00a0", "\u2212");
        CultureInfo.CurrentCulture = russian;

        ApprovedText.Check("mistakes.txt", await Transcript(Mistakes, expectedExitCode: ExitCode.UserMistake));
    }

    [Test]
    public async Task NoArguments_ShowHelp()
    {
        using var ganbench = new Ganbench();

        var (bare, help) = (await ganbench.Run(default), await ganbench.Run(default, "--help"));

        Assert.That(bare, Is.EqualTo(help));
    }

    [Test]
    public async Task Version_NamesProgramAndNumber()
    {
        using var ganbench = new Ganbench();

        var answer = await ganbench.Run(default, "--version");

        Assert.That(answer.Output, Does.Match(@"\Aganbench \d+\.\d+\.\d+( \(commit [0-9a-f]{40}\))?\n\z"));
    }

    private static async Task<string> Transcript(string[][] commandLines, int expectedExitCode)
    {
        using var ganbench = new Ganbench();
        var transcript = new StringBuilder();
        foreach (var arguments in commandLines)
        {
            var answer = await ganbench.Run(default, arguments);
            Assert.That(answer.ExitCode, Is.EqualTo(expectedExitCode), string.Join(' ', arguments));
            transcript.Append("$ ganbench ").AppendJoin(' ', arguments.Select(Shown)).Append('\n').Append(answer.Output).Append(answer.Error).Append('\n');
        }

        Assert.That(Directory.EnumerateFileSystemEntries(ganbench.Folder), Has.Exactly(1).Items, "only the data folder that the test made");
        return transcript.ToString();
    }

    private static string Shown(string argument) => argument.Trim().Length == 0 ? $"'{argument}'" : argument.Replace("\u001b", "<ESC>", StringComparison.Ordinal);
}

using System.Text;
using GanBench.Cli.Commands;
using GanBench.Cli.Hosting;
using GanBench.Cli.Screens;

namespace GanBench.Cli.Tests.Commands;

public sealed class CommandLineTest
{
    private static readonly CommandEnvironment Environment = new()
    {
        Screen = Screen.Plain(TextWriter.Null),
        Error = TextWriter.Null,
        Variable = _ => null,
    };

    private static IEnumerable<string> Commands => KnownCommands.All(Environment).Select(command => command.Name);

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
        ["plan"],
        ["plan", "quick", "--jsn"],
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
        ["measure"],
        ["measure", "no-such-folder"],
        ["measure", "no-such-folder", "--all"],
        ["doctor", "now"],
        ["completion"],
        ["completion", "tcsh"],
        ["judges", "mnist-conv"],
        ["judges", "--write"],
        ["explain"],
        ["explain", ""],
        ["explain", "wgangp", "ring9", "stylegan"],
        ["cite"],
        ["cite", "wgan-pg"],
        ["cite", "modes-at-share", "points-mlp128"],
    ];

    // What all commands print is a page for users, and the page is what is approved.
    [Test]
    public async Task Help_IsAsThePageOfCommandsSays()
    {
        using var ganbench = new Ganbench();
        var page = new StringBuilder(
            """
            # Commands

            What `ganbench --help` and `ganbench COMMAND --help` print, on a machine of four cores; a test keeps this page so.

            """).Append('\n');
        foreach (var command in Commands.Prepend(""))
        {
            var answer = await ganbench.Run(default, [.. command.Length > 0 ? [command] : Array.Empty<string>(), "--help"]);
            Assert.That(answer.ExitCode, Is.EqualTo(ExitCode.Fine), command);
            page.Append($"## {$"ganbench {command}".TrimEnd()}\n\n```\n");
            page.AppendJoin('\n', answer.Output.TrimEnd('\n').Split('\n').Select(line => line.TrimEnd())).Append("\n```\n\n");
        }

        ApprovedText.CheckFile(Repository.File("docs", "commands.md"), page.ToString().TrimEnd('\n') + '\n');
    }

    // A new command is found by all that its name is near to; the list of all is left out here, so that it changes no approved file.
    [Test]
    public async Task Mistakes_AreExplainedAndEndWithCode2()
    {
        var transcript = await Transcript(Mistakes, expectedExitCode: ExitCode.UserMistake);

        ApprovedText.Check("mistakes.txt", transcript.Replace(string.Join(", ", Commands), "(all commands)", StringComparison.Ordinal));
    }

    // Numbers are written with a comma for thousands whatever the machine's language is: the program runs without any.
    [Test]
    public async Task Mistakes_InAnotherLanguage_ReadTheSame()
    {
        using var ganbench = new Ganbench();
        var russian = new Dictionary<string, string> { ["LANG"] = "ru_RU.UTF-8", ["LC_ALL"] = "ru_RU.UTF-8" };
        using var process = Processes.Start(ganbench, russian, "run", "quick", "--jobs", "0");
        var output = process.StandardOutput.ReadToEndAsync();
        var error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();

        Assert.That((process.ExitCode, await output), Is.EqualTo((ExitCode.UserMistake, "")));
        Assert.That(error, Is.EqualTo((await ganbench.RunHere("run", "quick", "--jobs", "0")).Error));
        Assert.That(error, Does.Contain("1,024"));
    }

    [Test]
    public void Commands_HaveAnExampleThatBeginsWithTheirName()
    {
        var commands = KnownCommands.All(Environment);

        Assert.That(commands.Select(command => command.Example.Split(' ')[0]), Is.EqualTo(commands.Select(command => command.Name)));
        Assert.That(commands.Select(command => command.ExampleEffect), Is.All.Not.Empty);
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
            transcript.Append($"$ ganbench {string.Join(' ', arguments.Select(Shown))}\n{answer.Output}{answer.Error}\n");
        }

        Assert.That(Directory.EnumerateFileSystemEntries(ganbench.Folder), Has.Exactly(1).Items, "only the data folder that the test made");
        return transcript.ToString();
    }

    private static string Shown(string argument) =>
        argument.Trim().Length == 0 ? $"'{argument}'" : argument.Replace("\u001b", "<ESC>", StringComparison.Ordinal);
}

using System.Diagnostics;
using System.Runtime.Versioning;
using GanBench.Cli.Completion;
using GanBench.Cli.Hosting;

namespace GanBench.Cli.Tests.Commands;

public sealed class CompletionCommandTest
{
    // What is expected is there, and what begins otherwise is not.
    [TestCase("ganbench ", "run", "quick")]
    [TestCase("ganbench sta", "status", "run")]
    [TestCase("ganbench run ", "quick", "wgan-gp")]
    [TestCase("ganbench run qu", "quick", "smoke")]
    [TestCase("ganbench report ", "smoke", "wgan-gp")]
    [TestCase("ganbench run quick --ch", "--checkpoint-seconds", "--jobs")]
    [TestCase("ganbench explain ", "wgan-gp", "quick")]
    [TestCase("ganbench explain ring8 modes-at", "modes-at-share", "wgan-gp")]
    [TestCase("ganbench cite wgan", "wgan-gp", "r1")]
    [TestCase("ganbench list ", "techniques", "wgan-gp")]
    [TestCase("ganbench judges m", "mnist-conv-v1", "glyphs-conv-v1")]
    [TestCase("ganbench completion ", "fish", "quick")]
    public async Task Suggestions_AreWhatMayStandThere(string line, string expected, string other)
    {
        using var ganbench = new Ganbench();
        MakeSpecs(ganbench);

        var answer = await ganbench.Run(default, $"[suggest:{line.Length}]", line);

        Assert.That((answer.ExitCode, answer.Error), Is.EqualTo((ExitCode.Fine, "")));
        Assert.That(answer.Output.Split('\n'), Does.Contain(expected).And.Not.Contain(other));
    }

    [Test]
    public async Task Suggestions_InTheMiddleOfALine_AreForTheWordThere()
    {
        using var ganbench = new Ganbench();
        MakeSpecs(ganbench);

        var answer = await ganbench.Run(default, "[suggest:14]", "ganbench run q --jobs 3");

        Assert.That(answer.Output, Is.EqualTo("quick\n"));
    }

    [Test]
    public async Task Suggestions_WithoutAPosition_AreForTheEndOfTheLine()
    {
        using var ganbench = new Ganbench();

        var answer = await ganbench.Run(default, "[suggest]", "ganbench verif");

        Assert.That(answer.Output, Is.EqualTo("verify\n"));
    }

    [TestCaseSource(typeof(CompletionScripts), nameof(CompletionScripts.Shells))]
    public async Task Script_OfEveryShell_SaysHowToLoadItAndAsksTheProgram(string shell)
    {
        using var ganbench = new Ganbench();

        var answer = await ganbench.Run(default, "completion", shell);

        Assert.That((answer.ExitCode, answer.Error), Is.EqualTo((ExitCode.Fine, "")));
        Assert.That(answer.Output, Does.StartWith("# Load it in ").And.Contain($"ganbench completion {shell}").And.Contain("[suggest:"));
        Assert.That(answer.Output, Does.EndWith("\n").And.Not.Contain("\r"));
    }

    // The program as a user has it: a launcher somewhere, called by its path.
    [TestCase("./ganbench run qu", "quick")]
    [TestCase("./ganbench explain wgan-g", "wgan-gp")]
    [TestCase("./ganbench status --res", "--results")]
    [TestCase("./ganbench verify ", "", Description = "the shell offers files")]
    [Platform("Linux"), SupportedOSPlatform("linux")]
    public async Task Script_InBash_CompletesTheLine(string line, string expected)
    {
        using var ganbench = new Ganbench();
        MakeSpecs(ganbench);
        var program = ProgramStart.OfThisProgram();
        await File.WriteAllTextAsync(ganbench.Inside("ganbench"), $"#!/bin/sh\nexec '{program.File}' '{program.Arguments[0]}' \"$@\"\n");
        File.SetUnixFileMode(ganbench.Inside("ganbench"), UnixFileMode.UserRead | UnixFileMode.UserExecute);
        var words = line.Split(' ');
        var script = $$"""
            source <(./ganbench completion bash)
            COMP_LINE='{{line}}' COMP_POINT={{line.Length}} COMP_CWORD={{words.Length - 1}}
            COMP_WORDS=({{string.Join(' ', words.Select(word => $"'{word}'"))}})
            _ganbench
            printf '%s' "${COMPREPLY[*]}"
            """;

        using var bash = Process.Start(
            new ProcessStartInfo("bash", ["-c", script]) { WorkingDirectory = ganbench.Folder, RedirectStandardOutput = true })!;
        var completed = await bash.StandardOutput.ReadToEndAsync();
        await bash.WaitForExitAsync();

        Assert.That(completed, Is.EqualTo(expected));
    }

    private static void MakeSpecs(Ganbench ganbench)
    {
        Directory.CreateDirectory(ganbench.Inside("experiments"));
        foreach (var name in (string[])["quick", "smoke"])
            File.WriteAllText(ganbench.Inside("experiments", $"{name}.json"), "{}");
    }
}

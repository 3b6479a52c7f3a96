using System.Collections.Immutable;
using System.ComponentModel;
using System.Diagnostics;
using GanBench.Cli.Slurm;

namespace GanBench.Cli.Tests.Slurm;

[Platform("Linux")]
public sealed class BatchScriptTest
{
    private const string Nasty = "it's a \"path\" with $HOME, `date`, \\, # and 中";

    private static readonly BatchScript Plain = new(
        Experiment: "quick",
        Cells: 27,
        Tasks: 4,
        Cores: 2,
        Limits: ["--time=12:00:00"],
        Folder: "/work",
        Variables: [("GANBENCH_CACHE", "/cache")],
        Program: ["/opt/ganbench"],
        Arguments: ["run", "quick", "--checkpoint-seconds", "10"],
        StatusCommand: "bin/ganbench status quick");

    [Test]
    public void Text_IsAsApproved() => GanBench.Tests.ApprovedText.Check("batch-script.txt", Plain.Text());

    // What bash makes of it: the program here prints what it is given.
    [Test]
    public void Text_WithNastyPaths_GivesTheProgramExactlyThem()
    {
        var nasty = Nasty.Replace("/", "", StringComparison.Ordinal);
        var folder = Directory.CreateTempSubdirectory("ganbench-").CreateSubdirectory(nasty).FullName;
        try
        {
            var script = Plain with
            {
                Folder = folder,
                Variables = [("GANBENCH_DATA", Nasty + "\nand another line")],
                Program = ["/bin/sh", "-c", "pwd; printf '%s\\n' \"$GANBENCH_DATA\" \"$@\"", "sh"],
                Arguments = ["run", Nasty, ""],
                StatusCommand = "bin/ganbench status 'a\nrm -rf b'",
            };

            var (exitCode, output) = Bash(script.Text(), taskId: "3");

            Assert.That(exitCode, Is.Zero, output);
            Assert.That(output, Is.EqualTo($"{folder}\n{Nasty}\nand another line\nrun\n{Nasty}\n\n--jobs\n2\n--shard\n3/4\n"));
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(folder)!, recursive: true);
        }
    }

    [Test]
    public void Text_WithALongStatusCommand_HasAllOfIt()
    {
        var command = $"bin/ganbench status '/{new string('a', 300)}/quick.json' --results /results";

        Assert.That((Plain with { StatusCommand = command }).Text(), Does.Contain($"# How far it is: {command}\n"));
    }

    [Test]
    public void Text_OutsideOfSlurm_SaysSo()
    {
        var (exitCode, output) = Bash(Plain.Text(), taskId: null);

        Assert.That(exitCode, Is.Not.Zero);
        Assert.That(output, Does.Contain("start this script with sbatch"));
    }

    // Debian's package shellcheck; make test-slurm needs it. It remarks on a dollar sign in single quotes, which in a path is meant as
    // it stands.
    [Test]
    public void Text_HasNothingThatShellcheckComplainsAbout()
    {
        (int ExitCode, string Output) answer;
        try
        {
            var path = Nasty.Replace("$", "", StringComparison.Ordinal).Replace("`", "", StringComparison.Ordinal);
            answer = Run("shellcheck", ["-"], (Plain with { Folder = "/" + path, Arguments = ["run", path] }).Text());
        }
        catch (Win32Exception)
        {
            Assert.Ignore("shellcheck is not installed.");
            throw;
        }

        Assert.That(answer, Is.EqualTo((0, "")));
    }

    private static (int ExitCode, string Output) Bash(string script, string? taskId) =>
        Run(
            "/usr/bin/env",
            [.. taskId is null ? ["-u", "SLURM_ARRAY_TASK_ID"] : ImmutableArray.Create("SLURM_ARRAY_TASK_ID=" + taskId), "bash"],
            script);

    private static (int ExitCode, string Output) Run(string program, IEnumerable<string> arguments, string input)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var error = process.StandardError.ReadToEndAsync();
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + error.Result);
    }
}

using System.Collections.Immutable;
using System.Text;
using GanBench.Cli.Wording;

namespace GanBench.Cli.Slurm;

/// <summary>A script for Slurm's <c>sbatch</c>: an array job whose tasks run one share of an experiment each.</summary>
/// <remarks>
/// Nothing that a user wrote freely stands in a line that Slurm reads; paths stand in the shell's part, quoted. The last line replaces the
/// shell by the program (<c>exec</c>), so that the signals that Slurm sends to the batch shell reach it.
/// </remarks>
/// <param name="Experiment">Name of the experiment: lower-case letters, digits and dashes.</param>
/// <param name="Cells">Cells of the whole plan.</param>
/// <param name="Tasks">Tasks of the array, each with its share.</param>
/// <param name="Cores">Cores, and so worker processes, of each task.</param>
/// <param name="Limits">What else Slurm is asked for, e.g. <c>--time=12:00:00</c>.</param>
/// <param name="Folder">The folder that the command line was written in.</param>
/// <param name="Variables">Environment variables with their values.</param>
/// <param name="Program">How this program is started.</param>
/// <param name="Arguments">Its arguments, but for the share and the number of workers.</param>
/// <param name="StatusCommand">The command that tells how far the experiment is.</param>
internal sealed record BatchScript(
    string Experiment,
    int Cells,
    int Tasks,
    int Cores,
    ImmutableArray<string> Limits,
    string Folder,
    ImmutableArray<(string Name, string Value)> Variables,
    ImmutableArray<string> Program,
    ImmutableArray<string> Arguments,
    string StatusCommand)
{
    /// <summary>The second line of every script: who wrote it.</summary>
    public const string Signature = "# Written by ganbench slurm.";

    /// <summary>
    /// How long before the time limit Slurm sends SIGTERM, in seconds: enough to write checkpoints and let go of the cells.
    /// </summary>
    public const int NoticeSeconds = 90;

    /// <summary>The script; lines end with LF.</summary>
    public string Text()
    {
        var text = new StringBuilder("#!/bin/bash\n").Append(Signature).Append('\n');
        foreach (var request in Requests())
            text.Append("#SBATCH ").Append(request).Append('\n');
        var inWords = $"{Words.Count(Cells, "cell")} in {Words.Count(Tasks, "share")}";
        const string end = "The task that ends last writes tables and report.";
        text.Append($$"""

            # {{inWords}}. All tasks write into one results folder, a file per cell. Submitted again after a time limit,
            # a failure or scancel, it goes on where it stopped: what is done is not run again. {{end}}
            # How far it is: {{OnOneLine(StatusCommand)}}
            set -eu
            : "${SLURM_ARRAY_TASK_ID:?start this script with sbatch}"
            cd {{Words.Quoted(Folder)}}

            """);
        foreach (var (name, value) in Variables)
            text.Append("export ").Append(name).Append('=').Append(Words.Quoted(value)).Append('\n');
        return text
            .Append("exec ").AppendJoin(' ', Program.Concat(Arguments).Select(Words.Quoted))
            .Append($" --jobs {Cores} --shard \"$SLURM_ARRAY_TASK_ID/{Tasks}\"\n")
            .ToString();
    }

    // Whole, because it is there to be copied; a line feed in it must not end the comment.
    private static string OnOneLine(string command) =>
        string.Concat(command.Select(character => char.IsControl(character) ? ' ' : character));

    private IEnumerable<string> Requests() =>
    [
        $"--job-name=ganbench-{Experiment}",
        $"--array=1-{Tasks}",
        "--nodes=1",
        "--ntasks=1",
        $"--cpus-per-task={Cores}",
        .. Limits,
        "--output=%x-%A_%a.log",
        "--open-mode=append",
        "--requeue",
        $"--signal=B:TERM@{NoticeSeconds}",
    ];
}

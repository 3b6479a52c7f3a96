using System.Collections.Immutable;
using System.Diagnostics;

namespace GanBench.Benchmarks.SideBySide;

/// <summary>Looks for a Python that has PyTorch. Nothing is ever installed.</summary>
internal static class PyTorch
{
    /// <summary>What to do when there is none.</summary>
    public const string HowToInstall =
        "Install PyTorch for one of them, then try again; nothing was installed. Debian and Ubuntu: apt-get install python3-torch "
        + "libopenblas0-pthread (without the second package its products run on a slow reference library). "
        + "Elsewhere: pip install torch, in an environment whose python3 comes first in PATH. "
        + "Another Python: make peer PYTHON=/path/to/python3.";

    /// <param name="asked">A command that the user gave, or null for the usual places.</param>
    /// <param name="tried">What was tried, and what each said.</param>
    /// <returns>The command, or null when no Python has PyTorch.</returns>
    public static ImmutableArray<string>? Find(string? asked, out ImmutableArray<string> tried)
    {
        ImmutableArray<string> commands = asked is null ? ["python3", "/usr/bin/python3"] : [asked];
        var answers = ImmutableArray.CreateBuilder<string>();
        foreach (var command in commands)
        {
            ImmutableArray<string> words = [.. command.Split(' ', StringSplitOptions.RemoveEmptyEntries)];
            var problem = Problem(words);
            if (problem is null)
            {
                tried = answers.ToImmutable();
                return words;
            }

            answers.Add($"{command}: {problem}");
        }

        tried = answers.ToImmutable();
        return null;
    }

    private static string? Problem(ImmutableArray<string> python)
    {
        try
        {
            var start = new ProcessStartInfo(python[0], [.. python[1..], "-c", "import torch"]) { RedirectStandardError = true };
            using var process = Process.Start(start)!;
            var lines = process.StandardError.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
            process.WaitForExit();
            return process.ExitCode == 0 ? null : lines.LastOrDefault() ?? $"exit code {process.ExitCode}";
        }
        catch (System.ComponentModel.Win32Exception error)
        {
            return error.Message;
        }
    }
}

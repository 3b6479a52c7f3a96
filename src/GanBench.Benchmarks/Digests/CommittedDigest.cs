using System.Collections.Immutable;
using System.Globalization;
using GanBench.Benchmarks.Steps;

namespace GanBench.Benchmarks.Digests;

/// <summary>What a kind of training run gives on every machine: a line of <c>Digests/committed.txt</c>.</summary>
/// <param name="Step">The kind of run.</param>
/// <param name="GeneratorSteps">Generator updates, with their discriminator updates, from seed 0.</param>
/// <param name="Digest">First 16 hexadecimal digits of the SHA-256 of all weights afterwards.</param>
public sealed record CommittedDigest(StepCase Step, int GeneratorSteps, string Digest)
{
    /// <summary>Hexadecimal digits that are kept: 64 bits.</summary>
    private const int Digits = 16;

    /// <summary>The committed file beside the program.</summary>
    public static string DefaultFile => Path.Combine(AppContext.BaseDirectory, "Digests", "committed.txt");

    /// <summary>Reads the file: words apart, <c>#</c> begins a comment.</summary>
    /// <exception cref="InvalidDataException">A line is not a known case, a number of steps and a digest.</exception>
    public static ImmutableArray<CommittedDigest> Read(string file) =>
        [.. File.ReadLines(file).Select(line => line.Split('#')[0].Trim()).Where(line => line.Length > 0).Select(Parse)];

    /// <summary>Trains the case as its line says.</summary>
    /// <param name="replicas">Seeds that are trained at once: 0, 1, ...; the digest is that of seed 0.</param>
    public string Compute(int replicas)
    {
        using var game = Step.StartWith([.. Enumerable.Range(0, replicas)]);
        for (var step = 0; step < GeneratorSteps; step++)
            game.Run();
        return game.Digest(replica: 0)[..Digits];
    }

    private static CommittedDigest Parse(string line)
    {
        var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words.Length == 3 && KnownSteps.WithDigest.FirstOrDefault(step => step.Name == words[0]) is { } known
            && int.TryParse(words[1], NumberStyles.None, CultureInfo.InvariantCulture, out var steps)
            ? new CommittedDigest(known, steps, words[2])
            : throw new InvalidDataException($"Digests: \"{line}\" is not a line of case, generator steps and digest.");
    }
}

using System.Diagnostics;
using GanBench.Cli.Hosting;
using GanBench.Experiments.Records;
using GanBench.Experiments.Running;
using GanBench.Experiments.Specs;
using GanBench.Randomness;

namespace GanBench.Cli.Tests.Workers;

/// <summary>
/// Workers and the supervisor are killed at random moments, 20 times; the digests end up those of a run that was left alone.
/// </summary>
[Platform("Linux")]
public sealed class KillTest
{
    private const int Kills = 20;

    private const string Spec =
        """
        {
          "name": "kills", "question": "Does it survive?", "controls": ["perfect-sampler"],
          "datasets": ["ring8", "grid25"], "techniques": ["ns-gan", "wgan-gp", "spectral-norm", "unrolled-1"], "seeds": [0],
          "generator-steps": 600, "evaluation": { "samples": 200, "checkpoints": 3 }
        }
        """;

    [Test]
    public async Task Run_KilledTwentyTimes_EndsWithTheDigestsOfAnUndisturbedRun()
    {
        using var undisturbed = new Ganbench();
        using var here = new Ganbench();
        var spec = here.Inside("kills.json");
        await File.WriteAllTextAsync(spec, Spec);
        string[] command = ["run", spec, "--jobs", "2", "--checkpoint-seconds", "0.1"];
        var whole = await undisturbed.RunHere("run", spec);
        var expected = Digests(undisturbed);
        var moments = SeedStream.FromSeed(20);   // the same moments in every run of this test, as far as a clock can repeat them
        var (supervisorsKilled, workersKilled, finished) = (0, 0, 0);

        for (var kill = 0; kill < Kills;)
        {
            using var supervisor = Processes.Start(here, command);
            var output = Drain(supervisor);
            while (kill < Kills && !supervisor.HasExited)
            {
                var draw = new float[2];
                moments.Uniform(kill, draw);
                await Task.WhenAny(supervisor.WaitForExitAsync(), Task.Delay(TimeSpan.FromSeconds(0.3 + (1.7 * draw[0]))));
                var workers = Processes.WorkersOf(supervisor.Id);
                if (supervisor.HasExited)
                    break;
                if (kill % 3 == 2)
                {
                    supervisor.Kill();
                    await supervisor.WaitForExitAsync();
                    supervisorsKilled++;
                }
                else if (workers.Count > 0)
                {
                    Processes.Kill(workers[(int)(draw[1] * workers.Count)]);
                    workersKilled++;
                }
                else
                {
                    continue;
                }

                kill++;
                AssertNothingIsTorn(here);
            }

            if (kill == Kills)
            {
                await supervisor.WaitForExitAsync();   // the workers that are left do what they can
                await output;
            }
            else if (supervisor.HasExited && supervisor.ExitCode == ExitCode.Fine)
            {
                // All done before the last kill: once more from the start.
                Assert.That(Digests(here), Is.EqualTo(expected));
                finished++;
                Directory.Delete(here.Results, recursive: true);
            }
        }

        var last = await here.RunHere("run", spec);

        TestContext.Out.WriteLine(
            $"{supervisorsKilled} supervisors and {workersKilled} workers killed; the matrix was finished {finished} times on the way.");
        Assert.That(whole.ExitCode, Is.EqualTo(ExitCode.Fine), whole.Error);
        Assert.That(last.ExitCode, Is.EqualTo(ExitCode.Fine), last.Error);
        Assert.That(Digests(here), Is.EqualTo(expected).And.Count.EqualTo(10));
        Assert.That((supervisorsKilled, workersKilled), Is.EqualTo((6, 14)));
        AssertNothingIsTorn(here);
        Assert.That(Directory.EnumerateFileSystemEntries(here.Inside("results", "kills"), "*", SearchOption.AllDirectories)
            .Select(Path.GetFileName).Where(
                name => !name!.EndsWith(".json", StringComparison.Ordinal) && !name.EndsWith(".csv", StringComparison.Ordinal)),
            Is.Empty, "no claim, checkpoint, half-written or damaged file is left");
    }

    /// <summary>Every record and every checkpoint that is there is whole, whatever was being written when its process was killed.</summary>
    private static void AssertNothingIsTorn(Ganbench here)
    {
        var store = new RecordStore(here.Inside("results", "kills"));
        var plan = Plan.From(
            SpecParser.Parse("kills.json", System.Text.Encoding.UTF8.GetBytes(Spec), Example.Catalogue).Spec!, Example.Catalogue);
        Assert.That(store.Load(plan).Damaged, Is.Empty);
        Assert.That(plan.Select(run => CheckpointFile.Read(store.CheckpointOf(run.Id()), run.Id()).Damage), Is.All.Null);
    }

    private static SortedDictionary<string, string?> Digests(Ganbench ganbench) => new(
        ganbench.Records("kills")
            .ToDictionary(record => record.Key, record => record.Value.GetProperty("digests").GetProperty("training").GetString()),
        StringComparer.Ordinal);

    /// <summary>Reads what a process writes, so that it never waits for a reader.</summary>
    private static Task<string[]> Drain(Process process) =>
        Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
}

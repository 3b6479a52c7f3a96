using GanBench.Cli.Hosting;

namespace GanBench.Cli.Tests.Commands;

public sealed class SlurmCommandTest
{
    [Test]
    public async Task Slurm_WithoutOutput_PrintsTheScriptAndNothingElse()
    {
        using var ganbench = new Ganbench();
        var spec = ganbench.Spec("tiny", """["ring8"]""", """["ns-gan"]""", "[0, 1, 2]", 20);

        var answer = await ganbench.RunHere("slurm", spec, "--tasks", "2", "--time", "1-12:30", "--partition", "short,long");

        Assert.That((answer.ExitCode, answer.Error), Is.EqualTo((ExitCode.Fine, "")));
        Assert.That(answer.Output, Does.StartWith("#!/bin/bash\n"));
        Assert.That(
            answer.Output,
            Does.Contain("#SBATCH --job-name=ganbench-tiny\n#SBATCH --array=1-2\n").And.Contain("#SBATCH --cpus-per-task=2\n"),
            "two shares of 3 cells have 2 at most");
        Assert.That(answer.Output, Does.Contain("#SBATCH --time=1-12:30\n#SBATCH --partition=short,long\n"));
        Assert.That(
            answer.Output,
            Does.Contain(
                $"export GANBENCH_DATA={ganbench.Inside("data")}\n" +
                $"export GANBENCH_CACHE={ganbench.Inside("cache")}\n" +
                "export GANBENCH_OFFLINE=1\n"));
        Assert.That(
            answer.Output,
            Does.EndWith(
                $" run {spec} --results {ganbench.Results} --reports {ganbench.Reports} " +
                "--jobs 2 --shard \"$SLURM_ARRAY_TASK_ID/2\"\n"));
        Assert.That(Directory.Exists(ganbench.Results), Is.False, "nothing is written or run");
    }

    [Test]
    public async Task Slurm_ByDefault_HasNoMoreTasksAndCoresThanCells()
    {
        using var ganbench = new Ganbench();
        var spec = ganbench.Spec("tiny", """["ring8"]""", """["ns-gan"]""", "[0, 1, 2]", 20);

        var answer = await ganbench.RunHere("slurm", spec);

        Assert.That(
            answer.Output,
            Does.Contain("--array=1-3\n").And.Contain("--cpus-per-task=1\n").And.Not.Contain("--time=").And.Not.Contain("gpu"));
    }

    [Test]
    public async Task Slurm_WithTheSecondsOfARun_PassesThemOn()
    {
        using var ganbench = new Ganbench();
        var spec = ganbench.Spec("tiny", """["ring8"]""", """["ns-gan"]""", "[0, 1, 2]", 20);

        var (both, neither) = (
            await ganbench.RunHere("slurm", spec, "--checkpoint-seconds", "0.5", "--hang-seconds", "3600"),
            await ganbench.RunHere("slurm", spec));

        Assert.That((both.ExitCode, both.Error), Is.EqualTo((ExitCode.Fine, "")));
        Assert.That(both.Output, Does.Contain($" --reports {ganbench.Reports} --checkpoint-seconds 0.5 --hang-seconds 3600 --jobs 1 "));
        Assert.That(neither.Output, Does.Contain($" --reports {ganbench.Reports} --jobs 1 "), "the program that runs has its own defaults");
    }

    [Test]
    public async Task Slurm_WithOutput_WritesAndReplacesItsOwnFileOnly()
    {
        using var ganbench = new Ganbench();
        var spec = ganbench.Spec("tiny", """["ring8"]""", """["ns-gan"]""", "[0]", 20);
        var file = ganbench.Inside("a job.sbatch");

        var first = await ganbench.RunHere("slurm", spec, "--output", file);
        var second = await ganbench.RunHere("slurm", spec, "--output", file, "--time", "5");
        var onTheSpec = await ganbench.RunHere("slurm", spec, "--output", spec);
        var onAFolder = await ganbench.RunHere("slurm", spec, "--output", ganbench.Folder);

        Assert.That((first.ExitCode, second.ExitCode), Is.EqualTo((ExitCode.Fine, ExitCode.Fine)), first.Error + second.Error);
        Assert.That(first.Output, Does.Contain($"sbatch '{file}'").And.Contain($"bin/ganbench status {spec} --results {ganbench.Results}"));
        Assert.That(await File.ReadAllTextAsync(file), Does.Contain("--time=5\n"));
        Assert.That((onTheSpec.ExitCode, onAFolder.ExitCode), Is.EqualTo((ExitCode.UserMistake, ExitCode.UserMistake)));
        Assert.That(onTheSpec.Error, Does.Contain("is there already and was not written by ganbench slurm"));
        Assert.That(await File.ReadAllTextAsync(spec), Does.Contain("\"name\": \"tiny\""));
    }

    [Test]
    public async Task Slurm_WithMoreTasksThanCells_IsAMistake()
    {
        using var ganbench = new Ganbench();
        var spec = ganbench.Spec("tiny", """["ring8"]""", """["ns-gan"]""", "[0, 1]", 20);

        var answer = await ganbench.RunHere("slurm", spec, "--tasks", "3");

        Assert.That(answer.ExitCode, Is.EqualTo(ExitCode.UserMistake));
        Assert.That(answer.Error, Is.EqualTo("--tasks: 3 is not allowed; tiny has 2 cells, so at most 2 tasks have work.\n"));
    }

    [Test]
    public async Task Slurm_WithGpus_AsksForThemAndSaysThatBitTorchUsesNone()
    {
        using var ganbench = new Ganbench();
        var spec = ganbench.Spec("tiny", """["ring8"]""", """["ns-gan"]""", "[0]", 20);

        var answer = await ganbench.RunHere("slurm", spec, "--gpus");

        Assert.That(answer.Output, Does.Contain("#SBATCH --gres=gpu:1\n"));
        Assert.That(answer.Error, Does.Contain("BitTorch, which leaves a GPU idle"));
    }
}

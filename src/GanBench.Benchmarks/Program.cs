using System.CommandLine;
using GanBench.Benchmarks.Benchmarks;
using GanBench.Benchmarks.Digests;
using GanBench.Benchmarks.SideBySide;
using GanBench.Benchmarks.Steps;

var root = new RootCommand(
    "Times GanBench's engine: its operations, and its training steps side by side with PyTorch's. Checks its bits and its memory.");
root.Subcommands.Add(Bench());
root.Subcommands.Add(Peer());
root.Subcommands.Add(Digests());
root.Subcommands.Add(Worker());
return root.Parse(args).Invoke();

static Command Bench()
{
    var quick = new Option<bool>("--quick") { Description = "fewer and shorter measurements: minutes instead of most of an hour" };
    var filter = new Option<string[]>("--filter")
    {
        Description = "which benchmarks, e.g. *Products*",
        DefaultValueFactory = _ => ["*"],
        AllowMultipleArgumentsPerToken = true,
    };
    var command = new Command(
        "bench", "time products, elementwise operations, reductions, training steps and evaluations with BenchmarkDotNet")
    {
        quick, filter,
    };
    command.SetAction(parsed => MicrobenchCommand.Run(parsed.GetValue(quick), parsed.GetValue(filter) ?? ["*"], Console.Out));
    return command;
}

static Command Peer()
{
    var names = string.Join(", ", KnownSteps.WithPeer.Select(step => step.Name));
    var cases = new Option<string[]>("--cases")
    {
        Description = $"which training steps; all by default: {names}",
        AllowMultipleArgumentsPerToken = true,
    };
    cases.AcceptOnlyFromAmong([.. KnownSteps.WithPeer.Select(step => step.Name)]);
    var slices = new Option<int>("--slices")
    {
        Description = "timed slices of each contestant, in turn; their median counts",
        DefaultValueFactory = _ => 7,
    };
    var seconds = new Option<double>("--seconds") { Description = "length of a slice", DefaultValueFactory = _ => 1.0 };
    var python = new Option<string?>("--python")
    {
        Description = "command that starts a Python with PyTorch; default: python3, then /usr/bin/python3",
    };
    var clock = new Option<Clock>("--clock")
    {
        Description = "wall: seconds that pass, for an idle machine; cpu: seconds on the core, for a busy one",
        DefaultValueFactory = _ => Clock.Wall,
    };
    var command = new Command("peer", "time the same training steps in BitTorch and PyTorch, in turn")
    {
        cases, slices, seconds, python, clock,
    };
    command.SetAction(parsed => PeerCommand.Run(
        new PeerSettings(
            parsed.GetValue(cases) is { Length: > 0 } chosen
                ? [.. KnownSteps.WithPeer.Where(step => chosen.Contains(step.Name))]
                : KnownSteps.WithPeer,
            Math.Max(1, parsed.GetValue(slices)),
            Math.Max(0.01, parsed.GetValue(seconds)),
            parsed.GetValue(python),
            parsed.GetValue(clock)),
        Console.Out,
        Console.Error));
    return command;
}

static Command Digests()
{
    var cases = new Option<string[]>("--cases")
    {
        Description = "which kinds of training run; all by default",
        AllowMultipleArgumentsPerToken = true,
    };
    cases.AcceptOnlyFromAmong([.. KnownSteps.WithDigest.Select(step => step.Name)]);
    var replicas = new Option<int>("--replicas")
    {
        Description = "seeds that are trained at once; the digest is that of the first",
        DefaultValueFactory = _ => 1,
    };
    var threads = new Option<int>("--threads") { Description = "threads that a large product may use", DefaultValueFactory = _ => 1 };
    var memory = new Option<bool>("--memory") { Description = "train each kind for many steps instead, and tell its memory on the way" };
    var steps = new Option<int>("--steps")
    {
        Description = "with --memory: generator steps of each kind",
        DefaultValueFactory = _ => 10_000,
    };
    var command = new Command("digests", "train each kind of run for a few steps and compare the bits with the committed ones")
    {
        cases, replicas, threads, memory, steps,
    };
    command.SetAction(parsed =>
    {
        var names = parsed.GetValue(cases) is { Length: > 0 } chosen ? chosen : [.. KnownSteps.WithDigest.Select(step => step.Name)];
        if (parsed.GetValue(memory))
            return MemoryCommand.Run(
                [.. KnownSteps.WithDigest.Where(step => names.Contains(step.Name))], Math.Max(1, parsed.GetValue(steps)), Console.Out);
        var committed = CommittedDigest.Read(CommittedDigest.DefaultFile);
        return DigestsCommand.Run(
            [.. committed.Where(one => names.Contains(one.Step.Name))], Math.Max(1, parsed.GetValue(replicas)), parsed.GetValue(threads),
            Console.Out);
    });
    return command;
}

static Command Worker()
{
    var name = new Argument<string>("case");
    var threads = new Argument<int>("threads") { DefaultValueFactory = _ => 1 };
    var command = new Command("worker", "train one case as told on standard input; what peer starts") { name, threads };
    command.Hidden = true;
    command.SetAction(parsed => StepWorker.Run(
        KnownSteps.WithPeer.Single(step => step.Name == parsed.GetValue(name)), parsed.GetValue(threads), Console.In, Console.Out));
    return command;
}

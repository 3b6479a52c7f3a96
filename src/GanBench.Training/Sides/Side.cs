using GanBench.Experiments.Running;
using GanBench.Randomness;
using GanBench.Training.Networks;
using GanBench.Training.Optimisers;
using GanBench.Trajectories;

namespace GanBench.Training.Sides;

/// <summary>
/// One side of the game: its network, a companion that is trained with it, their parameters in one flat vector, and its optimiser.
/// </summary>
public sealed class Side : IDisposable
{
    private readonly Network? companion;
    private readonly long ownParameters;
    private readonly Optimiser usual;
    private readonly Schedule schedule;

    /// <param name="network">The side's network.</param>
    /// <param name="companion">A network that is trained on the same loss, or null.</param>
    /// <param name="optimiser">How the parameters are updated, at the rate that the schedule changes.</param>
    /// <param name="parameters">
    /// Flat parameters of the network and then of the companion, shape [R, P], with gradient; owned by the side from now on.
    /// </param>
    /// <param name="schedule">How the rate changes; null when it stays.</param>
    public Side(Network network, Network? companion, Optimiser optimiser, Tensor parameters, Schedule? schedule = null)
    {
        Network = network;
        this.companion = companion;
        ownParameters = network.Layout.Count;
        usual = optimiser;
        this.schedule = schedule ?? Schedule.Constant;
        Optimiser = this.schedule.At(usual, 0);
        Parameters = parameters;
        State = optimiser.Start(parameters);
    }

    /// <summary>The side's network.</summary>
    public Network Network { get; }

    /// <summary>How its parameters are updated now, at the present rate.</summary>
    public Optimiser Optimiser { get; private set; }

    /// <summary>Flat parameters, shape [R, P], those of the companion last.</summary>
    public Tensor Parameters { get; }

    /// <summary>What the optimiser remembers.</summary>
    public OptimiserState State { get; }

    /// <summary>Each array of <see cref="Parameters"/>, in their order; those of the companion are called <c>companion.…</c>.</summary>
    public IEnumerable<ParameterBlock> Blocks =>
        Network.Layout.Blocks.Concat((companion?.Layout.Blocks ?? []).Select(block => block with { Name = $"companion.{block.Name}" }));

    /// <summary>A side at its start.</summary>
    /// <param name="network">The side's network.</param>
    /// <param name="companion">A network that is trained on the same loss, or null.</param>
    /// <param name="optimiser">How the parameters are updated.</param>
    /// <param name="streams">One stream a replica; R of them.</param>
    /// <param name="schedule">How the rate changes; null when it stays.</param>
    public static Side Start(
        Network network, Network? companion, Optimiser optimiser, IReadOnlyList<SeedStream> streams, Schedule? schedule = null)
    {
        float[] Initial(SeedStream stream) => companion is null
            ? network.Layout.Initial(stream)
            : [.. network.Layout.Initial(stream), .. companion.Layout.Initial(stream.Derive("companion"))];
        float[] values = [.. streams.SelectMany(Initial)];
        var parameters = tensor(values, [streams.Count, values.Length / streams.Count]).requires_grad_().DetachFromDisposeScope();
        return new Side(network, companion, optimiser, parameters, schedule);
    }

    /// <summary>Turns to the rate of an update.</summary>
    /// <param name="generatorSteps">Generator steps done before it, at least 0.</param>
    public void MoveTo(long generatorSteps) => Optimiser = schedule.At(usual, generatorSteps);

    /// <summary>Runs the side's network.</summary>
    /// <param name="parameters">Flat parameters of the side, shape [R, P].</param>
    /// <param name="input">Shape [R, B, in].</param>
    public ForwardPass Apply(Tensor parameters, Tensor input) =>
        Network.Apply(Own(parameters), input);

    /// <summary>Runs the side's network where nothing is trained.</summary>
    /// <param name="parameters">Flat parameters of the side, shape [R, P].</param>
    /// <param name="input">Shape [R, B, in].</param>
    public ForwardPass Evaluate(Tensor parameters, Tensor input) =>
        Network.Evaluate(Own(parameters), input);

    /// <summary>Runs the companion.</summary>
    /// <param name="parameters">Flat parameters of the side, shape [R, P].</param>
    /// <param name="input">Shape [R, B, in].</param>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public Tensor ApplyCompanion(Tensor parameters, Tensor input) => companion is null
        ? throw new InvalidOperationException("Bug in GanBench: the technique asks for a companion network and names none.")
        : companion.Apply(parameters.narrow(1, ownParameters, companion.Layout.Count), input).Output;

    /// <summary>One step of the optimiser.</summary>
    /// <param name="loss">What is minimised, one value a replica, shape [R].</param>
    /// <param name="gradientNorms">
    /// Filled with the Euclidean norm of each replica's gradient, the companion's included; empty when nobody wants to know.
    /// </param>
    public void Minimise(Tensor loss, Span<double> gradientNorms = default)
    {
        var gradient = autograd.grad([loss.sum()], [Parameters])[0];
        if (!gradientNorms.IsEmpty) Measure(gradient, gradientNorms);
        Optimiser.Step(Parameters, gradient, State);
        using var _ = no_grad();
        Network.AfterUpdate(Own(Parameters));
    }

    /// <summary>Moves running averages of what layers see towards what they saw in a batch of training; most networks keep none.</summary>
    /// <param name="pass">What the network computed of the batch.</param>
    public void Remember(ForwardPass pass)
    {
        if (pass.Statistics.Count == 0) return;
        using var _ = no_grad();
        Network.Remember(Own(Parameters), pass.Statistics);
    }

    /// <summary>A copy of the weights.</summary>
    public SideWeights Weights() => new([.. Blocks.Select(block => (block.Name, (int)block.Count))], Values(Parameters));

    /// <summary>A copy of everything that the next update depends on.</summary>
    public SideState Save() => new(Values(Parameters), [.. State.Averages.ToArray().Select(Values)], State.Powers.ToArray());

    /// <summary>Whether a state is that of such a side: as many parameters, and the same memory of the optimiser.</summary>
    /// <param name="state">The state.</param>
    public bool Fits(SideState state) =>
        state.Parameters.Length == Parameters.numel()
        && state.Averages.Length == State.Averages.Length
        && state.Averages.All(average => average.Length == state.Parameters.Length)
        && state.Powers.Length == State.Powers.Length;

    /// <summary>Makes this side as it was.</summary>
    /// <param name="state">A state that <see cref="Fits"/>.</param>
    public void Restore(SideState state)
    {
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        Fill(Parameters, state.Parameters);
        for (var i = 0; i < state.Averages.Length; i++)
            Fill(State.Averages[i], state.Averages[i]);
        state.Powers.CopyTo(State.Powers);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Parameters.Dispose();
        State.Dispose();
    }

    private static void Fill(Tensor tensor, float[] values) => tensor.copy_(torch.tensor(values, tensor.shape));

    private static float[] Values(Tensor tensor) => tensor.data<float>().ToArray();

    private static void Measure(Tensor gradient, Span<double> norms)
    {
        var values = gradient.data<float>().ToArray();
        var parameters = values.Length / norms.Length;
        for (var r = 0; r < norms.Length; r++)
            norms[r] = GradientNorm.Of(values.AsSpan(r * parameters, parameters));
    }

    private Tensor Own(Tensor parameters) => companion is null ? parameters : parameters.narrow(1, 0, ownParameters);
}

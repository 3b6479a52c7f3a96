namespace GanBench.Training.Networks;

/// <summary>
/// Several networks of one form that see the same input: their outputs stand behind each other, and so do their features.
/// </summary>
/// <remarks>Each has its own parameters. They are computed as if they were replicas, in one launch.</remarks>
internal sealed class SideBySide : Network
{
    private readonly Network form;
    private readonly int count;

    /// <param name="form">What each of them is.</param>
    /// <param name="count">How many there are, at least 1.</param>
    public SideBySide(Network form, int count)
    {
        this.form = form;
        this.count = count;
        Layout = new ParameterLayout(
        [
            .. Enumerable.Range(1, count)
                .SelectMany(number => form.Layout.Blocks.Select(block => block with { Name = $"{number}.{block.Name}" })),
        ]);
    }

    /// <inheritdoc/>
    public override ParameterLayout Layout { get; }

    /// <inheritdoc/>
    public override bool KeepsStatistics => form.KeepsStatistics;

    /// <inheritdoc/>
    public override ForwardPass Apply(Tensor parameters, Tensor input) => Joined(form.Apply(Apart(parameters), Repeated(input)), input);

    /// <inheritdoc/>
    public override ForwardPass Evaluate(Tensor parameters, Tensor input) =>
        Joined(form.Evaluate(Apart(parameters), Repeated(input)), input);

    /// <inheritdoc/>
    public override void Remember(Tensor parameters, IReadOnlyList<BatchStatistics> statistics) =>
        form.Remember(Apart(parameters), statistics);

    /// <inheritdoc/>
    public override void AfterUpdate(Tensor parameters) => form.AfterUpdate(Apart(parameters));

    private Tensor Repeated(Tensor input)
    {
        var (replicas, batch, width) = (input.size(0), input.size(1), input.size(2));
        return input.unsqueeze(1).expand(replicas, count, batch, width).reshape(replicas * count, batch, width);
    }

    /// <summary>
    /// One network's outputs behind the other's. What layers saw stays as it is: each network's own, as if it were a replica.
    /// </summary>
    private ForwardPass Joined(ForwardPass apart, Tensor input)
    {
        var (replicas, batch) = (input.size(0), input.size(1));
        return new ForwardPass(Behind(apart.Output), Behind(apart.Features)) { Statistics = apart.Statistics };

        Tensor Behind(Tensor each) => each.reshape(replicas, count, batch, -1).transpose(1, 2).reshape(replicas, batch, -1);
    }

    /// <summary>A view in which each network is a replica.</summary>
    private Tensor Apart(Tensor parameters) => parameters.view(parameters.size(0) * count, form.Layout.Count);
}

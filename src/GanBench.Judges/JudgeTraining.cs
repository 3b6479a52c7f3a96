using GanBench.Datasets;
using GanBench.Files;
using GanBench.Randomness;
using GanBench.Training.Optimisers;

namespace GanBench.Judges;

/// <summary>A judge in training: the same weights on every machine, from nothing but the images.</summary>
/// <remarks>
/// Cross-entropy over the ten digits and an eleventh class for <see cref="NonDigits"/>, half of the digits worn
/// (<see cref="CorruptedDigits"/>); Adam (0.9, 0.999) with a rate that falls linearly to 0. All random numbers come from the stream
/// <c>judge</c> of seed 0.
/// </remarks>
public sealed class JudgeTraining : IDisposable
{
    private const int Seed = 0;
    private const int Side = 28;
    private const int Size = MnistSplit.ImageSize;

    private static readonly SeedStream Root = SeedStream.FromSeed(Seed).Derive("judge");

    private readonly KnownJudge known;
    private readonly LabelledImages source;
    private readonly Adam adam;
    private readonly OptimiserState state;
    private readonly float[] drawn;
    private readonly float[] images;
    private readonly int[] shifts;
    private readonly int[] labels;
    private readonly long[] targets;
    private int step;

    /// <param name="known">Gives the recipe.</param>
    /// <param name="source">What it learns from.</param>
    internal JudgeTraining(KnownJudge known, LabelledImages source)
    {
        this.known = known;
        this.source = source;
        var batch = Recipe.DigitsPerStep + Recipe.NonDigitsPerStep;
        (drawn, images) = (new float[Recipe.DigitsPerStep * Size], new float[batch * Size]);
        (shifts, labels, targets) = (new int[2 * Recipe.DigitsPerStep], new int[Recipe.DigitsPerStep], new long[batch]);
        var layout = Judge.Network.Layout;
        Parameters = tensor(layout.Initial(Root.Derive("initial-weights")), [1, layout.Count]).requires_grad_().DetachFromDisposeScope();
        adam = new Adam(Recipe.LearningRate, Beta1: 0.9);
        state = adam.Start(Parameters);
    }

    /// <summary>The weights, shape [1, P].</summary>
    public Tensor Parameters { get; }

    private JudgeRecipe Recipe => known.Recipe;

    /// <summary>Updates the weights once; after the recipe's last step the rate is 0.</summary>
    public void Update()
    {
        FillBatch();
        using var scope = NewDisposeScope();
        var logits = Judge.Network.Apply(Parameters, tensor(images, [1, targets.Length, Size])).Output;
        var loss = nn.functional.cross_entropy(logits.squeeze(0), tensor(targets, [targets.Length]));
        var decayed = adam with { LearningRate = Recipe.LearningRate * Math.Max(0, Recipe.Steps - step) / Recipe.Steps };
        decayed.Step(Parameters, autograd.grad([loss], [Parameters])[0], state);
        step++;
    }

    /// <summary>Does all updates of the recipe and tests the judge.</summary>
    /// <param name="threads">Threads that a large product may use meanwhile, at least 1; they change no bit.</param>
    /// <param name="cancellation">Stops between two updates.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public TrainedJudge Finish(int threads, CancellationToken cancellation)
    {
        set_num_threads(threads);
        try
        {
            while (step < Recipe.Steps)
            {
                cancellation.ThrowIfCancellationRequested();
                Update();
            }

            var weights = Parameters.data<float>().ToArray();
            return new TrainedJudge(known, WeightsFile.Content(weights), JudgeReport.Of(known, weights, source));
        }
        finally
        {
            set_num_threads(1);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        state.Dispose();
        Parameters.Dispose();
    }

    /// <summary>Digits, moved and then half of them corrupted; behind them what is no digit.</summary>
    private void FillBatch()
    {
        source.Draw(Root.Derive("digits"), step, drawn, labels);
        Root.Derive("shifts").Integers(step, (2 * Recipe.MostShift) + 1, shifts);
        for (var i = 0; i < labels.Length; i++)
        {
            Move(
                drawn.AsSpan(i * Size, Size), shifts[2 * i] - Recipe.MostShift, shifts[(2 * i) + 1] - Recipe.MostShift,
                images.AsSpan(i * Size, Size));
            targets[i] = labels[i];
        }

        var digits = images.AsSpan(0, drawn.Length);
        NonDigits.Draw(Root.Derive("non-digits"), step, digits, labels, images.AsSpan(drawn.Length));
        CorruptedDigits.Apply(Root.Derive("wear"), step, digits);
        targets.AsSpan(labels.Length).Fill(Judge.Digits);
    }

    /// <summary>Moves an image to the right and down; what comes in from outside is paper.</summary>
    private static void Move(ReadOnlySpan<float> image, int right, int down, Span<float> moved)
    {
        moved.Fill(-1);
        var width = Side - Math.Abs(right);
        for (var y = Math.Max(0, down); y < Math.Min(Side, Side + down); y++)
            image.Slice(((y - down) * Side) + Math.Max(0, -right), width).CopyTo(moved[((y * Side) + Math.Max(0, right))..]);
    }
}

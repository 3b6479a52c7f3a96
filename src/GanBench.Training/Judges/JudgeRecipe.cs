using GanBench.Randomness;
using GanBench.Training.Networks;
using GanBench.Training.Optimisers;

namespace GanBench.Training.Judges;

/// <summary>How a judge is trained: the same weights on every machine, from nothing but the images.</summary>
/// <remarks>
/// Cross-entropy over the ten digits and an eleventh class for <see cref="NonDigits"/>, half of the digits worn (<see cref="WornDigits"/>);
/// Adam (0.9, 0.999) with a rate that falls linearly to 0. All random numbers come from the stream <c>judge</c> of seed 0.
/// </remarks>
/// <param name="Steps">Updates of the weights.</param>
/// <param name="DigitsPerStep">Images of digits in each update.</param>
/// <param name="NonDigitsPerStep">Images of no digit in each update; a multiple of <see cref="NonDigits.Kinds"/> gives each kind its share.</param>
/// <param name="LearningRate">Adam's rate in the first update.</param>
/// <param name="MostShift">Digits are moved by up to so many pixels, sideways and up or down.</param>
public sealed record JudgeRecipe(int Steps, int DigitsPerStep, int NonDigitsPerStep, double LearningRate, int MostShift)
{
    private const int Seed = 0;
    private const int Side = 28;
    private const int Size = Side * Side;

    /// <summary>Trains a classifier of digits and non-digits.</summary>
    /// <param name="network">Gives <see cref="Judge.Outputs"/> logits per image.</param>
    /// <param name="source">What it learns from.</param>
    /// <param name="progress">Told the share of the steps that are done; may be null.</param>
    /// <param name="cancellation">Stops between two steps.</param>
    /// <returns>The weights, in the order of the network's layout.</returns>
    internal float[] Train(Network network, LabelledImages source, IProgress<double>? progress, CancellationToken cancellation)
    {
        var stream = SeedStream.FromSeed(Seed).Derive("judge");
        var (digitStream, shiftStream, wearStream, otherStream) =
            (stream.Derive("digits"), stream.Derive("shifts"), stream.Derive("wear"), stream.Derive("non-digits"));
        using var parameters = tensor(network.Layout.Initial(stream.Derive("initial-weights")), [1, network.Layout.Count])
            .requires_grad_().DetachFromDisposeScope();
        var adam = new Adam(LearningRate, Beta1: 0.9);
        using var state = adam.Start(parameters);
        var batch = DigitsPerStep + NonDigitsPerStep;
        var (images, labels, targets) = (new float[batch * Size], new int[batch], new long[batch]);
        var (drawn, shifts) = (new float[DigitsPerStep * Size], new int[2 * DigitsPerStep]);
        for (var step = 0; step < Steps; step++)
        {
            cancellation.ThrowIfCancellationRequested();
            source.Draw(digitStream, step, drawn, labels.AsSpan(0, DigitsPerStep));
            shiftStream.Integers(step, (2 * MostShift) + 1, shifts);
            for (var i = 0; i < DigitsPerStep; i++)
                Shift(drawn.AsSpan(i * Size, Size), shifts[2 * i] - MostShift, shifts[(2 * i) + 1] - MostShift, images.AsSpan(i * Size, Size));
            NonDigits.Draw(otherStream, step, images.AsSpan(0, DigitsPerStep * Size), labels.AsSpan(0, DigitsPerStep), images.AsSpan(DigitsPerStep * Size));
            WornDigits.Apply(wearStream, step, images.AsSpan(0, DigitsPerStep * Size));
            labels.AsSpan(DigitsPerStep).Fill(Judge.Digits);
            for (var i = 0; i < batch; i++)
                targets[i] = labels[i];

            using var scope = NewDisposeScope();
            var logits = network.Apply(parameters, tensor(images, [1, batch, Size])).Output;
            var loss = nn.functional.cross_entropy(logits.squeeze(0), tensor(targets, [batch]));
            var decayed = adam with { LearningRate = LearningRate * (Steps - step) / Steps };
            decayed.Step(parameters, autograd.grad([loss], [parameters])[0], state);
            progress?.Report((step + 1.0) / Steps);
        }

        return parameters.data<float>().ToArray();
    }

    /// <summary>Moves an image to the right and down; what comes in from outside is paper.</summary>
    private static void Shift(ReadOnlySpan<float> image, int right, int down, Span<float> moved)
    {
        moved.Fill(-1);
        var width = Side - Math.Abs(right);
        for (var y = Math.Max(0, down); y < Math.Min(Side, Side + down); y++)
            image.Slice(((y - down) * Side) + Math.Max(0, -right), width).CopyTo(moved[((y * Side) + Math.Max(0, right))..]);
    }
}

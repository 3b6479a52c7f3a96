using GanBench.Numerics;
using GanBench.Randomness;

namespace GanBench.Datasets;

/// <summary>Glyphs drawn on request; nothing is read from files, and no two batches repeat an image.</summary>
/// <remarks>
/// The digit of each image comes from the stream's child <c>mode</c>, its pose from <c>pose</c>, its pixel noise from <c>noise</c>: normal,
/// of standard deviation 0.05 where paper is -1 and ink 1, and cut off at both ends, so that the images fill a volume of pixel space.
/// </remarks>
public sealed class GlyphData : TrainingData
{
    private const float NoiseSigma = 0.05f;

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The batch does not hold whole images.</exception>
    public override void Draw(SeedStream stream, long step, Span<float> batch) => DrawLabelled(stream, step, batch, new int[Count(batch)]);

    /// <summary>Draws what <see cref="Draw"/> draws, and tells which digit each image is.</summary>
    /// <param name="stream">Source of randomness.</param>
    /// <param name="step">Counter of the batch, at least 0.</param>
    /// <param name="batch">Filled with whole images in [-1, 1], shape [B, 784].</param>
    /// <param name="labels">Filled with digits from 0 to 9, shape [B].</param>
    /// <exception cref="ArgumentException">The batch does not hold whole images, or not as many as there are labels.</exception>
    public static void DrawLabelled(SeedStream stream, long step, Span<float> batch, Span<int> labels)
    {
        if (labels.Length != Count(batch))
            throw new ArgumentException($"A batch of {Count(batch)} images needs as many labels, not {labels.Length}.", nameof(labels));

        stream.Derive("mode").Integers(step, GlyphShape.Digits.Length, labels);
        Write(labels, stream, step, batch);
    }

    /// <inheritdoc/>
    /// <remarks>Poses and noise are those that <see cref="Draw"/> gives the same places of the batch.</remarks>
    /// <exception cref="ArgumentException">The batch does not hold whole images.</exception>
    public override void DrawFromMode(int mode, SeedStream stream, long step, Span<float> batch)
    {
        CheckMode(mode);
        var labels = new int[Count(batch)];
        Array.Fill(labels, mode);
        Write(labels, stream, step, batch);
    }

    /// <inheritdoc/>
    /// <remarks>
    /// The digit in the middle of the picture, with every number of its pose in the middle of its range and without noise.
    /// </remarks>
    public override void WriteRepresentative(int mode, Span<float> sample)
    {
        CheckMode(mode);
        if (sample.Length != GlyphInk.Pixels)
            throw new ArgumentException($"An image has {GlyphInk.Pixels} pixels; the span holds {sample.Length}.", nameof(sample));
        sample.Clear();
        Write(GlyphShape.Digits[mode], GlyphPose.Plain, [], sample);
    }

    /// <inheritdoc/>
    /// <remarks>Drawn from a stream of their own, which no run's seed leads to; as many as are asked for.</remarks>
    public override Samples HeldOut(int count)
    {
        var images = new float[count * GlyphInk.Pixels];
        Draw(SeedStream.FromSeed(0).Derive("held-out"), 0, images);
        return new Samples(images, GlyphInk.Pixels);
    }

    private static void CheckMode(int mode)
    {
        if (mode < 0 || mode >= GlyphShape.Digits.Length)
            throw new ArgumentOutOfRangeException(nameof(mode), mode, "A mode is a digit from 0 to 9.");
    }

    private static int Count(ReadOnlySpan<float> batch) => batch.Length % GlyphInk.Pixels == 0
        ? batch.Length / GlyphInk.Pixels
        : throw new ArgumentException($"A batch of {batch.Length} numbers does not hold whole images of {GlyphInk.Pixels}.", nameof(batch));

    private static void Write(ReadOnlySpan<int> labels, SeedStream stream, long step, Span<float> batch)
    {
        stream.Derive("noise").Normal(step, batch);
        var uniform = new float[labels.Length * GlyphPose.NumbersPerGlyph];
        stream.Derive("pose").Uniform(step, uniform);
        for (var i = 0; i < labels.Length; i++)
        {
            var numbers = uniform.AsSpan(i * GlyphPose.NumbersPerGlyph, GlyphPose.NumbersPerGlyph);
            Write(
                GlyphShape.Digits[labels[i]], GlyphPose.From(numbers), numbers[GlyphPose.Numbers..],
                batch.Slice(i * GlyphInk.Pixels, GlyphInk.Pixels));
        }
    }

    /// <summary>Draws one glyph over the noise that the image holds.</summary>
    private static void Write(GlyphShape shape, GlyphPose pose, ReadOnlySpan<float> wobble, Span<float> image)
    {
        Span<(float X, float Y)> points = stackalloc (float, float)[GlyphShape.MostPoints];
        Span<(float X, float Y)> line = stackalloc (float, float)[GlyphShape.MostTraced];
        Span<int> ends = stackalloc int[shape.Strokes.Length];
        pose.Place(shape, wobble, points);
        shape.Trace(points, line, ends);

        var reach = pose.PenRadius + 0.5f;
        Span<float> squaredDistances = stackalloc float[GlyphInk.Pixels];
        GlyphInk.Clear(squaredDistances);
        var first = 0;
        foreach (var end in ends)
        {
            for (var corner = first + 1; corner < end; corner++)
                GlyphInk.Approach(squaredDistances, line[corner - 1], line[corner], reach);
            first = end;
        }

        GlyphInk.Develop(squaredDistances, reach, NoiseSigma, image);
    }
}

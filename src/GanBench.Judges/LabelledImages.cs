using GanBench.Numerics;
using GanBench.Randomness;

namespace GanBench.Judges;

/// <summary>Images of one channel with their digits: what a judge learns from, and what it is tested on.</summary>
internal abstract class LabelledImages
{
    /// <summary>Draws images to learn from.</summary>
    /// <param name="stream">Source of randomness; the same stream and step give the same images.</param>
    /// <param name="step">Counter of the batch, at least 0.</param>
    /// <param name="images">Filled with whole images in [-1, 1], shape [B, 784].</param>
    /// <param name="labels">Filled with their digits, shape [B].</param>
    public abstract void Draw(SeedStream stream, long step, Span<float> images, Span<int> labels);

    /// <summary>Real images that were never learned from, with their digits.</summary>
    public abstract (Samples Images, int[] Labels) Test();
}

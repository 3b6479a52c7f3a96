using GanBench.Metrics;
using GanBench.Numerics;

namespace GanBench.Judges;

/// <summary>Recognises images by a judge, each channel for itself.</summary>
/// <remarks>
/// The mode is the number that the channels' labels spell, the first channel's the highest place: 100 c0 + 10 c1 + c2 of three. A sample is
/// of high quality when every channel is, so of real samples of three channels 0.98889³ = 96.7 % are. Features are the channels' behind
/// each other. Probabilities are given for one channel only: those of 10^c modes would be their products, a table as long as the samples
/// and a thousand wide that says nothing new.
/// </remarks>
/// <param name="judge">Looks at one channel.</param>
/// <param name="channels">Channels of a sample, at least 1.</param>
internal sealed class JudgeRecogniser(Judge judge, int channels) : ModeRecogniser
{
    /// <inheritdoc/>
    public override JudgeFacts Facts => judge.Facts;

    /// <inheritdoc/>
    public override Recognition Recognise(Samples generated)
    {
        var predictions = judge.Classify(new Samples(generated.Values, generated.Dimension / channels));
        var labels = predictions.Labels.Span;
        var confidences = predictions.Confidences.Span;
        var (modes, highQuality) = (new int[generated.Count], new bool[generated.Count]);
        for (var i = 0; i < modes.Length; i++)
        {
            highQuality[i] = true;
            for (var channel = i * channels; channel < (i + 1) * channels; channel++)
            {
                // One channel that is not finite makes the whole image unreadable.
                modes[i] = modes[i] < 0 || labels[channel] < 0 ? -1 : (Judge.Digits * modes[i]) + labels[channel];
                highQuality[i] &= confidences[channel] >= Facts.ConfidenceThreshold;
            }
        }

        return new Recognition(
            modes,
            highQuality,
            new Samples(predictions.Features.Values, predictions.Features.Dimension * channels),
            channels == 1 ? predictions.Probabilities : null);
    }
}

using System.Collections.Immutable;
using GanBench.Training.Techniques;

namespace GanBench.Training.Tests.Techniques;

/// <summary>Random inputs that a test gives.</summary>
/// <param name="real">Real samples, shape [R, B, d].</param>
/// <param name="latent">Latent vectors, shape [R, B, latent dimension].</param>
/// <param name="noise">The technique's random numbers.</param>
/// <param name="otherLatent">More latent vectors, or null to give the first ones again.</param>
/// <param name="progress">Share of the run that is done.</param>
/// <param name="sampleShape">Shape of one sample, or null for points.</param>
internal sealed class GivenDraws(
    Tensor real, Tensor latent, Noise noise, Tensor? otherLatent = null, double progress = 0, ImmutableArray<int>? sampleShape = null)
    : Draws
{
    public override Noise Noise => noise;

    public override double Progress => progress;

    public override ImmutableArray<int> SampleShape => sampleShape ?? [(int)real.size(2)];

    public override int LatentDimension => (int)latent.size(2);

    public override Tensor Real() => real;

    public override Tensor Latent() => latent;

    public override Tensor OtherLatent() => otherLatent ?? latent;
}

using GanBench.Training.Techniques;

namespace GanBench.Training.Tests.Techniques;

/// <summary>Uniform draws that a test gives by name, the same number everywhere; any other draw is an error.</summary>
internal sealed class GivenNoise(params (string Name, double Value)[] uniform) : Noise
{
    public override Tensor Uniform(string name, params long[] shape) => full(shape, uniform.Single(one => one.Name == name).Value);

    public override Tensor Normal(string name, params long[] shape) =>
        throw new ArgumentException($"No normal noise is given for \"{name}\".", nameof(name));
}

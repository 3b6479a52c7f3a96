using GanBench.Numerics;

namespace GanBench.Judges;

/// <summary>
/// Images that a judge is shown to see whether it can be fooled; drawn from a stream of their own, which no training draws from.
/// </summary>
/// <param name="Name">Kebab-case name, for the judge's facts.</param>
/// <param name="Draw">Makes the images, shape [N, 784], from the test images and their digits.</param>
internal sealed record Probe(string Name, Func<Samples, int[], Samples> Draw);

using GanBench.Numerics;

namespace GanBench.Datasets;

/// <summary>Isotropic Gaussian modes of a point dataset.</summary>
/// <param name="Centres">Mode centres, shape [K, d], in data units.</param>
/// <param name="Sigma">Standard deviation per axis of every mode, in data units.</param>
public sealed record PointModes(Samples Centres, double Sigma);

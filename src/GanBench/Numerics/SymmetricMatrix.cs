using System.Numerics;
using MathNet.Numerics.Providers.LinearAlgebra;

namespace GanBench.Numerics;

/// <summary>Eigenvalues of symmetric matrices.</summary>
/// <remarks>
/// MathNet.Numerics reduces the matrix to tridiagonal form and iterates QL steps on it. Its managed provider is called by name, not
/// through MathNet's <c>Control</c>, which would take a native library where it finds one. For symmetric matrices that code runs on one
/// thread, in plain loops over doubles, with additions, multiplications, divisions and square roots alone: no vectors, no fused
/// multiply-add (.NET never contracts one on its own), no function of the C library. Each operation is exactly rounded, so the bits are
/// the same on every machine.
/// </remarks>
internal static class SymmetricMatrix
{
    /// <summary>Decomposes a matrix.</summary>
    /// <param name="matrix">A symmetric matrix of finite numbers, shape [n, n].</param>
    /// <param name="order">n, at least 1.</param>
    /// <returns>Eigenvalues, shape [n], and the matching unit eigenvectors one after the other, shape [n, n].</returns>
    public static (double[] Values, double[] Vectors) Eigen(double[] matrix, int order)
    {
        var (vectors, values, diagonal) = (new double[order * order], new Complex[order], new double[order * order]);
        ManagedLinearAlgebraProvider.Instance.EigenDecomp(true, order, matrix, vectors, values, diagonal);
        return (Array.ConvertAll(values, value => value.Real), vectors);
    }
}

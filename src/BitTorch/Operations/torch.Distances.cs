using BitTorch.Autograd;
using BitTorch.Devices.Cpu.Reductions;
using BitTorch.Tensors;

namespace BitTorch;

public static partial class torch
{
    /// <summary>City-block distances between all pairs of points of two sets: sum over d of |x1[i, d] - x2[j, d]|, d ascending.</summary>
    /// <remarks>
    /// Both gradients, and theirs, are differentiable here; the sign of a difference of 0 is 0. TorchSharp cannot differentiate its
    /// gradients again.
    /// </remarks>
    /// <param name="x1">Shape [..., P, D].</param>
    /// <param name="x2">Shape [..., Q, D], the same leading sizes.</param>
    /// <param name="p">Order of the distance; only 1.</param>
    /// <param name="compute_mode">Without effect.</param>
    /// <returns>Shape [..., P, Q].</returns>
    /// <exception cref="NotSupportedException">Another order was asked for.</exception>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    public static Tensor cdist(
        Tensor x1, Tensor x2, double p = 2, compute_mode compute_mode = compute_mode.use_mm_for_euclid_dist_if_necessary)
    {
        ArgumentNullException.ThrowIfNull(x1);
        ArgumentNullException.ThrowIfNull(x2);
        x1.ThrowIfDisposed();
        x2.ThrowIfDisposed();
        x1.RequireFloat(nameof(cdist), x2);
        if (p != 1) throw new NotSupportedException($"cdist: order {p} was asked for; BitTorch has the city-block distance (1) only.");
        if (x1.Rank < 2 || x1.Rank != x2.Rank || !x1.Sizes.AsSpan()[..^2].SequenceEqual(x2.Sizes.AsSpan()[..^2])
            || x1.Sizes[^1] != x2.Sizes[^1])
        {
            throw new ArgumentException(
                $"cdist: shapes {Shape.Text(x1.Sizes)} and {Shape.Text(x2.Sizes)} do not fit; they must be [..., P, D] and [..., Q, D].");
        }

        return Distances(x1, x2);
    }

    private static Tensor Distances(Tensor a, Tensor b)
    {
        using var columns = Columns(b);
        using var rows = Rows(a);
        var result = Tensor.Empty([.. a.Sizes[..^1], b.Sizes[^2]]);
        var (batches, p, q, d) = Counts(a, b);
        OperationCounter.AddPairs((long)batches * p * q * d);
        CityBlock.Distances(rows.ContiguousSpan(), columns.ContiguousSpan(), result.ContiguousSpan(), batches, p, q, d);
        return Operation.RecordSaving(
            result,
            a,
            b,
            Saved.Of(nameof(cdist), a, b),
            static (points, gradient, input) => input == 0
                ? SignedSums(gradient, points.First.Value, points.Second.Value)
                : SignedSums(gradient.transpose(-2, -1), points.Second.Value, points.First.Value));
    }

    /// <summary>sum over j of weights[i, j] sign(a[i, d] - b[j, d]), shape [..., P, D]; linear in the weights.</summary>
    private static Tensor SignedSums(Tensor weights, Tensor a, Tensor b)
    {
        using var columns = Columns(b);
        using var rows = Rows(a);
        using var own = Rows(weights);
        var result = Tensor.Empty(a.Sizes);
        var (batches, p, q, d) = Counts(a, b);
        OperationCounter.AddPairs((long)batches * p * q * d);
        CityBlock.SignedSums(
            own.ContiguousSpan(), rows.ContiguousSpan(), columns.ContiguousSpan(), result.ContiguousSpan(), batches, p, q, d);
        return Operation.RecordSaving(
            result,
            weights,
            Saved.Of(nameof(cdist), a, b),
            static (points, gradient, _) => SignedProjections(gradient, points.First.Value, points.Second.Value));
    }

    /// <summary>sum over d of weights[i, d] sign(a[i, d] - b[j, d]), shape [..., P, Q]; linear in the weights.</summary>
    private static Tensor SignedProjections(Tensor weights, Tensor a, Tensor b)
    {
        using var columns = Columns(b);
        using var rows = Rows(a);
        using var own = Rows(weights);
        var result = Tensor.Empty([.. a.Sizes[..^1], b.Sizes[^2]]);
        var (batches, p, q, d) = Counts(a, b);
        OperationCounter.AddPairs((long)batches * p * q * d);
        CityBlock.SignedProjections(
            own.ContiguousSpan(), rows.ContiguousSpan(), columns.ContiguousSpan(), result.ContiguousSpan(), batches, p, q, d);
        return Operation.RecordSaving(
            result,
            weights,
            Saved.Of(nameof(cdist), a, b),
            static (points, gradient, _) => SignedSums(gradient, points.First.Value, points.Second.Value));
    }

    /// <summary>The points with one coordinate a row, so that kernels run over points.</summary>
    private static Tensor Columns(Tensor points)
    {
        // Kept apart from the graph: the gradients below are made from the points themselves.
        using var _ = no_grad();
        using var transposed = points.transpose(-2, -1);
        return transposed.clone();
    }

    private static Tensor Rows(Tensor points)
    {
        using var _ = no_grad();
        return points.IsContiguous ? points.detach() : points.clone();
    }

    private static (int Batches, int P, int Q, int D) Counts(Tensor a, Tensor b) =>
        (Shape.ElementCount(a.Sizes.AsSpan()[..^2]), (int)a.Sizes[^2], (int)b.Sizes[^2], (int)a.Sizes[^1]);
}

namespace BitTorch.Tests.EveryOperation;

/// <summary>The common rules of which arguments an operation takes and which shape it gives.</summary>
internal static class Attempts
{
    internal static Func<Draw, Attempt> OfNumbers(Func<Tensor, Tensor> run) =>
        draw => new(() => run(draw.X), draw.IsNumber ? draw.Shape : null);

    internal static Func<Draw, Attempt> OfAnything(Func<Tensor, Tensor> run) => draw => new(() => run(draw.X), draw.Shape);

    internal static Func<Draw, Attempt> OfTwo(Func<Tensor, Tensor, Tensor> run) =>
        draw => new(() => run(draw.X, draw.Y), draw.AreNumbers ? draw.Broadcast : null);

    /// <summary>Comparisons by size: of two numbers or two indices.</summary>
    internal static Func<Draw, Attempt> Comparing(Func<Tensor, Tensor, Tensor> run) =>
        draw => new(() => run(draw.X, draw.Y), draw.AreAlike && draw.X.dtype != @bool ? draw.Broadcast : null);

    internal static Func<Draw, Attempt> ComparingWithNumber(Func<Tensor, Scalar, Tensor> run) => draw =>
    {
        var number = draw.Pick(0, 1.5, -2, double.NaN, 1e10, double.NegativeInfinity);
        var fits = draw.IsNumber || (draw.X.dtype == int64 && number is 0 or -2);
        return new(() => run(draw.X, number), fits ? draw.Shape : null, $"{number}");
    };

    internal static Func<Draw, Attempt> InPlace(Func<Tensor, Tensor> run) =>
        draw => new(() => run(draw.X), draw.IsWritable ? draw.Shape : null);

    internal static Func<Draw, Attempt> InPlace(Func<Tensor, Tensor, Tensor> run) => draw =>
    {
        var fits = draw.IsWritable && draw.AreNumbers && !draw.Y.requires_grad && (draw.Broadcast?.SequenceEqual(draw.Shape) ?? false);
        return new(() => run(draw.X, draw.Y), fits ? draw.Shape : null);
    };

    /// <summary>Changes in place by two tensors, both the second here, which need the same shape and no gaps.</summary>
    internal static Func<Draw, Attempt> InPlaceOfThree(Func<Tensor, Tensor, Tensor> run) => draw =>
    {
        var fits = draw.IsWritable && draw.AreNumbers && !draw.Y.requires_grad && draw.Shape.SequenceEqual(draw.Y.shape)
            && draw.X.is_contiguous() && draw.Y.is_contiguous();
        return new(() => run(draw.X, draw.Y), fits ? draw.Shape : null);
    };

    /// <summary>Reductions of one dimension, which may be empty.</summary>
    internal static Func<Draw, Attempt> AlongOne(Func<Draw, Tensor> run) =>
        draw => new(() => run(draw), draw.IsNumber ? draw.Reduced : null);

    /// <summary>Reductions of one dimension that must hold something.</summary>
    internal static Func<Draw, Attempt> AlongOneWithElements(Func<Draw, Tensor> run) =>
        draw => new(() => run(draw), draw.IsNumber && draw.D is not null && draw.Size > 0 ? draw.Reduced : null);

    /// <summary>Reductions of several dimensions, or all.</summary>
    internal static Func<Draw, Attempt> AlongSeveral(Func<Draw, Tensor> run) => draw =>
        new(() => run(draw), draw.IsNumber && draw.Distinct(draw.Sizes) is { } dims ? draw.Without(dims, draw.KeepDim) : null);

    /// <summary>Functions of each line along one dimension that must hold something.</summary>
    internal static Func<Draw, Attempt> OfLines(Func<Draw, Tensor> run) =>
        draw => new(() => run(draw), draw.IsNumber && draw.D is not null && draw.Size > 0 ? draw.Shape : null);
}

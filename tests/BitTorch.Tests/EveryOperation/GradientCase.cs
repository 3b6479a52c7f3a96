namespace BitTorch.Tests.EveryOperation;

/// <summary>A use of an operation, written for tensors and for arrays of doubles.</summary>
public sealed class GradientCase
{
    /// <summary>
    /// A step whose truncation (its square) and cancellation (1e-16 over its square) both stay near 1e-7 of values near 1.
    /// </summary>
    internal const double Step = 1e-4;

    internal GradientCase(string form, Func<Tensor[], Tensor> tensors, Func<Dense[], Dense> numbers, params long[][] shapes) =>
        (Form, Tensors, Numbers, Shapes) = (form, tensors, numbers, shapes);

    /// <summary>What tells it from the operation's other cases; may be empty.</summary>
    internal string Form { get; }

    /// <summary>The public operation that the case is for.</summary>
    internal string Operation { get; set; } = "";

    internal Func<Tensor[], Tensor> Tensors { get; }

    internal Func<Dense[], Dense> Numbers { get; }

    internal long[][] Shapes { get; }

    /// <summary>Whether the function exists for positive numbers only.</summary>
    internal bool Positive { get; init; }

    /// <summary>Where the case is tried: the same points for everyone who tries it.</summary>
    internal Dense[] Points(Lcg random) =>
        [.. Shapes.Select((shape, i) => Dense.Spread(random, shape, Positive, first: 0.21 + (0.06 * i)))];

    /// <summary>
    /// Whether the function has a second derivative somewhere: the curvature along the line on which every input grows alike.
    /// </summary>
    internal bool HasSecondDerivative()
    {
        var random = new Lcg(12);
        var at = Points(random);
        Dense[] directions = [.. Shapes.Select(shape => Dense.Spread(random, shape))];
        var (ahead, here, behind) = (Numbers(Moved(at, directions, Step)), Numbers(at), Numbers(Moved(at, directions, -Step)));
        return ahead.Values.Zip(here.Values, behind.Values)
            .Any(three => Math.Abs(three.First - (2 * three.Second) + three.Third) / (Step * Step) > 1e-3);
    }

    internal static Dense[] Moved(Dense[] points, Dense[] directions, double by) =>
        [.. points.Zip(directions, (point, direction) => point.With(direction, (a, b) => a + (by * b)))];

    /// <summary>Names the test.</summary>
    public override string ToString() => Form.Length == 0 ? Operation : $"{Operation}: {Form}";
}

using BitTorch.Devices.Cpu.Lanes;

namespace BitTorch.Devices.Cpu.Elementwise;

/// <summary>The functions of one, two or three numbers that elements go through. NaN in, NaN out, unless a line says otherwise.</summary>
internal static class Functions
{
    internal readonly struct Add : IBinary
    {
        public T Apply<T>(T a, T b)
            where T : unmanaged, ILanes<T> => a + b;
    }

    internal readonly struct Subtract : IBinary
    {
        public T Apply<T>(T a, T b)
            where T : unmanaged, ILanes<T> => a - b;
    }

    internal readonly struct Multiply : IBinary
    {
        public T Apply<T>(T a, T b)
            where T : unmanaged, ILanes<T> => a * b;
    }

    internal readonly struct Divide : IBinary
    {
        public T Apply<T>(T a, T b)
            where T : unmanaged, ILanes<T> => a / b;
    }

    internal readonly struct Maximum : IBinary
    {
        public T Apply<T>(T a, T b)
            where T : unmanaged, ILanes<T> => T.Max(a, b);
    }

    /// <summary>The first operand: copies.</summary>
    internal readonly struct First : IBinary
    {
        public T Apply<T>(T a, T b)
            where T : unmanaged, ILanes<T> => a;
    }

    /// <summary>The second operand: overwrites.</summary>
    internal readonly struct Second : IBinary
    {
        public T Apply<T>(T a, T b)
            where T : unmanaged, ILanes<T> => b;
    }

    /// <summary>y + scale (a b); the inner product is rounded first.</summary>
    internal readonly struct AddScaledProduct(float scale) : ITernary
    {
        public T Apply<T>(T y, T a, T b)
            where T : unmanaged, ILanes<T> => T.FusedMultiplyAdd(T.Broadcast(scale), a * b, y);
    }

    /// <summary>y + scale (a / b); the quotient is rounded first.</summary>
    internal readonly struct AddScaledQuotient(float scale) : ITernary
    {
        public T Apply<T>(T y, T a, T b)
            where T : unmanaged, ILanes<T> => T.FusedMultiplyAdd(T.Broadcast(scale), a / b, y);
    }

    /// <summary>a + scale b, one rounding.</summary>
    internal readonly struct AddScaled(float scale) : IBinary
    {
        public T Apply<T>(T a, T b)
            where T : unmanaged, ILanes<T> => T.FusedMultiplyAdd(T.Broadcast(scale), b, a);
    }

    /// <summary>a where x &gt; 0, +0 elsewhere (x NaN included): the gradient of the rectifier.</summary>
    internal readonly struct RectifierGradient : IBinary
    {
        public T Apply<T>(T gradient, T x)
            where T : unmanaged, ILanes<T> => T.And(gradient, T.LessThan(T.Broadcast(0), x));
    }

    /// <summary>a where x &gt; 0, slope a elsewhere (x NaN included): the gradient of the leaky rectifier.</summary>
    internal readonly struct LeakyRectifierGradient(float slope) : IBinary
    {
        public T Apply<T>(T gradient, T x)
            where T : unmanaged, ILanes<T> =>
            T.Select(T.LessThan(T.Broadcast(0), x), gradient, gradient * T.Broadcast(slope));
    }

    /// <summary>a times the sign of x, 0 where x is 0: the gradient of the absolute value.</summary>
    internal readonly struct TimesSign : IBinary
    {
        public T Apply<T>(T gradient, T x)
            where T : unmanaged, ILanes<T>
        {
            var signed = T.Xor(gradient, T.And(x, T.BroadcastBits(int.MinValue)));
            return T.Select(T.Equal(x, x), T.AndNot(signed, T.Equal(x, T.Broadcast(0))), x);
        }
    }

    /// <summary>a where x lies in [minimum, maximum], 0 elsewhere: the gradient of clamping.</summary>
    internal readonly struct InsideGradient(float minimum, float maximum) : IBinary
    {
        public T Apply<T>(T gradient, T x)
            where T : unmanaged, ILanes<T> =>
            T.And(gradient, T.And(T.LessThanOrEqual(T.Broadcast(minimum), x), T.LessThanOrEqual(x, T.Broadcast(maximum))));
    }

    /// <summary>1, 1/2 or 0 as a is larger than, equal to or smaller than b: the share of a maximum's gradient that a gets.</summary>
    internal readonly struct ShareOfMaximum : IBinary
    {
        public T Apply<T>(T a, T b)
            where T : unmanaged, ILanes<T> =>
            T.Select(T.LessThan(b, a), T.Broadcast(1), T.Select(T.Equal(a, b), T.Broadcast(0.5f), T.Broadcast(0)));
    }

    /// <summary>1 where the two are equal, 0 elsewhere.</summary>
    internal readonly struct IsEqual : IBinary
    {
        public T Apply<T>(T a, T b)
            where T : unmanaged, ILanes<T> => T.And(T.Equal(a, b), T.Broadcast(1));
    }

    internal readonly struct Negate : IUnary
    {
        public T Apply<T>(T x)
            where T : unmanaged, ILanes<T> => -x;
    }

    internal readonly struct AddScalar(float scalar) : IUnary
    {
        public T Apply<T>(T x)
            where T : unmanaged, ILanes<T> => x + T.Broadcast(scalar);
    }

    /// <summary>scalar - x.</summary>
    internal readonly struct SubtractFromScalar(float scalar) : IUnary
    {
        public T Apply<T>(T x)
            where T : unmanaged, ILanes<T> => T.Broadcast(scalar) - x;
    }

    internal readonly struct MultiplyScalar(float scalar) : IUnary
    {
        public T Apply<T>(T x)
            where T : unmanaged, ILanes<T> => x * T.Broadcast(scalar);
    }

    internal readonly struct DivideByScalar(float scalar) : IUnary
    {
        public T Apply<T>(T x)
            where T : unmanaged, ILanes<T> => x / T.Broadcast(scalar);
    }

    /// <summary>scalar / x.</summary>
    internal readonly struct DivideScalar(float scalar) : IUnary
    {
        public T Apply<T>(T x)
            where T : unmanaged, ILanes<T> => T.Broadcast(scalar) / x;
    }

    /// <summary>1 / x, but 0 for 0: the limit that makes the gradient of a norm 0 at the origin.</summary>
    internal readonly struct ReciprocalOrZero : IUnary
    {
        public T Apply<T>(T x)
            where T : unmanaged, ILanes<T> =>
            T.Select(T.Equal(x, T.Broadcast(0)), T.Broadcast(0), T.Broadcast(1) / x);
    }

    /// <summary>x where it is finite or NaN, 0 for an infinity.</summary>
    internal readonly struct ZeroForInfinity : IUnary
    {
        public T Apply<T>(T x)
            where T : unmanaged, ILanes<T> =>
            T.Select(T.Equal(T.Abs(x), T.Broadcast(float.PositiveInfinity)), T.Broadcast(0), x);
    }

    internal readonly struct Square : IUnary
    {
        public T Apply<T>(T x)
            where T : unmanaged, ILanes<T> => x * x;
    }

    internal readonly struct SquareRoot : IUnary
    {
        public T Apply<T>(T x)
            where T : unmanaged, ILanes<T> => T.Sqrt(x);
    }

    internal readonly struct AbsoluteValue : IUnary
    {
        public T Apply<T>(T x)
            where T : unmanaged, ILanes<T> => T.Abs(x);
    }

    /// <summary>x where x &gt; 0, +0 for everything at or below 0; asks for "at or below", so that NaN stays NaN.</summary>
    internal readonly struct Rectifier : IUnary
    {
        public T Apply<T>(T x)
            where T : unmanaged, ILanes<T> =>
            T.Select(T.LessThanOrEqual(x, T.Broadcast(0)), T.Broadcast(0), x);
    }

    /// <summary>x where x &gt; 0, slope x elsewhere.</summary>
    internal readonly struct LeakyRectifier(float slope) : IUnary
    {
        public T Apply<T>(T x)
            where T : unmanaged, ILanes<T> =>
            T.Select(T.LessThanOrEqual(x, T.Broadcast(0)), x * T.Broadcast(slope), x);
    }

    /// <summary>x no smaller than the minimum and no larger than the maximum.</summary>
    internal readonly struct Clamp(float minimum, float maximum) : IUnary
    {
        public T Apply<T>(T x)
            where T : unmanaged, ILanes<T> => T.Min(T.Max(x, T.Broadcast(minimum)), T.Broadcast(maximum));
    }

    /// <summary>x where x &gt; 0, alpha (exp(x) - 1) elsewhere: +0 at both zeros, because exp is exactly 1 there.</summary>
    internal readonly struct ExponentialLinear(float alpha) : IUnary
    {
        public T Apply<T>(T x)
            where T : unmanaged, ILanes<T> =>
            T.Select(T.LessThanOrEqual(x, T.Broadcast(0)), (Transcendental.Exp(x) - T.Broadcast(1)) * T.Broadcast(alpha), x);
    }

    internal readonly struct Exponential : IUnary
    {
        public T Apply<T>(T x)
            where T : unmanaged, ILanes<T> => Transcendental.Exp(x);
    }

    internal readonly struct Logarithm : IUnary
    {
        public T Apply<T>(T x)
            where T : unmanaged, ILanes<T> => Transcendental.Log(x);
    }

    internal readonly struct HyperbolicTangent : IUnary
    {
        public T Apply<T>(T x)
            where T : unmanaged, ILanes<T> => Transcendental.Tanh(x);
    }

    internal readonly struct Sigmoid : IUnary
    {
        public T Apply<T>(T x)
            where T : unmanaged, ILanes<T> => Transcendental.Sigmoid(x);
    }

    internal readonly struct Softplus : IUnary
    {
        public T Apply<T>(T x)
            where T : unmanaged, ILanes<T> => Transcendental.Softplus(x);
    }

    internal readonly struct Sine : IUnary
    {
        public T Apply<T>(T x)
            where T : unmanaged, ILanes<T> => Transcendental.Sin(x);
    }

    internal readonly struct Cosine : IUnary
    {
        public T Apply<T>(T x)
            where T : unmanaged, ILanes<T> => Transcendental.Cos(x);
    }

    /// <summary>a (1 - y squared): the gradient of the hyperbolic tangent whose value is y.</summary>
    internal readonly struct HyperbolicTangentGradient : IBinary
    {
        public T Apply<T>(T gradient, T y)
            where T : unmanaged, ILanes<T> => gradient * (T.Broadcast(1) - (y * y));
    }
}

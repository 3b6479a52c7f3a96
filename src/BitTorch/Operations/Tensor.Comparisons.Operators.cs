namespace BitTorch;

public static partial class torch
{
    public sealed partial class Tensor
    {
        /// <summary>Where left is larger; false at NaN.</summary>
        public static Tensor operator >(Tensor left, Tensor right) => left.gt(right);

        /// <summary>Where left is larger; false at NaN.</summary>
        public static Tensor operator >(Tensor left, Scalar right) => left.gt(right);

        /// <summary>Where left is smaller; false at NaN.</summary>
        public static Tensor operator <(Tensor left, Tensor right) => left.lt(right);

        /// <summary>Where left is smaller; false at NaN.</summary>
        public static Tensor operator <(Tensor left, Scalar right) => left.lt(right);

        /// <summary>Where left is larger or equal; false at NaN.</summary>
        public static Tensor operator >=(Tensor left, Tensor right) => left.ge(right);

        /// <summary>Where left is larger or equal; false at NaN.</summary>
        public static Tensor operator >=(Tensor left, Scalar right) => left.ge(right);

        /// <summary>Where left is smaller or equal; false at NaN.</summary>
        public static Tensor operator <=(Tensor left, Tensor right) => left.le(right);

        /// <summary>Where left is smaller or equal; false at NaN.</summary>
        public static Tensor operator <=(Tensor left, Scalar right) => left.le(right);
    }
}

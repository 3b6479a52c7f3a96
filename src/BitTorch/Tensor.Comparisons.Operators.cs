namespace BitTorch;

public static partial class torch
{
    public sealed partial class Tensor
    {
        /// <summary>Where left is larger; false at NaN.</summary>
        public static Tensor operator >(Tensor left, Tensor right) => left.gt(right);

        /// <summary>Where left is larger; false at NaN.</summary>
        public static Tensor operator >(Tensor left, Scalar right) => left.gt(right);

        /// <summary>Where left is larger; false at NaN.</summary>
        public static Tensor operator >(Scalar left, Tensor right) => right.WithNumber(nameof(gt), left, right.lt);

        /// <summary>Where left is smaller; false at NaN.</summary>
        public static Tensor operator <(Tensor left, Tensor right) => left.lt(right);

        /// <summary>Where left is smaller; false at NaN.</summary>
        public static Tensor operator <(Tensor left, Scalar right) => left.lt(right);

        /// <summary>Where left is smaller; false at NaN.</summary>
        public static Tensor operator <(Scalar left, Tensor right) => right.WithNumber(nameof(lt), left, right.gt);

        /// <summary>Where left is larger or equal; false at NaN.</summary>
        public static Tensor operator >=(Tensor left, Tensor right) => left.ge(right);

        /// <summary>Where left is larger or equal; false at NaN.</summary>
        public static Tensor operator >=(Tensor left, Scalar right) => left.ge(right);

        /// <summary>Where left is larger or equal; false at NaN.</summary>
        public static Tensor operator >=(Scalar left, Tensor right) => right.WithNumber(nameof(ge), left, right.le);

        /// <summary>Where left is smaller or equal; false at NaN.</summary>
        public static Tensor operator <=(Tensor left, Tensor right) => left.le(right);

        /// <summary>Where left is smaller or equal; false at NaN.</summary>
        public static Tensor operator <=(Tensor left, Scalar right) => left.le(right);

        /// <summary>Where left is smaller or equal; false at NaN.</summary>
        public static Tensor operator <=(Scalar left, Tensor right) => right.WithNumber(nameof(le), left, right.ge);

        /// <summary>Where both masks are true, broadcast.</summary>
        public static Tensor operator &(Tensor left, Tensor right) => left.logical_and(right);

        /// <summary>Where at least one mask is true, broadcast.</summary>
        public static Tensor operator |(Tensor left, Tensor right) => left.logical_or(right);

        /// <summary>Where the mask is false.</summary>
        public static Tensor operator ~(Tensor left) => left.logical_not();
    }
}

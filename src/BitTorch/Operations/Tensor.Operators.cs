namespace BitTorch;

public static partial class torch
{
    public sealed partial class Tensor
    {
        /// <summary>-tensor.</summary>
        public static Tensor operator -(Tensor tensor) => tensor.neg();

        /// <summary>left + right, broadcast.</summary>
        public static Tensor operator +(Tensor left, Tensor right) => left.add(right);

        /// <summary>left + right.</summary>
        public static Tensor operator +(Tensor left, Scalar right) => left.add(right);

        /// <summary>left + right.</summary>
        public static Tensor operator +(Tensor left, double right) => left.add((Scalar)right);

        /// <summary>left + right.</summary>
        public static Tensor operator +(Tensor left, float right) => left.add((Scalar)right);

        /// <summary>left + right.</summary>
        public static Tensor operator +(Tensor left, int right) => left.add((Scalar)right);

        /// <summary>left + right.</summary>
        public static Tensor operator +(Tensor left, long right) => left.add((Scalar)right);

        /// <summary>left + right.</summary>
        public static Tensor operator +(Scalar left, Tensor right) => right.add(left);

        /// <summary>left + right.</summary>
        public static Tensor operator +(double left, Tensor right) => right.add((Scalar)left);

        /// <summary>left + right.</summary>
        public static Tensor operator +(float left, Tensor right) => right.add((Scalar)left);

        /// <summary>left + right.</summary>
        public static Tensor operator +(int left, Tensor right) => right.add((Scalar)left);

        /// <summary>left + right.</summary>
        public static Tensor operator +(long left, Tensor right) => right.add((Scalar)left);

        /// <summary>left - right, broadcast.</summary>
        public static Tensor operator -(Tensor left, Tensor right) => left.sub(right);

        /// <summary>left - right.</summary>
        public static Tensor operator -(Tensor left, Scalar right) => left.sub(right);

        /// <summary>left - right.</summary>
        public static Tensor operator -(Tensor left, double right) => left.sub((Scalar)right);

        /// <summary>left - right.</summary>
        public static Tensor operator -(Tensor left, float right) => left.sub((Scalar)right);

        /// <summary>left - right.</summary>
        public static Tensor operator -(Tensor left, int right) => left.sub((Scalar)right);

        /// <summary>left - right.</summary>
        public static Tensor operator -(Tensor left, long right) => left.sub((Scalar)right);

        /// <summary>left - right.</summary>
        public static Tensor operator -(Scalar left, Tensor right) => right.SubtractFrom(left);

        /// <summary>left - right.</summary>
        public static Tensor operator -(double left, Tensor right) => right.SubtractFrom(left);

        /// <summary>left - right.</summary>
        public static Tensor operator -(float left, Tensor right) => right.SubtractFrom(left);

        /// <summary>left - right.</summary>
        public static Tensor operator -(int left, Tensor right) => right.SubtractFrom(left);

        /// <summary>left - right.</summary>
        public static Tensor operator -(long left, Tensor right) => right.SubtractFrom(left);

        /// <summary>left * right, broadcast.</summary>
        public static Tensor operator *(Tensor left, Tensor right) => left.mul(right);

        /// <summary>left * right.</summary>
        public static Tensor operator *(Tensor left, Scalar right) => left.mul(right);

        /// <summary>left * right.</summary>
        public static Tensor operator *(Tensor left, double right) => left.mul((Scalar)right);

        /// <summary>left * right.</summary>
        public static Tensor operator *(Tensor left, float right) => left.mul((Scalar)right);

        /// <summary>left * right.</summary>
        public static Tensor operator *(Tensor left, int right) => left.mul((Scalar)right);

        /// <summary>left * right.</summary>
        public static Tensor operator *(Tensor left, long right) => left.mul((Scalar)right);

        /// <summary>left * right.</summary>
        public static Tensor operator *(Scalar left, Tensor right) => right.mul(left);

        /// <summary>left * right.</summary>
        public static Tensor operator *(double left, Tensor right) => right.mul((Scalar)left);

        /// <summary>left * right.</summary>
        public static Tensor operator *(float left, Tensor right) => right.mul((Scalar)left);

        /// <summary>left * right.</summary>
        public static Tensor operator *(int left, Tensor right) => right.mul((Scalar)left);

        /// <summary>left * right.</summary>
        public static Tensor operator *(long left, Tensor right) => right.mul((Scalar)left);

        /// <summary>left / right, broadcast.</summary>
        public static Tensor operator /(Tensor left, Tensor right) => left.div(right);

        /// <summary>left / right.</summary>
        public static Tensor operator /(Tensor left, Scalar right) => left.div(right);

        /// <summary>left / right.</summary>
        public static Tensor operator /(Tensor left, double right) => left.div((Scalar)right);

        /// <summary>left / right.</summary>
        public static Tensor operator /(Tensor left, float right) => left.div((Scalar)right);

        /// <summary>left / right.</summary>
        public static Tensor operator /(Tensor left, int right) => left.div((Scalar)right);

        /// <summary>left / right.</summary>
        public static Tensor operator /(Tensor left, long right) => left.div((Scalar)right);

        /// <summary>left / right.</summary>
        public static Tensor operator /(Scalar left, Tensor right) => right.DivideInto(left);

        /// <summary>left / right.</summary>
        public static Tensor operator /(double left, Tensor right) => right.DivideInto(left);

        /// <summary>left / right.</summary>
        public static Tensor operator /(float left, Tensor right) => right.DivideInto(left);

        /// <summary>left / right.</summary>
        public static Tensor operator /(int left, Tensor right) => right.DivideInto(left);

        /// <summary>left / right.</summary>
        public static Tensor operator /(long left, Tensor right) => right.DivideInto(left);
    }
}

using BitTorch.Tensors;

namespace BitTorch;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            /// <summary>Minus the logarithm of the softmax at each row's class, in nats.</summary>
            /// <param name="input">Logits, shape [N, C].</param>
            /// <param name="target">Classes, an int64 tensor of shape [N]; each at least 0 and below C.</param>
            /// <param name="weight">Must be null.</param>
            /// <param name="ignore_index">Without effect: a class outside 0 to C - 1 is an error.</param>
            /// <param name="reduction">Mean, sum or none.</param>
            /// <param name="label_smoothing">Only 0.</param>
            /// <returns>Shape [], or [N] without reduction.</returns>
            /// <exception cref="ArgumentException">The shapes or types do not fit.</exception>
            /// <exception cref="ArgumentOutOfRangeException">A class does not exist.</exception>
            /// <exception cref="NotSupportedException">Weights or label smoothing were asked for.</exception>
            public static Tensor cross_entropy(
                Tensor input,
                Tensor target,
                Tensor? weight = null,
                long ignore_index = -100,
                Reduction reduction = Reduction.Mean,
                double label_smoothing = 0)
            {
                ArgumentNullException.ThrowIfNull(input);
                ArgumentNullException.ThrowIfNull(target);
                Tensor.RequireAlive(nameof(cross_entropy), input, target, weight);
                if (weight is not null)
                    throw new NotSupportedException("cross_entropy: class weights were given; BitTorch has none, leave weight out.");
                if (label_smoothing != 0)
                {
                    throw new NotSupportedException(
                        $"cross_entropy: label_smoothing {label_smoothing} was asked for; BitTorch has 0 only.");
                }

                input.RequireFloat(nameof(cross_entropy));
                target.RequireType(nameof(cross_entropy), "target", ScalarType.Int64);
                if (input.Rank != 2 || target.Rank != 1 || input.Sizes[0] != target.Sizes[0])
                {
                    throw new ArgumentException(
                        $"cross_entropy: shapes {Shape.Text(input.Sizes)} and {Shape.Text(target.Sizes)} do not fit; "
                        + "they must be [N, C] and [N].");
                }

                RequireClasses(target, input.Sizes[1]);
                return Reduced(nameof(cross_entropy), input.log_softmax(1).gather(1, target.unsqueeze(1)).squeeze(1).neg(), reduction);
            }

            private static void RequireClasses(Tensor target, long count)
            {
                if (count == 0)
                {
                    throw new ArgumentException(
                        "cross_entropy: the input has no classes (C is 0); at least one is needed.", nameof(target));
                }

                using var classes = target.RowMajor(nameof(cross_entropy));
                foreach (var number in classes.ContiguousIntegers())
                {
                    if (number < 0 || number >= count)
                    {
                        throw new ArgumentOutOfRangeException(
                            nameof(target), number, $"cross_entropy: class {number} was given for {count} logits; use 0 to {count - 1}.");
                    }
                }
            }

            private static Tensor Reduced(string operation, Tensor losses, Reduction reduction) => reduction switch
            {
                Reduction.None => losses,
                Reduction.Mean => losses.mean(),
                Reduction.Sum => losses.sum(),
                _ => throw new ArgumentOutOfRangeException(nameof(reduction), reduction, $"{operation}: use Mean, Sum or None."),
            };
        }
    }
}

namespace BitTorch;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>What becomes of the losses of single elements.</summary>
        public enum Reduction : long
        {
            /// <summary>They stay.</summary>
            None = 0,

            /// <summary>Their mean.</summary>
            Mean = 1,

            /// <summary>Their sum.</summary>
            Sum = 2,
        }

        public static partial class functional
        {
            /// <summary>Exponentials that are scaled to add up to 1 along one dimension.</summary>
            /// <param name="input">Any shape.</param>
            /// <param name="dim">Dimension; negative counts from the end.</param>
            /// <param name="dtype">float32 or null.</param>
            public static Tensor softmax(Tensor input, long dim, ScalarType? dtype = null)
            {
                ArgumentNullException.ThrowIfNull(input);
                return input.softmax(dim, dtype);
            }

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
                if (weight is not null) throw new NotSupportedException("cross_entropy: class weights were given; BitTorch has none, leave weight out.");
                if (label_smoothing != 0) throw new NotSupportedException($"cross_entropy: label_smoothing {label_smoothing} was asked for; BitTorch has 0 only.");
                input.RequireFloat(nameof(cross_entropy));
                target.RequireType(nameof(cross_entropy), "target", ScalarType.Int64);
                if (input.Rank != 2 || target.Rank != 1 || input.Sizes[0] != target.Sizes[0])
                    throw new ArgumentException($"cross_entropy: shapes {Shape.Text(input.Sizes)} and {Shape.Text(target.Sizes)} do not fit; they must be [N, C] and [N].");
                RequireClasses(target, input.Sizes[1]);
                return Reduced(nameof(cross_entropy), input.log_softmax(1).gather(1, target.unsqueeze(1)).squeeze(1).neg(), reduction);
            }

            /// <summary>softplus(input) - input target: minus the logarithm of the probability that logits give to targets, in nats.</summary>
            /// <param name="input">Logits, any shape.</param>
            /// <param name="target">Probabilities in [0, 1], the same shape.</param>
            /// <param name="weight">Factors of the elements' losses, broadcast, or null.</param>
            /// <param name="reduction">Mean, sum or none.</param>
            /// <param name="pos_weights">Must be null.</param>
            /// <returns>Shape [], or the input's without reduction.</returns>
            /// <exception cref="ArgumentException">The shapes differ.</exception>
            /// <exception cref="NotSupportedException">Weights of positive targets were given.</exception>
            public static Tensor binary_cross_entropy_with_logits(
                Tensor input, Tensor target, Tensor? weight = null, Reduction reduction = Reduction.Mean, Tensor? pos_weights = null)
            {
                ArgumentNullException.ThrowIfNull(input);
                ArgumentNullException.ThrowIfNull(target);
                Tensor.RequireAlive(nameof(binary_cross_entropy_with_logits), input, target, weight, pos_weights);
                if (pos_weights is not null)
                    throw new NotSupportedException("binary_cross_entropy_with_logits: pos_weights were given; BitTorch has none, leave them out.");
                input.RequireFloat(nameof(binary_cross_entropy_with_logits), target);
                target.RequireShape(nameof(binary_cross_entropy_with_logits), "target", input.Sizes);
                weight?.RequireFloat(nameof(binary_cross_entropy_with_logits));
                if (weight is not null && !Shape.Broadcast(nameof(binary_cross_entropy_with_logits), weight.Sizes, input.Sizes).AsSpan().SequenceEqual(input.Sizes))
                {
                    throw new ArgumentException(
                        $"binary_cross_entropy_with_logits: a weight of shape {Shape.Text(weight.Sizes)} does not broadcast to losses of shape {Shape.Text(input.Sizes)}.", nameof(weight));
                }

                var losses = input.softplus().sub(input.mul(target));
                return Reduced(nameof(binary_cross_entropy_with_logits), weight is null ? losses : losses.mul(weight), reduction);
            }

            private static void RequireClasses(Tensor target, long count)
            {
                if (count == 0)
                    throw new ArgumentException("cross_entropy: the input has no classes (C is 0); at least one is needed.", nameof(target));
                using var classes = target.RowMajor(nameof(cross_entropy));
                foreach (var number in classes.ContiguousIntegers())
                {
                    if (number < 0 || number >= count)
                        throw new ArgumentOutOfRangeException(nameof(target), number, $"cross_entropy: class {number} was given for {count} logits; use 0 to {count - 1}.");
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

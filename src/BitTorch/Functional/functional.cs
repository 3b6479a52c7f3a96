namespace BitTorch;

public static partial class torch
{
    /// <summary>Neural network building blocks.</summary>
    public static partial class nn
    {
        /// <summary>Activations and layers as pure functions.</summary>
        public static partial class functional
        {
            /// <summary>The larger of x and 0.</summary>
            /// <param name="x">Any shape.</param>
            /// <param name="inplace">Must be false.</param>
            public static Tensor relu(Tensor x, bool inplace = false)
            {
                RequireOutOfPlace(nameof(relu), inplace);
                return x.relu();
            }

            /// <summary>x where positive, else negative_slope x.</summary>
            /// <param name="input">Any shape.</param>
            /// <param name="negative_slope">Slope at and below zero.</param>
            /// <param name="inplace">Must be false.</param>
            public static Tensor leaky_relu(Tensor input, double negative_slope = 0.01, bool inplace = false)
            {
                RequireOutOfPlace(nameof(leaky_relu), inplace);
                return input.leaky_relu(negative_slope);
            }

            /// <summary>The hyperbolic tangent.</summary>
            /// <param name="x">Any shape.</param>
            /// <param name="inplace">Must be false.</param>
            public static Tensor tanh(Tensor x, bool inplace = false)
            {
                RequireOutOfPlace(nameof(tanh), inplace);
                return x.tanh();
            }

            /// <summary>The logistic function.</summary>
            /// <param name="x">Any shape.</param>
            public static Tensor sigmoid(Tensor x) => x.sigmoid();

            /// <summary>log(1 + exp(beta x)) / beta; see <see cref="Tensor.softplus"/>.</summary>
            /// <param name="x">Any shape.</param>
            /// <param name="beta">Sharpness, positive.</param>
            /// <param name="threshold">See <see cref="Tensor.softplus"/>.</param>
            public static Tensor softplus(Tensor x, double beta = 1, double threshold = 20) => x.softplus(beta, threshold);

            /// <summary>Logarithms of the softmax along one dimension.</summary>
            /// <param name="x">Any shape.</param>
            /// <param name="dim">Dimension; negative counts from the end.</param>
            public static Tensor log_softmax(Tensor x, long dim) => x.log_softmax(dim);

            /// <summary>input times the transposed weights, plus the bias.</summary>
            /// <param name="input">Shape [B, in].</param>
            /// <param name="weights">Shape [out, in].</param>
            /// <param name="bias">Shape [out], or null.</param>
            /// <returns>Shape [B, out].</returns>
            public static Tensor linear(Tensor input, Tensor weights, Tensor? bias = null)
            {
                ArgumentNullException.ThrowIfNull(input);
                ArgumentNullException.ThrowIfNull(weights);
                Tensor.RequireAlive(nameof(linear), input, weights, bias);
                input.RequireFloat(nameof(linear), weights);
                bias?.RequireFloat(nameof(linear));
                if (input.Rank != 2 || weights.Rank != 2 || input.Sizes[1] != weights.Sizes[1])
                    throw new ArgumentException($"linear: shapes {Shape.Text(input.Sizes)} and {Shape.Text(weights.Sizes)} do not fit; they must be [B, in] and [out, in].", nameof(weights));
                long[] sizes = [input.Sizes[0], weights.Sizes[0]];
                if (bias is not null && !Shape.Broadcast(nameof(linear), bias.Sizes, sizes).AsSpan().SequenceEqual(sizes))
                    throw new ArgumentException($"linear: a bias of shape {Shape.Text(bias.Sizes)} cannot be added to a product of shape {Shape.Text(sizes)}.", nameof(bias));
                var product = input.matmul(weights.T);
                return bias is null ? product : product.add(bias);
            }

            private static void RequireOutOfPlace(string operation, bool inplace)
            {
                if (inplace) throw new NotSupportedException($"{operation}: inplace is true; BitTorch changes nothing in place here.");
            }
        }
    }
}

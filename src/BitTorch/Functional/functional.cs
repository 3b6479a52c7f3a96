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

            /// <summary>x where positive, else alpha (exp(x) - 1); see <see cref="Tensor.elu"/>.</summary>
            /// <param name="x">Any shape.</param>
            /// <param name="alpha">Minus the value far below zero.</param>
            /// <param name="inplace">Must be false.</param>
            public static Tensor elu(Tensor x, double alpha, bool inplace = false)
            {
                RequireOutOfPlace(nameof(elu), inplace);
                return x.elu(alpha);
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

            private static void RequireOutOfPlace(string operation, bool inplace)
            {
                if (inplace) throw new NotSupportedException($"{operation}: inplace is true; BitTorch changes nothing in place here.");
            }
        }
    }
}

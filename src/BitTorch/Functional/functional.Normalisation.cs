namespace BitTorch;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            /// <summary>Channels shifted and scaled to mean 0 and variance 1 over everything else, then by a weight and a bias.</summary>
            /// <param name="input">Shape [N, C, ...].</param>
            /// <param name="running_mean">Means used when not training, shape [C]; training moves them towards the batch's. Null for none.</param>
            /// <param name="running_var">Variances, as running_mean; training moves them towards the batch's unbiased ones.</param>
            /// <param name="weight">Factor of each channel, shape [C], or null for 1.</param>
            /// <param name="bias">Addend of each channel, shape [C], or null for 0.</param>
            /// <param name="training">Whether to use the batch's own mean and (biased) variance.</param>
            /// <param name="momentum">Share of the batch in the moved means and variances.</param>
            /// <param name="eps">Added to the variance before its root is taken.</param>
            /// <exception cref="ArgumentException">The shapes do not fit, or running statistics are missing when not training.</exception>
            public static Tensor batch_norm(
                Tensor input,
                Tensor? running_mean,
                Tensor? running_var,
                Tensor? weight = null,
                Tensor? bias = null,
                bool training = false,
                double momentum = 0.1,
                double eps = 1E-05)
            {
                ArgumentNullException.ThrowIfNull(input);
                Tensor.RequireAlive(nameof(batch_norm), input, running_mean, running_var, weight, bias);
                input.RequireFloat(nameof(batch_norm));
                running_mean?.RequireFloat(nameof(batch_norm));
                running_var?.RequireFloat(nameof(batch_norm));
                weight?.RequireFloat(nameof(batch_norm));
                bias?.RequireFloat(nameof(batch_norm));
                if (input.Rank < 2)
                    throw new ArgumentException($"batch_norm: the input has shape {Shape.Text(input.Sizes)}; it must be [N, C, ...].", nameof(input));
                long[] sizes = [1, input.Sizes[1], .. Enumerable.Repeat(1L, input.Rank - 2)];
                running_mean?.RequireShape(nameof(batch_norm), "running mean", [input.Sizes[1]]);
                running_var?.RequireShape(nameof(batch_norm), "running variance", [input.Sizes[1]]);
                weight?.RequireShape(nameof(batch_norm), "weight", [input.Sizes[1]]);
                bias?.RequireShape(nameof(batch_norm), "bias", [input.Sizes[1]]);

                Tensor normal;
                if (training)
                {
                    var count = input.Sizes[1] == 0 ? 0 : input.Count / input.Sizes[1];
                    if (count == 1 && running_var is not null)
                    {
                        throw new ArgumentException(
                            $"batch_norm: shape {Shape.Text(input.Sizes)} holds one value a channel, which has no unbiased variance to move running_var by; give 2 or more.", nameof(input));
                    }

                    running_mean?.RequireWritable(nameof(batch_norm), whenRecording: false);
                    running_var?.RequireWritable(nameof(batch_norm), whenRecording: false);
                    long[] others = [0, .. Enumerable.Range(2, input.Rank - 2)];
                    var mean = input.mean(others, keepdim: true);
                    var centred = input.sub(mean);
                    var variance = centred.square().mean(others, keepdim: true);
                    using (no_grad())
                    {
                        Move(running_mean, mean, momentum, 1);
                        Move(running_var, variance, momentum, count / (count - 1.0));
                    }

                    normal = centred.mul(variance.add(eps).rsqrt());
                }
                else
                {
                    if (running_mean is null || running_var is null)
                    {
                        throw new ArgumentException(
                            "batch_norm: running_mean and running_var are needed when training is false.", nameof(running_mean));
                    }

                    normal = input.sub(running_mean.reshape(sizes)).mul(running_var.reshape(sizes).add(eps).rsqrt());
                }

                if (weight is not null) normal = normal.mul(weight.reshape(sizes));
                return bias is null ? normal : normal.add(bias.reshape(sizes));
            }

            /// <summary>running = (1 - momentum) running + momentum scale batch.</summary>
            private static void Move(Tensor? running, Tensor batch, double momentum, double scale)
            {
                running?.mul_(1 - momentum);
                running?.add_(batch.reshape(running.Sizes), momentum * scale);
            }
        }
    }
}

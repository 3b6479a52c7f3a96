using BitTorch.Autograd;
using BitTorch.Tensors;

namespace BitTorch;

public static partial class torch
{
    /// <summary>Gradients as values.</summary>
    public static class autograd
    {
        /// <summary>Gradients of the sum of the outputs with respect to the inputs.</summary>
        /// <param name="outputs">
        /// What is differentiated: numbers, or tensors of any shape with <paramref name="grad_outputs"/> as weights.
        /// </param>
        /// <param name="inputs">With respect to what; leaves that require gradients or results of recorded operations.</param>
        /// <param name="grad_outputs">One tensor in the shape of each output, or null when each output is one number.</param>
        /// <param name="retain_graph">
        /// Whether the graph may be differentiated again. As in TorchSharp it does not follow from <paramref name="create_graph"/>: a
        /// gradient that is differentiated together with its outputs needs both.
        /// </param>
        /// <param name="create_graph">Whether the gradients can be differentiated themselves.</param>
        /// <param name="allow_unused">Whether an input may be without influence; its gradient is then a tensor that IsInvalid.</param>
        /// <returns>One gradient an input, in its shape.</returns>
        /// <exception cref="InvalidOperationException">No gradient was recorded for an output or input, or an input is unused.</exception>
        public static IList<Tensor> grad(
            IList<Tensor> outputs,
            IList<Tensor> inputs,
            IList<Tensor>? grad_outputs = null,
            bool retain_graph = false,
            bool create_graph = false,
            bool allow_unused = false)
        {
            ArgumentNullException.ThrowIfNull(outputs);
            ArgumentNullException.ThrowIfNull(inputs);
            if (inputs.Count == 0)
                throw new ArgumentException("autograd.grad: no inputs were given; at least one is needed.", nameof(inputs));
            Check(outputs, inputs, grad_outputs);
            var gradients = BackwardPass.Run(outputs, grad_outputs, inputs, retain_graph, create_graph);
            for (var i = 0; i < gradients.Length; i++)
                gradients[i] ??= allow_unused ? Unused() : throw NotReached(i, inputs[i]);
            return gradients!;
        }

        private static void Check(IList<Tensor> outputs, IList<Tensor> inputs, IList<Tensor>? grad_outputs)
        {
            for (var i = 0; i < outputs.Count; i++)
            {
                ArgumentNullException.ThrowIfNull(outputs[i], nameof(outputs));
                outputs[i].ThrowIfDisposed("autograd.grad");
                if (!outputs[i].requires_grad)
                    throw new InvalidOperationException($"autograd.grad: output {i} depends on no tensor that requires gradients.");
            }

            for (var i = 0; i < inputs.Count; i++)
            {
                ArgumentNullException.ThrowIfNull(inputs[i], nameof(inputs));
                inputs[i].ThrowIfDisposed("autograd.grad");
                if (!inputs[i].requires_grad)
                {
                    throw new InvalidOperationException(
                        $"autograd.grad: input {i} does not require gradients; call requires_grad_() before using it.");
                }
            }

            if (grad_outputs is null)
            {
                for (var i = 0; i < outputs.Count; i++)
                {
                    if (outputs[i].Count != 1)
                    {
                        throw new InvalidOperationException(
                            $"autograd.grad: an output of shape {Shape.Text(outputs[i].Sizes)} is not one number, "
                            + "which TorchSharp needs here; sum() it, or pass grad_outputs.");
                    }
                }

                return;
            }

            if (grad_outputs.Count != outputs.Count)
            {
                throw new ArgumentException(
                    $"autograd.grad: {grad_outputs.Count} grad_outputs for {outputs.Count} outputs; give one each.", nameof(grad_outputs));
            }

            for (var i = 0; i < outputs.Count; i++)
            {
                ArgumentNullException.ThrowIfNull(grad_outputs[i], nameof(grad_outputs));
                grad_outputs[i].ThrowIfDisposed("autograd.grad");
                if (!grad_outputs[i].Sizes.AsSpan().SequenceEqual(outputs[i].Sizes))
                {
                    throw new ArgumentException(
                        $"autograd.grad: grad_outputs[{i}] has shape {Shape.Text(grad_outputs[i].Sizes)}, its output "
                        + $"{Shape.Text(outputs[i].Sizes)}; they must be equal.",
                        nameof(grad_outputs));
                }
            }
        }

        private static Tensor Unused()
        {
            var unused = Tensor.Empty([0]);
            unused.Dispose();
            return unused;
        }

        private static InvalidOperationException NotReached(int index, Tensor input) => new(
            $"autograd.grad: the outputs do not depend on input {index} of shape {Shape.Text(input.Sizes)}; "
            + "leave it out or pass allow_unused: true.");
    }
}

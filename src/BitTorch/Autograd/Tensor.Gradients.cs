using BitTorch.Autograd;
using BitTorch.Tensors;
using static BitTorch.Devices.Cpu.Elementwise.Functions;

namespace BitTorch;

public static partial class torch
{
    public sealed partial class Tensor
    {
        /// <summary>Whether gradients with respect to it can be asked for.</summary>
        public bool requires_grad
        {
            get => Alive().Node is not null;
            set => requires_grad_(value);
        }

        /// <summary>Whether no recorded operation made it.</summary>
        public bool is_leaf => Alive().Node is null or Leaf;

        /// <summary>What made it, or null when gradients do not flow through it.</summary>
        internal Node? Node { get; private set; }

        /// <summary>Which output of <see cref="Node"/> it is.</summary>
        internal int OutputIndex { get; private set; }

        /// <summary>Where gradients of this tensor go.</summary>
        internal Edge Edge => new(Node, OutputIndex);

        /// <summary>Marks a leaf as one whose gradients are wanted, or no longer wanted.</summary>
        /// <param name="requires_grad">Whether gradients are wanted.</param>
        /// <returns>This tensor.</returns>
        /// <exception cref="InvalidOperationException">A recorded operation made the tensor; detach it first.</exception>
        public Tensor requires_grad_(bool requires_grad = true)
        {
            ThrowIfDisposed();
            if (requires_grad) RequireFloat(nameof(requires_grad_));
            if (!is_leaf)
            {
                if (requires_grad)
                {
                    return this;
                }

                throw new InvalidOperationException(
                    "requires_grad_: a recorded operation made this tensor, so it cannot stop requiring gradients; use detach().");
            }

            if (requires_grad == (Node is not null)) return this;
            Node?.RemoveUser();
            Node = null;
            return requires_grad ? MadeBy(new Leaf(), 0) : this;
        }

        /// <summary>Another handle on the same memory and the same place in the graph.</summary>
        internal Tensor Alias()
        {
            var alias = View("alias", Sizes, Strides);
            return Node is null ? alias : alias.MadeBy(Node, OutputIndex);
        }

        /// <summary>Ties the tensor to the operation that made it.</summary>
        internal Tensor MadeBy(Node node, int outputIndex)
        {
            node.AddUser();
            Node = node;
            OutputIndex = outputIndex;
            return this;
        }

        /// <summary>This handle, or another one like it where it was disposed; the memory must have been kept.</summary>
        internal Tensor Revived()
        {
            if (!disposed) return this;
            var revived = new Tensor(storage, offset, Sizes, Strides, ElementType);
            return Node is null ? revived : revived.MadeBy(Node, OutputIndex);
        }

        /// <summary>Adds to gradients that nobody else sees, in place.</summary>
        internal void Accumulate(Tensor gradient)
        {
            CountChange();
            Broadcasting.Apply("autograd.grad", default(Add), this, gradient, this);
        }

        /// <summary>The sum with a gradient of the same shape, recorded.</summary>
        internal Tensor Accumulated(Tensor gradient) =>
            Operation.Record(Binary("autograd.grad", default(Add), gradient), this, gradient, static (arrived, _) => arrived);

        /// <summary>Nobody can ask for gradients through this handle any more.</summary>
        partial void LeaveGraph() => Node?.RemoveUser();
    }
}

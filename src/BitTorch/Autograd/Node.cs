using static BitTorch.torch;

namespace BitTorch.Autograd;

/// <summary>One vertex of the gradient graph: an operation that was recorded, or a leaf that gradients are wanted for.</summary>
/// <remarks>
/// A node's sequence number is larger than those of all nodes it depends on, also when another thread made them, so descending numbers
/// are a topological order.
/// </remarks>
internal abstract class Node
{
    [ThreadStatic]
    private static long lastSequence;

    /// <summary>Scratch of <see cref="RemoveUser"/>.</summary>
    [ThreadStatic]
    private static Stack<Node>? unused;

    private int users;

    private protected Node(Edge[] edges)
    {
        Edges = edges;
        foreach (var edge in edges)
        {
            if (edge.Node is not { } source) continue;
            source.users++;
            lastSequence = Math.Max(lastSequence, source.Sequence);
        }

        Sequence = ++lastSequence;
    }

    internal long Sequence { get; }

    /// <summary>What the inputs came from; empty for a leaf.</summary>
    internal Edge[] Edges { get; }

    /// <summary>Number of tensors that the operation made.</summary>
    internal virtual int OutputCount => 1;

    /// <summary>
    /// Whether what was saved is gone: a backward pass was not told to keep it, or no gradient can be asked for any more.
    /// </summary>
    internal bool IsReleased { get; private protected set; }

    /// <summary>Scratch of <see cref="BackwardPass"/>: the pass that saw this node last.</summary>
    internal object? SeenBy { get; set; }

    /// <summary>Scratch of <see cref="BackwardPass"/>: whether a wanted gradient lies behind this node.</summary>
    internal bool IsNeeded { get; set; }

    /// <summary>Scratch of <see cref="BackwardPass"/>: the gradients that have arrived, one for each output.</summary>
    internal Tensor?[]? Arrived { get; set; }

    /// <summary>The gradient with respect to one input, made from differentiable operations.</summary>
    /// <param name="gradients">
    /// Gradients with respect to the outputs; null where none arrived, but not all are. A rule may replace one by what its other inputs
    /// need, dispose it, and must not keep the array; the pass disposes what lies there in the end.
    /// </param>
    /// <param name="input">Which input.</param>
    internal abstract Tensor InputGradient(Tensor?[] gradients, int input);

    /// <summary>Forgets what was saved for the backward pass; more than once does nothing.</summary>
    internal abstract void Release();

    /// <summary>A tensor that came from here is alive.</summary>
    internal void AddUser() => users++;

    /// <summary>
    /// Such a tensor was disposed. Without tensors and later operations nobody can ask for a gradient through this node, so it forgets
    /// what it saved, and so do those before it: memory goes back to the pool with the last handle, whether or not a gradient was taken.
    /// </summary>
    internal void RemoveUser()
    {
        if (--users > 0) return;
        var open = unused ??= [];
        open.Push(this);
        while (open.TryPop(out var node))
        {
            node.Release();
            foreach (var edge in node.Edges)
                if (edge.Node is { } source && --source.users == 0) open.Push(source);
        }
    }
}

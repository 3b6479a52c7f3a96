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

    /// <summary>Whether what was saved is gone: a backward pass was not told to keep it, or no gradient can be asked for any more.</summary>
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
    /// Such a tensor was disposed. Without tensors and later operations nobody can ask for a gradient through this node, so it forgets what it
    /// saved, and so do those before it: memory goes back to the pool with the last handle, whether or not a gradient was taken.
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

/// <summary>An output of a node; <see cref="Node"/> is null where no gradient flows.</summary>
/// <param name="Node">Where the tensor came from.</param>
/// <param name="Output">Which of the node's outputs it is.</param>
internal readonly record struct Edge(Node? Node, int Output);

/// <summary>A tensor that gradients are wanted for and no operation made.</summary>
internal sealed class Leaf() : Node([])
{
    internal override Tensor InputGradient(Tensor?[] gradients, int input) =>
        throw new InvalidOperationException("Bug in BitTorch: a leaf has no inputs.");

    internal override void Release()
    {
    }
}

/// <summary>
/// The gradient rule of an operation with one output. It must not capture tensors for their elements: <see cref="Saved"/> does that.
/// </summary>
/// <param name="gradient">Gradient with respect to the output, in the output's shape.</param>
/// <param name="input">Which input the gradient is wanted for.</param>
/// <returns>The gradient in that input's shape, made from differentiable operations.</returns>
internal delegate Tensor GradientRule(Tensor gradient, int input);

/// <summary>The gradient rule of an operation with one output, as a static function of what the operation saved.</summary>
/// <typeparam name="TSaved">One value or a tuple.</typeparam>
/// <param name="saved">What was saved when the operation was recorded.</param>
/// <param name="gradient">Gradient with respect to the output, in the output's shape.</param>
/// <param name="input">Which input the gradient is wanted for.</param>
/// <returns>The gradient in that input's shape, made from differentiable operations.</returns>
internal delegate Tensor GradientRule<TSaved>(TSaved saved, Tensor gradient, int input);

/// <summary>A recorded operation with one output and a static rule that needs no tensor again.</summary>
internal sealed class Operation<TSaved>(Edge[] edges, TSaved saved, GradientRule<TSaved> rule) : Node(edges)
{
    private TSaved saved = saved;

    internal override Tensor InputGradient(Tensor?[] gradients, int input) => rule(saved, gradients[0]!, input);

    internal override void Release()
    {
        IsReleased = true;
        saved = default!;
    }
}

/// <summary>A recorded operation with one output.</summary>
internal sealed class Operation : Node
{
    private GradientRule? rule;

    private Operation(Edge[] edges, GradientRule rule)
        : base(edges) => this.rule = rule;

    /// <summary>Ties a result to the operation that made it, when gradients are recorded and an input wants them.</summary>
    internal static Tensor Record(Tensor result, Tensor input, GradientRule rule)
    {
        if (GradientMode.IsRecording && input.Node is not null)
            result.MadeBy(new Operation([input.Edge], rule), 0);
        return result;
    }

    /// <inheritdoc cref="Record(Tensor, Tensor, GradientRule)"/>
    internal static Tensor Record(Tensor result, Tensor first, Tensor second, GradientRule rule)
    {
        if (GradientMode.IsRecording && (first.Node ?? second.Node) is not null)
            result.MadeBy(new Operation([first.Edge, second.Edge], rule), 0);
        return result;
    }

    /// <inheritdoc cref="Record(Tensor, Tensor, GradientRule)"/>
    internal static Tensor Record(Tensor result, IReadOnlyList<Tensor> inputs, GradientRule rule)
    {
        if (!GradientMode.IsRecording) return result;
        var wanted = false;
        var edges = new Edge[inputs.Count];
        for (var i = 0; i < edges.Length; i++)
        {
            edges[i] = inputs[i].Edge;
            wanted |= edges[i].Node is not null;
        }

        return wanted ? result.MadeBy(new Operation(edges, rule), 0) : result;
    }

    /// <summary>The same with what the rule needs beside it: a static rule allocates nothing when nothing is recorded.</summary>
    internal static Tensor Record<TSaved>(Tensor result, Tensor input, TSaved saved, GradientRule<TSaved> rule)
    {
        if (GradientMode.IsRecording && input.Node is not null)
            result.MadeBy(new Operation<TSaved>([input.Edge], saved, rule), 0);
        return result;
    }

    /// <inheritdoc cref="Record{TSaved}(Tensor, Tensor, TSaved, GradientRule{TSaved})"/>
    internal static Tensor Record<TSaved>(Tensor result, Tensor first, Tensor second, TSaved saved, GradientRule<TSaved> rule)
    {
        if (GradientMode.IsRecording && (first.Node ?? second.Node) is not null)
            result.MadeBy(new Operation<TSaved>([first.Edge, second.Edge], saved, rule), 0);
        return result;
    }

    /// <inheritdoc cref="Record{TSaved}(Tensor, Tensor, TSaved, GradientRule{TSaved})"/>
    internal static Tensor Record<TSaved>(Tensor result, Tensor first, Tensor second, Tensor third, TSaved saved, GradientRule<TSaved> rule)
    {
        if (GradientMode.IsRecording && (first.Node ?? second.Node ?? third.Node) is not null)
            result.MadeBy(new Operation<TSaved>([first.Edge, second.Edge, third.Edge], saved, rule), 0);
        return result;
    }

    /// <summary>The same for a rule that needs tensors again.</summary>
    internal static Tensor RecordSaving<TSaved>(Tensor result, Tensor input, TSaved saved, GradientRule<TSaved> rule)
        where TSaved : struct, ISaved
    {
        if (GradientMode.IsRecording && input.Node is not null)
            result.MadeBy(new SavingOperation<TSaved>([input.Edge], saved, rule), 0);
        return result;
    }

    /// <inheritdoc cref="RecordSaving{TSaved}(Tensor, Tensor, TSaved, GradientRule{TSaved})"/>
    internal static Tensor RecordSaving<TSaved>(Tensor result, Tensor first, Tensor second, TSaved saved, GradientRule<TSaved> rule)
        where TSaved : struct, ISaved
    {
        if (GradientMode.IsRecording && (first.Node ?? second.Node) is not null)
            result.MadeBy(new SavingOperation<TSaved>([first.Edge, second.Edge], saved, rule), 0);
        return result;
    }

    /// <inheritdoc cref="RecordSaving{TSaved}(Tensor, Tensor, TSaved, GradientRule{TSaved})"/>
    internal static Tensor RecordSaving<TSaved>(
        Tensor result, Tensor first, Tensor second, Tensor? third, TSaved saved, GradientRule<TSaved> rule)
        where TSaved : struct, ISaved
    {
        if (GradientMode.IsRecording && (first.Node ?? second.Node ?? third?.Node) is not null)
            result.MadeBy(new SavingOperation<TSaved>(third is null ? [first.Edge, second.Edge] : [first.Edge, second.Edge, third.Edge], saved, rule), 0);
        return result;
    }

    internal override Tensor InputGradient(Tensor?[] gradients, int input) => rule!(gradients[0]!, input);

    internal override void Release()
    {
        IsReleased = true;
        rule = null;
    }
}

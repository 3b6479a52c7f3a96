using static BitTorch.torch;

namespace BitTorch.Autograd;

/// <summary>Reverse-mode differentiation: walks the graph from the outputs back, only along paths that lead to a wanted input.</summary>
/// <remarks>
/// The order is fixed by the nodes' sequence numbers, so sums of gradients are rounded the same way every time. The rules are made of
/// public operations; recorded themselves (<c>create_graph</c>), they can be differentiated again.
/// </remarks>
internal static class BackwardPass
{
    /// <summary>Emptied lists of earlier passes; more than one where a gradient rule starts a pass of its own.</summary>
    [ThreadStatic]
    private static Stack<List<Node>>? spareLists;

    /// <summary>Emptied slots for the gradients of nodes with one output.</summary>
    [ThreadStatic]
    private static Stack<Tensor?[]>? spareSlots;

    /// <summary>Scratch of <see cref="Collect"/>.</summary>
    [ThreadStatic]
    private static Stack<Node>? waiting;

    /// <param name="outputs">What is differentiated.</param>
    /// <param name="outputGradients">Weights of the outputs' elements, one tensor an output; null for ones.</param>
    /// <param name="inputs">With respect to what; each must require gradients.</param>
    /// <param name="retainGraph">Whether the graph may be walked again.</param>
    /// <param name="createGraph">Whether the gradients are recorded, so that they can be differentiated.</param>
    /// <returns>One gradient an input; null where the outputs do not depend on it.</returns>
    internal static Tensor?[] Run(
        IList<Tensor> outputs, IList<Tensor>? outputGradients, IList<Tensor> inputs, bool retainGraph, bool createGraph)
    {
        var nodes = Collect(outputs);
        MarkNeeded(nodes, inputs);
        var results = new Tensor?[inputs.Count];
        using var mode = GradientMode.Set(createGraph);
        using var scope = createGraph ? null : NewDisposeScope();
        try
        {
            Seed(outputs, outputGradients, createGraph);
            Walk(nodes, inputs, results, createGraph);
        }
        finally
        {
            foreach (var node in nodes)
                Clear(node);
        }

        foreach (var result in results)
            if (result is not null) scope?.MoveToOuter(result);
        foreach (var node in nodes)
            if (!retainGraph && IsWalked(node)) node.Release();
        nodes.Clear();
        spareLists!.Push(nodes);
        return results;
    }

    /// <summary>All nodes that the outputs depend on, latest first.</summary>
    private static List<Node> Collect(IList<Tensor> outputs)
    {
        var pass = new object();
        var nodes = (spareLists ??= []).TryPop(out var spare) ? spare : [];
        var open = waiting ??= [];
        for (var i = 0; i < outputs.Count; i++)
            See(outputs[i].Node);
        while (open.TryPop(out var node))
            foreach (var edge in node.Edges)
                See(edge.Node);

        // Latest first is an order in which every node comes before those it depends on, and the same one every time: no sum of gradients
        // depends on the order of the walk that found the nodes.
        nodes.Sort(static (a, b) => b.Sequence.CompareTo(a.Sequence));
        return nodes;

        void See(Node? node)
        {
            if (node is null || node.SeenBy == pass) return;
            node.SeenBy = pass;
            node.IsNeeded = false;
            nodes.Add(node);
            open.Push(node);
        }
    }

    private static void MarkNeeded(List<Node> nodes, IList<Tensor> inputs)
    {
        for (var i = 0; i < inputs.Count; i++)
            inputs[i].Node!.IsNeeded = true;

        // From the leaves on, so that what lies behind a node is decided before the node itself.
        for (var i = nodes.Count - 1; i >= 0; i--)
        {
            if (!IsWalked(nodes[i])) continue;
            nodes[i].IsNeeded = true;
            if (nodes[i].IsReleased)
            {
                throw new InvalidOperationException(
                    "autograd.grad: a part of the graph was differentiated before and released; pass retain_graph: true the first time.");
            }
        }
    }

    /// <summary>Whether gradients go through this node to a wanted input behind it.</summary>
    private static bool IsWalked(Node node)
    {
        foreach (var edge in node.Edges)
            if (edge.Node is { IsNeeded: true }) return true;
        return false;
    }

    private static void Seed(IList<Tensor> outputs, IList<Tensor>? outputGradients, bool createGraph)
    {
        for (var i = 0; i < outputs.Count; i++)
            if (outputs[i].Node is { IsNeeded: true } node)
            {
                Arrive(
                    node,
                    outputs[i].OutputIndex,
                    outputGradients is null ? Tensor.Full(outputs[i].Sizes, 1) : outputGradients[i].Alias(),
                    createGraph);
            }
    }

    private static void Walk(List<Node> nodes, IList<Tensor> inputs, Tensor?[] results, bool createGraph)
    {
        foreach (var node in nodes)
        {
            if (!node.IsNeeded || node.Arrived is not { } arrived) continue;
            for (var i = 0; i < inputs.Count; i++)
                if (inputs[i].Node == node)
                    results[i] = arrived[inputs[i].OutputIndex]?.Alias();
            for (var i = 0; i < node.Edges.Length; i++)
            {
                var (source, output) = node.Edges[i];
                if (source is not { IsNeeded: true }) continue;
                var gradient = node.InputGradient(arrived, i);
                Arrive(source, output, IsAmong(arrived, gradient) ? gradient.Alias() : gradient, createGraph);
            }

            // A recorded gradient is an operand of the graph that was just made; the caller's scope disposes it.
            if (createGraph) continue;
            foreach (var gradient in arrived)
                gradient?.Dispose();
        }
    }

    /// <summary>Whether a rule gave one of its arguments back, which the walk will dispose.</summary>
    private static bool IsAmong(Tensor?[] arrived, Tensor gradient)
    {
        foreach (var tensor in arrived)
            if (ReferenceEquals(tensor, gradient)) return true;
        return false;
    }

    /// <summary>Forgets what arrived at a node.</summary>
    private static void Clear(Node node)
    {
        if (node.Arrived is not { } slots) return;
        node.Arrived = null;
        if (slots.Length != 1) return;
        slots[0] = null;
        (spareSlots ??= []).Push(slots);
    }

    /// <summary>Adds a gradient to those that arrived before; the slot owns it.</summary>
    private static void Arrive(Node node, int output, Tensor gradient, bool createGraph)
    {
        node.Arrived ??= node.OutputCount == 1 && (spareSlots ??= []).TryPop(out var spare) ? spare : new Tensor?[node.OutputCount];
        ref var slot = ref node.Arrived[output];
        if (slot is null)
        {
            slot = gradient;
            return;
        }

        // In place only where no view, alias or graph can see it: a rule may have handed the same gradient to another input.
        if (!createGraph && slot.OwnsMemoryAlone)
        {
            slot.Accumulate(gradient);
            gradient.Dispose();
            return;
        }

        var sum = slot.Accumulated(gradient);
        if (!createGraph)
        {
            slot.Dispose();
            gradient.Dispose();
        }

        slot = sum;
    }
}

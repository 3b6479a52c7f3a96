using static BitTorch.torch;

namespace BitTorch.Autograd;

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
            result.MadeBy(new PlainOperation<TSaved>([input.Edge], saved, rule), 0);
        return result;
    }

    /// <inheritdoc cref="Record{TSaved}(Tensor, Tensor, TSaved, GradientRule{TSaved})"/>
    internal static Tensor Record<TSaved>(Tensor result, Tensor first, Tensor second, TSaved saved, GradientRule<TSaved> rule)
    {
        if (GradientMode.IsRecording && (first.Node ?? second.Node) is not null)
            result.MadeBy(new PlainOperation<TSaved>([first.Edge, second.Edge], saved, rule), 0);
        return result;
    }

    /// <inheritdoc cref="Record{TSaved}(Tensor, Tensor, TSaved, GradientRule{TSaved})"/>
    internal static Tensor Record<TSaved>(Tensor result, Tensor first, Tensor second, Tensor third, TSaved saved, GradientRule<TSaved> rule)
    {
        if (GradientMode.IsRecording && (first.Node ?? second.Node ?? third.Node) is not null)
            result.MadeBy(new PlainOperation<TSaved>([first.Edge, second.Edge, third.Edge], saved, rule), 0);
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
        {
            result.MadeBy(
                new SavingOperation<TSaved>(third is null ? [first.Edge, second.Edge] : [first.Edge, second.Edge, third.Edge], saved, rule),
                0);
        }

        return result;
    }

    internal override Tensor InputGradient(Tensor?[] gradients, int input) => rule!(gradients[0]!, input);

    internal override void Release()
    {
        IsReleased = true;
        rule = null;
    }
}

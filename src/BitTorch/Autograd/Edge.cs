namespace BitTorch.Autograd;

/// <summary>An output of a node; <see cref="Node"/> is null where no gradient flows.</summary>
/// <param name="Node">Where the tensor came from.</param>
/// <param name="Output">Which of the node's outputs it is.</param>
internal readonly record struct Edge(Node? Node, int Output);

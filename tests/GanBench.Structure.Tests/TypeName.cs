namespace GanBench.Structure.Tests;

/// <summary>
/// A type that is not nested in another one; what is nested, or made by the compiler for one, counts as its outermost type.
/// </summary>
/// <param name="Assembly">Name of its assembly, e.g. <c>GanBench.Training.BitTorch</c>.</param>
/// <param name="Folder">Its namespace, e.g. <c>GanBench.Training.Networks</c>; empty for a program's first statements.</param>
/// <param name="Name">Its name, without the number of its type parameters.</param>
internal sealed record TypeName(string Assembly, string Folder, string Name)
{
    public override string ToString() => $"{Folder}.{Name} ({Assembly})";
}

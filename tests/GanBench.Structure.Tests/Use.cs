namespace GanBench.Structure.Tests;

/// <summary>A type names another one somewhere: in a base, a signature, an attribute or a body.</summary>
/// <param name="Type">The one that names.</param>
/// <param name="Used">The one that is named.</param>
internal sealed record Use(TypeName Type, TypeName Used)
{
    public override string ToString() => $"{Type.Name} uses {Used.Name}";
}

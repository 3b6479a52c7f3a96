namespace GanBench.Cli.Parsing;

/// <summary>An argument that its command cannot do without, whatever its type.</summary>
internal interface IRequiredArgument
{
    /// <summary>What stands for it in help texts, e.g. <c>SPEC</c>.</summary>
    string Name { get; }

    /// <summary>What to write, e.g. <c>name a folder with records, such as results/reference/quick</c>.</summary>
    string Hint { get; }
}

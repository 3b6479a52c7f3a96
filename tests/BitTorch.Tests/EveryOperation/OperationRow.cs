namespace BitTorch.Tests.EveryOperation;

/// <summary>A public operation and all that the tests of every operation need to know of it.</summary>
/// <param name="name">As users write it; one row for all its overloads.</param>
/// <param name="attempts">
/// Calls with random arguments, good and bad, for <see cref="RobustnessTest"/>; all overloads, function and method.
/// </param>
internal sealed class OperationRow(string name, params Func<Draw, Attempt>[] attempts)
{
    internal string Name => name;

    internal Func<Draw, Attempt>[] Attempts => attempts;

    /// <summary>Why nothing is tried with random arguments; null where it is.</summary>
    internal string? NotTried { get; init; }

    /// <summary>Whether it takes any tensor, so that no attempt is ever refused.</summary>
    internal bool TakesAnything { get; init; }

    /// <summary>Uses with the same function in double, for <see cref="GradientsTest"/>.</summary>
    internal GradientCase[] Gradients
    {
        get;
        init
        {
            field = value;
            foreach (var form in value)
                form.Operation = name;
        }
    }

    = [];

    /// <summary>Why it has no gradient; null where it has.</summary>
    internal string? NotDifferentiated { get; init; }

    /// <summary>Cases of Goldens/operations.json, for <see cref="OperationGoldensTest"/>.</summary>
    internal Dictionary<string, Func<Tensor[], Tensor>> Goldens { get; init; } = [];

    /// <summary>Names the test.</summary>
    public override string ToString() => name;
}

using System.Reflection;

namespace BitTorch.Tests.EveryOperation;

/// <summary>No operation is left out of the tests of all operations.</summary>
public sealed class KnownOperationsTest
{
    private static IEnumerable<string> PublicOperations => (
        from type in new[] { typeof(Tensor), typeof(torch), typeof(nn.functional) }
        from method in type.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly)
        where !method.IsSpecialName
        where method.ReturnType == typeof(Tensor) || method.ReturnType == typeof(Tensor[]) || method.ReturnType == typeof((Tensor, Tensor))
        select method.Name).Distinct();

    [Test]
    public void PublicOperations_EachHaveOneRow() =>
        Assert.That(KnownOperations.All.Select(row => row.Name), Is.EquivalentTo(PublicOperations));

    [Test]
    public void Rows_EachHaveGradientsOrAReason() =>
        Assert.That(KnownOperations.All.Where(row => row.Gradients.Length > 0 == row.NotDifferentiated is not null), Is.Empty);

    [Test]
    public void Rows_EachAreTriedOrHaveAReason() =>
        Assert.That(KnownOperations.All.Where(row => row.Attempts.Length > 0 == row.NotTried is not null), Is.Empty);

    [Test]
    public void Goldens_EachBelongToARow()
    {
        var cases = OperationGoldens.Cases.EnumerateObject().Select(golden => golden.Name);

        Assert.That(KnownOperations.All.SelectMany(row => row.Goldens.Keys), Is.EquivalentTo(cases));
    }
}

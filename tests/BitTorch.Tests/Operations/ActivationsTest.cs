namespace BitTorch.Tests.Operations;

/// <summary>Activations at the places where their formulas change or end.</summary>
public sealed class ActivationsTest
{
    private DisposeScope scope = null!;

    [SetUp]
    public void Open() => scope = NewDisposeScope();

    [TearDown]
    public void Close() => scope.Dispose();

    [Test]
    public void Elu_AtItsKinkAndFarOut_EqualsTheClosedForm()
    {
        var x = tensor([0f, -0f, 3f, float.PositiveInfinity, float.NegativeInfinity, -200f, float.NaN], [7]);

        Assert.That(x.elu(0.5).data<float>().ToArray(), Is.EqualTo(new[] { 0, 0, 3, float.PositiveInfinity, -0.5f, -0.5f, float.NaN }));
        Assert.That(float.IsPositive(x.elu(0.5).data<float>().ToArray()[1]), "minus zero gives plus zero");
    }

    // 1.2e-7 is one rounding of exp(x) near 1, which the difference passes on.
    [TestCase(1.0), TestCase(0.25), TestCase(-2.0)]
    public void Elu_BelowZero_IsTheFormulaWithinARounding(double alpha)
    {
        float[] points = [.. Enumerable.Range(1, 400).Select(i => -i / 32f), -1e-3f, -1e-5f, -1e-8f];

        var values = nn.functional.elu(tensor(points, [points.Length]), alpha).data<float>().ToArray();

        for (var i = 0; i < points.Length; i++)
            Assert.That(values[i], Is.EqualTo(alpha * (Math.Exp(points[i]) - 1)).Within(1.2e-7 * Math.Abs(alpha)), $"at {points[i]}");
    }

    // exp overflows from 89 on: the branch that is not chosen must leave no trace in any derivative.
    [Test]
    public void Elu_FarAboveZero_HasFiniteDerivatives()
    {
        var x = tensor([100f, -100f, -1f], [3], requires_grad: true);

        var slope = autograd.grad([x.elu(2).sum()], [x], retain_graph: true, create_graph: true)[0];
        var curvature = autograd.grad([slope.sum()], [x])[0];

        Assert.That(slope.data<float>().ToArray(), Is.EqualTo(new[] { 1, 0, 0.7357589f }).Within(2e-7f));
        Assert.That(curvature.data<float>().ToArray(), Is.EqualTo(new[] { 0, 0, 0.7357589f }).Within(2e-7f));
    }

    [Test]
    public void Elu_InPlace_IsRefused() =>
        Assert.That(() => nn.functional.elu(ones([1]), 1, inplace: true), Throws.InstanceOf<NotSupportedException>());
}

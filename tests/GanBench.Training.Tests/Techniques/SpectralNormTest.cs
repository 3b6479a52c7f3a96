using GanBench.Datasets;
using GanBench.Randomness;
using GanBench.Training.Networks;
using GanBench.Training.Techniques;
using MathNet.Numerics.LinearAlgebra;

namespace GanBench.Training.Tests.Techniques;

public sealed class SpectralNormTest
{
    private static readonly WeightRule Rule = new SpectralNorm().Rules.DiscriminatorWeights!;

    // The iteration converges like (sigma_2 / sigma_1)^(2 n); 500 of them leave float32 rounding on these matrices.
    [TestCase(2, 128)]
    [TestCase(9, 5)]
    [TestCase(40, 40)]
    [TestCase(128, 1)]
    public void Weights_AfterManyRefreshes_HaveLargestSingularValue1(int inputs, int outputs)
    {
        using var scope = NewDisposeScope();
        var (weight, u) = Start(inputs, outputs);
        for (var i = 0; i < 500; i++)
            Rule.Refresh(weight, u);

        var used = Rule.Apply(weight, u);

        var sigma = Matrix(weight, inputs, outputs).Svd(computeVectors: false).S[0];
        var expected = weight.data<float>().ToArray().Select(value => value / sigma);
        Assert.Multiple(() =>
        {
            Assert.That(
                Matrix(used, inputs, outputs).Svd(computeVectors: false).S[0], Is.EqualTo(1).Within(1e-4), "an independent decomposition");
            Assert.That(used.data<float>().ToArray(), Is.EqualTo(expected).Within(1e-4));
        });
    }

    [Test]
    public void Refresh_IsOnePowerIteration()
    {
        using var scope = NewDisposeScope();
        var (weight, u) = Start(6, 4);
        var (matrix, before) = (Matrix(weight, 6, 4), Vector(u));

        Rule.Refresh(weight, u);

        // The columns of the matrix are the outputs: v = W u, u = W^T v.
        var v = (matrix * before).Normalize(2);
        Assert.That(
            Vector(u).ToArray(),
            Is.EqualTo((matrix.Transpose() * v).Normalize(2).ToArray()).Within(1e-6),
            "a dozen float32 roundings of numbers below 1");
    }

    // W / (v W u^T) differentiated as the definition has it: u and v stay where one iteration from the kept u put them.
    [Test]
    public void Gradient_EqualsFiniteDifferencesWithTheVectorsFixed()
    {
        using var scope = NewDisposeScope();
        var (weight, u) = Start(5, 3);
        var (factors, _) = Start(5, 3, seed: 9);
        var leaf = weight.detach().requires_grad_();

        var gradient = autograd.grad([(factors * Rule.Apply(leaf, u)).sum()], [leaf])[0].data<float>().ToArray();

        var (w, c) = (Matrix(weight, 5, 3), Matrix(factors, 5, 3));
        var v = (w * Vector(u)).Normalize(2);
        var next = (w.Transpose() * v).Normalize(2);
        double Value(Matrix<double> at) => c.PointwiseMultiply(at).RowSums().Sum() / (v * at * next);
        const double Step = 1e-5;
        for (var i = 0; i < 5; i++)
            for (var j = 0; j < 3; j++)
            {
                var (more, less) = (w.Clone(), w.Clone());
                more[i, j] += Step;
                less[i, j] -= Step;
                var expected = (Value(more) - Value(less)) / (2 * Step);
                Assert.That(
                    gradient[(i * 3) + j],
                    Is.EqualTo(expected).Within(1e-5),
                    $"float32 against central differences in double precision; {i}, {j}");
            }
    }

    [TestCase(2f)]
    [TestCase(0.125f)]
    public void Weights_TimesAFactor_GiveTheSame(float factor)
    {
        using var scope = NewDisposeScope();
        var (weight, u) = Start(7, 5);

        // A power of two changes no rounding of products; adding epsilon to a length may.
        Assert.That(
            Rule.Apply(weight * factor, u).data<float>().ToArray(), Is.EqualTo(Rule.Apply(weight, u).data<float>().ToArray()).Within(1e-6));
    }

    [Test]
    public void Memory_IsAUnitVectorThatIsNotTrained()
    {
        var block = Rule.Memory("output", 6, 50);
        var values = new float[50];
        block.Initialisation.Fill(SeedStream.FromSeed(3), block.Shape, values);

        Assert.Multiple(() =>
        {
            Assert.That(block.Trained, Is.False);
            Assert.That(block.Shape, Is.EqualTo(new long[] { 1, 50 }));
            Assert.That(values.Sum(value => (double)value * value), Is.EqualTo(1).Within(1e-6), "50 numbers rounded to float32");
            Assert.That(values.Distinct().Count(), Is.EqualTo(50));
        });
    }

    // ReLU stretches nothing, so with three layers of norm 1 the whole discriminator has slope 1 at most.
    [Test]
    public void Discriminator_AfterTraining_HasSlopeOneAtMost()
    {
        var (dataset, settings, technique) = (new Ring(), Known.Points, new SpectralNorm());
        using var game = new Game(dataset, dataset.Open(Cells.NoFiles, null, default), technique, settings, 100, [0]);
        for (var i = 0; i < 100; i++)
            game.UpdateDiscriminator();
        using var scope = NewDisposeScope();
        var points = new float[2 * 200];
        SeedStream.FromSeed(4).Normal(0, points);
        var x = tensor(points, [1, 200, 2]).requires_grad_();

        var logits = settings.For(dataset, technique.Rules).Discriminator().Apply(game.DiscriminatorParameters.detach(), x).Output;
        var slopes = autograd.grad([logits.sum()], [x])[0].norm(dim: 2).data<float>().ToArray();

        // u follows the moving weights with one iteration a step, so sigma may be underestimated a little.
        Assert.That(slopes, Is.All.LessThan(1.02f));
        Assert.That(slopes.Max(), Is.GreaterThan(0.3f), "and it did learn");
    }

    private static (Tensor Weight, Tensor U) Start(int inputs, int outputs, int seed = 1)
    {
        var (weight, u) = (new float[inputs * outputs], new float[outputs]);
        SeedStream.FromSeed(seed).Derive("weight").Normal(0, weight);
        new UnitVector().Fill(SeedStream.FromSeed(seed).Derive("u"), [1, outputs], u);
        return (tensor(weight, [1, inputs, outputs]), tensor(u, [1, 1, outputs]));
    }

    private static Matrix<double> Matrix(Tensor values, int rows, int columns) =>
        Matrix<double>.Build.DenseOfRowMajor(rows, columns, values.data<float>().ToArray().Select(value => (double)value));

    private static Vector<double> Vector(Tensor values) =>
        Vector<double>.Build.DenseOfEnumerable(values.data<float>().ToArray().Select(value => (double)value));
}

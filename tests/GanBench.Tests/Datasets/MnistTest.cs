using GanBench.Datasets;

namespace GanBench.Tests.Datasets;

[TestFixture]
public sealed class MnistTest
{
    [Test]
    public void Definition_OfMnist_StatesShapeAndWeights()
    {
        var mnist = new Mnist();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(mnist.SampleShape, Is.EqualTo([1, 28, 28]));
            Assert.That(mnist.Dimension, Is.EqualTo(784));
            Assert.That(mnist.Modes, Is.Null);
            Assert.That(mnist.ModeWeights[1], Is.EqualTo(6742 / 60_000.0));
            Assert.That(mnist.ModeWeights, Has.Length.EqualTo(10));
        }
    }

    // Known facts of the database: its sizes, the first labels 5 0 4 1 9 and 7 2 1 0 4, the mean pixel 0.1307 of the train images.
    [Test]
    public void Open_OfTheRealFiles_GivesTheDatabase()
    {
        if (Environment.GetEnvironmentVariable("GANBENCH_DATA") is not { Length: > 0 } folder)
        {
            Assert.Ignore("Set GANBENCH_DATA to a folder with the MNIST files.");
            return;
        }

        var data = (MnistData)new Mnist().Open(new DataLocations(folder, Path.GetTempPath()), null, CancellationToken.None);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(data.Train.Count, Is.EqualTo(60_000));
            Assert.That(data.Test.Count, Is.EqualTo(10_000));
            Assert.That(data.Train.Labels[..5].ToArray(), Is.EqualTo(new byte[] { 5, 0, 4, 1, 9 }));
            Assert.That(data.Test.Labels[..5].ToArray(), Is.EqualTo(new byte[] { 7, 2, 1, 0, 4 }));
            Assert.That(data.Train.LabelCounts().Select(count => count / 60_000.0), Is.EqualTo(new Mnist().ModeWeights));
            Assert.That(Mean(data.Train.Pixels.Span), Is.EqualTo(0.1307 * 255).Within(0.00005 * 255), "the fact has four digits");
        }
    }

    private static double Mean(ReadOnlySpan<byte> values)
    {
        var sum = 0L;
        foreach (var value in values)
            sum += value;
        return (double)sum / values.Length;
    }
}

namespace BitTorch.Tests.EveryOperation;

/// <summary>Whatever a user asks for, the answer is a tensor of the right shape or an exception with a message: never a crash.</summary>
public sealed class RobustnessTest
{
    // A fixed seed, so a failure repeats; the count makes about ten seconds.
    [Test]
    public void PublicOperations_OnAnything_GiveTheRightShapeOrAMessage()
    {
        var tried = KnownOperations.All.Where(row => row.Attempts.Length > 0).ToArray();
        var random = new Lcg(15);
        var (right, wrong) = (tried.ToDictionary(row => row, _ => 0), tried.ToDictionary(row => row, _ => 0));
        for (var i = 0; i < 250_000; i++)
        {
            using var scope = NewDisposeScope();
            var row = random.Pick(tried);
            var draw = new Draw(random);
            var attempt = random.Pick(row.Attempts)(draw);
            (IsAnswered(row, draw, attempt, $"case {i}: {row.Name} {attempt.What} on {draw}") ? right : wrong)[row]++;
        }

        Assert.That(right.Values.Sum(), Is.GreaterThan(75_000));
        Assert.That(wrong.Values.Sum(), Is.GreaterThan(50_000));
        Assert.That(right.Where(pair => pair.Value == 0).Select(pair => pair.Key), Is.Empty, "never answered");
        Assert.That(wrong.Where(pair => pair.Value == 0 != pair.Key.TakesAnything).Select(pair => pair.Key), Is.Empty, "never refused");
    }

    private static bool IsAnswered(OperationRow row, Draw draw, Attempt attempt, string situation)
    {
        try
        {
            var result = attempt.Run();
            Assert.That(result.shape, Is.EqualTo(attempt.Expected), situation);
            Assert.That(ElementsRead(result), Is.EqualTo(result.numel()), situation);
            if (draw.X.requires_grad && result.requires_grad)
            {
                var gradient = autograd.grad([result.square().sum()], [draw.X], allow_unused: true)[0];
                Assert.That(gradient.IsInvalid || gradient.shape.SequenceEqual(draw.Shape), $"{situation}: gradient");
            }

            return true;
        }
        catch (Exception error) when (error is ArgumentException or InvalidOperationException or NotSupportedException or OverflowException)
        {
            Assert.That(attempt.Expected, Is.Null, $"{situation} was refused: {error.Message}");
            Assert.That(error.Message, Does.StartWith($"{row.Name}: ").Or.StartsWith("A tensor of shape "), situation);
            return false;
        }
    }

    private static long ElementsRead(Tensor tensor) => tensor.dtype switch
    {
        ScalarType.Float32 => tensor.data<float>().ToArray().Length,
        ScalarType.Int64 => tensor.data<long>().ToArray().Length,
        _ => tensor.data<bool>().ToArray().Length,
    };
}

using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using GanBench.Randomness;

namespace GanBench.Tests.Randomness;

[TestFixture]
public sealed class SeedStreamTest
{
    // √n times the Kolmogorov distance exceeds 1.95 with probability 0.001; the seeds are fixed, so the test cannot flicker.
    private const double KolmogorovLimit = 1.95;

    [Test]
    public void Uniform_OfSeed0_FollowsTheUniformDistribution()
    {
        var values = Draw(100_000, (stream, span) => stream.Uniform(0, span));

        Assert.That(values, Has.All.GreaterThanOrEqualTo(0f).And.All.LessThan(1f));
        Assert.That(KolmogorovDistance(values, x => x), Is.LessThan(KolmogorovLimit));
    }

    [Test]
    public void Normal_OfSeed0_FollowsTheNormalDistribution()
    {
        var values = Draw(100_000, (stream, span) => stream.Normal(0, span));

        Assert.That(KolmogorovDistance(values, NormalDistribution), Is.LessThan(KolmogorovLimit));
    }

    // Standard errors at n = 10^6: 0.001, √2/1000, √15/1000, √96/1000 for the first four moments; four of each.
    [Test]
    public void Normal_OfSeed0_HasTheNormalMoments()
    {
        var values = Draw(1_000_000, (stream, span) => stream.Normal(0, span)).Select(x => (double)x).ToArray();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(values.Average(), Is.Zero.Within(0.004));
            Assert.That(values.Average(x => x * x), Is.EqualTo(1).Within(0.0057));
            Assert.That(values.Average(x => x * x * x), Is.Zero.Within(0.0155));
            Assert.That(values.Average(x => x * x * x * x), Is.EqualTo(3).Within(0.04));
        }
    }

    // 2.7 · 10^-3 of a normal distribution lies beyond 3; its count of 2,700 in a million has a standard deviation of 52.
    [Test]
    public void Normal_OfSeed0_HasNormalTails()
    {
        var values = Draw(1_000_000, (stream, span) => stream.Normal(1, span));

        Assert.That(values.Count(x => Math.Abs(x) > 3), Is.EqualTo(2_700).Within(208));
    }

    [Test]
    public void Normal_OnThisMachine_EqualsThePlainScalarFormulasBitForBit()
    {
        const int Count = 10_000;
        var key = KeyOf("use");
        var values = Draw(Count, (stream, span) => stream.Normal(5, span));

        for (var i = 0; i < Count; i++)
        {
            var expected = PlainNormal(key, step: 5, i);
            Assert.That(
                BitConverter.SingleToUInt32Bits(values[i]),
                Is.EqualTo(BitConverter.SingleToUInt32Bits(expected)), $"value {i}");
        }
    }

    // From the same u, which is a float32: the radius (at most 6.6) and the direction are each good to about 2 ulps, 2 · 2^-24 · 6.6 · 2 =
    // 1.6e-6.
    [Test]
    public void Normal_AgainstBoxMullerInDouble_AgreesToFloatPrecision()
    {
        const int Count = 100_000;
        var key = KeyOf("use");
        var values = Draw(Count, (stream, span) => stream.Normal(0, span));

        var worst = 0.0;
        for (var i = 0; i < Count; i++)
        {
            var (radiusWord, angleWord) = WordsOf(key, step: 0, i);
            var uniform = (float)((radiusWord >> 1) | 1) * Math.ScaleB(1, -31);
            var radius = Math.Sqrt(-2 * Math.Log(uniform));
            var angle = (int)(angleWord << 2) * Math.ScaleB(Math.PI, -33);
            var (x, y) = (angleWord >> 30) switch
            {
                0 => (Math.Cos(angle), Math.Sin(angle)),
                1 => (Math.Sin(angle), Math.Cos(angle)),
                2 => (-Math.Cos(angle), -Math.Sin(angle)),
                _ => (-Math.Sin(angle), -Math.Cos(angle)),
            };
            worst = Math.Max(worst, Math.Abs(values[i] - (radius * (IsCosine(i) ? x : y))));
        }

        Assert.That(worst, Is.LessThan(1.6e-6));
    }

    // Computed once on x86-64; vectors of 256 bits with and without AVX-512 and plain scalar code gave the same bytes.
    [Test]
    public void Normal_OnEveryMachine_GivesTheRecordedBytes()
    {
        var values = new float[1_000];
        SeedStream.FromSeed(7).Derive("normal").Normal(3, values);

        Assert.That(
            Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes<float>(values))),
            Is.EqualTo("f8ef6a5b3141b7cb67d1c362aaa97da7cdf76c2d6c1dcd49ebd242d5d1f962fa"));
    }

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(63)]
    [TestCase(64)]
    [TestCase(65)]
    [TestCase(200)]
    public void Values_OfAShorterRequest_AreThePrefixOfALongerOne(int count)
    {
        var stream = SeedStream.FromSeed(3).Derive("use");
        var (uniform, normal, integers) = (new float[300], new float[300], new int[300]);
        stream.Uniform(9, uniform);
        stream.Normal(9, normal);
        stream.Integers(9, 1000, integers);

        var (fewUniform, fewNormal, fewIntegers) = (new float[count], new float[count], new int[count]);
        stream.Uniform(9, fewUniform);
        stream.Normal(9, fewNormal);
        stream.Integers(9, 1000, fewIntegers);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(fewUniform, Is.EqualTo(uniform[..count]));
            Assert.That(fewNormal, Is.EqualTo(normal[..count]));
            Assert.That(fewIntegers, Is.EqualTo(integers[..count]));
        }
    }

    [Test]
    public void Draws_OfNothing_DoNothing()
    {
        var stream = SeedStream.FromSeed(3);

        Assert.That(
            () =>
            {
                stream.Uniform(0, []);
                stream.Normal(0, []);
                stream.Integers(0, 1, []);
            },
            Throws.Nothing);
    }

    // Correlation of n = 100,000 independent pairs has a standard deviation of 1/√n = 0.0032; four of it.
    [TestCase("name")]
    [TestCase("seed")]
    [TestCase("step")]
    public void Streams_ThatDifferInOneThing_AreUncorrelated(string what)
    {
        var (first, second) = (new float[100_000], new float[100_000]);
        SeedStream.FromSeed(0).Derive("data").Normal(0, first);
        var other = SeedStream.FromSeed(what == "seed" ? 1 : 0).Derive(what == "name" ? "latent" : "data");
        other.Normal(what == "step" ? 1 : 0, second);

        var correlation = first.Zip(second, (x, y) => (double)x * y).Average();
        Assert.That(correlation, Is.Zero.Within(0.0127));
    }

    // Cosine and sine of one Box-Muller pair stand 16 values apart; the tolerance is that of the test above.
    [TestCase(1)]
    [TestCase(16)]
    [TestCase(32)]
    [TestCase(64)]
    public void Normal_WithinAStream_IsUncorrelatedAtLag(int lag)
    {
        var values = Draw(100_000 + lag, (stream, span) => stream.Normal(0, span));

        Assert.That(values.Skip(lag).Zip(values, (x, y) => (double)x * y).Average(), Is.Zero.Within(0.0127));
        Assert.That(
            values.Skip(lag).Zip(values, (x, y) => ((double)x * x - 1) * ((double)y * y - 1)).Average(), Is.Zero.Within(0.0253),
            "variances: the product of two independent squares minus one has standard deviation 2");
    }

    // Chi-square with 9 degrees of freedom exceeds 27.9 with probability 0.001.
    [Test]
    public void Integers_BelowTen_AreEquallyFrequent()
    {
        var values = new int[100_000];
        SeedStream.FromSeed(0).Derive("digits").Integers(0, 10, values);

        Assert.That(values, Has.All.InRange(0, 9));
        Assert.That(values.CountBy(x => x).Sum(pair => Math.Pow(pair.Value - 10_000, 2) / 10_000), Is.LessThan(27.9));
    }

    [Test]
    public void Integers_OfTheWidestRange_AreNotNegative()
    {
        var values = new int[1_000];
        SeedStream.FromSeed(0).Integers(0, int.MaxValue, values);

        Assert.That(values, Has.All.InRange(0, int.MaxValue - 1));
        Assert.That(values.Max(), Is.GreaterThan(2_000_000_000), "0.931^1000 = 1e-31 is the chance to miss the top 7 %");
    }

    [Test]
    public void Arguments_OutOfRange_AreRefused()
    {
        var stream = SeedStream.FromSeed(0);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(() => SeedStream.FromSeed(-1), Throws.InstanceOf<ArgumentOutOfRangeException>());
            Assert.That(() => stream.Derive(""), Throws.ArgumentException);
            Assert.That(() => stream.Normal(-1, new float[1]), Throws.InstanceOf<ArgumentOutOfRangeException>());
            Assert.That(() => stream.Uniform(-1, new float[1]), Throws.InstanceOf<ArgumentOutOfRangeException>());
            Assert.That(() => stream.Integers(-1, 1, new int[1]), Throws.InstanceOf<ArgumentOutOfRangeException>());
            Assert.That(() => stream.Integers(0, 0, new int[1]), Throws.InstanceOf<ArgumentOutOfRangeException>());
        }
    }

    private delegate void Drawing(SeedStream stream, Span<float> values);

    private static float[] Draw(int count, Drawing draw)
    {
        var values = new float[count];
        draw(SeedStream.FromSeed(0).Derive("use"), values);
        return values;
    }

    // The documented key derivation, written out again: SHA-256 over the parent key (seed 0: eight zero bytes) and the name.
    private static ulong KeyOf(string name) =>
        BitConverter.ToUInt64(SHA256.HashData([0, 0, 0, 0, 0, 0, 0, 0, .. Encoding.UTF8.GetBytes(name)]));

    private static bool IsCosine(int index) => index / 16 % 2 == 0;

    private static (uint Radius, uint Angle) WordsOf(ulong key, ulong step, int index)
    {
        var (word0, word1, word2, word3) = Philox4x32.Block(key, (ulong)((index / 64 * 16) + (index % 16)), step);
        return index % 64 < 32 ? (word0, word1) : (word2, word3);
    }

    private static float PlainNormal(ulong key, ulong step, int index)
    {
        var (radiusWord, angleWord) = WordsOf(key, step, index);

        var uniform = (int)((radiusWord >> 1) | 1) * MathF.ScaleB(1, -31);
        var exponent = 0;
        while (uniform < 0.70710677f)
        {
            uniform *= 2;
            exponent--;
        }

        var f = uniform - 1;
        var s = f / (2 + f);
        var z = s * s;
        var series = MathF.FusedMultiplyAdd(-4f / 9, z, -4f / 7);
        series = MathF.FusedMultiplyAdd(series, z, -4f / 5);
        series = MathF.FusedMultiplyAdd(series, z, -4f / 3);
        series = MathF.FusedMultiplyAdd(series, z, -4f);
        var radius = MathF.Sqrt(MathF.FusedMultiplyAdd(exponent, (float)(-2 * Math.Log(2)), s * series));

        var t = (int)(angleWord << 2) * MathF.ScaleB(1, -31);
        var square = t * t;
        var sine = Coefficient(9);
        foreach (var power in (int[])[7, 5, 3, 1])
            sine = MathF.FusedMultiplyAdd(sine, square, Coefficient(power));
        sine *= t;
        var cosine = Coefficient(10);
        foreach (var power in (int[])[8, 6, 4, 2, 0])
            cosine = MathF.FusedMultiplyAdd(cosine, square, Coefficient(power));

        var reflected = (angleWord & 0x4000_0000) != 0;
        var size = IsCosine(index) != reflected ? cosine : sine;
        return radius * ((angleWord & 0x8000_0000) != 0 ? -size : size);
    }

    // ±(π/4)^power / power!, alternating: the Taylor coefficients of sine (odd) and cosine (even).
    private static float Coefficient(int power)
    {
        var size = 1.0;
        for (var i = 1; i <= power; i++)
            size *= Math.PI / 4 / i;
        return (float)(power / 2 % 2 == 0 ? size : -size);
    }

    private static double KolmogorovDistance(float[] values, Func<double, double> distribution)
    {
        var sorted = values.Order().ToArray();
        var widest = sorted.Select(
            (x, i) => Math.Max(
                Math.Abs(distribution(x) - ((double)i / sorted.Length)), Math.Abs(distribution(x) - ((i + 1.0) / sorted.Length)))).Max();
        return Math.Sqrt(sorted.Length) * widest;
    }

    // Φ(x) by Simpson's rule from 0; the error at step 0.01 and below is under 1e-10.
    private static double NormalDistribution(double x)
    {
        var intervals = 2 * (int)Math.Ceiling(Math.Abs(x) * 50 + 1);
        var width = x / intervals;
        var sum = 0.0;
        for (var i = 0; i <= intervals; i++)
        {
            var weight = i == 0 || i == intervals ? 1 : i % 2 == 1 ? 4 : 2;
            sum += weight * Math.Exp(-i * width * i * width / 2);
        }

        return 0.5 + (sum * width / 3 / Math.Sqrt(2 * Math.PI));
    }

    [Test]
    public void Permutation_HoldsEveryNumberOnce_AndPutsEachAnywhere()
    {
        var stream = SeedStream.FromSeed(3);
        var sum = 0.0;
        for (var step = 0; step < 400; step++)
        {
            var order = stream.Permutation(step, 10);
            Assert.That(order, Is.EquivalentTo(Enumerable.Range(0, 10)));
            sum += Array.IndexOf(order, 0);
        }

        // The place of 0 is uniform over 0..9: mean 4.5, standard deviation 2.87 / 20 over 400 draws; five of them.
        Assert.That(sum / 400, Is.EqualTo(4.5).Within(0.72));
    }

    [Test]
    public void Categories_FollowTheirWeights_AndNeverTakeAnImpossibleOne()
    {
        var values = new int[10_000];

        SeedStream.FromSeed(3).Categories(0, [0.2, 0, 0.5, 0.3, 0], values);

        // Five standard deviations of a count: 5 sqrt(10,000 p (1 - p)) is at most 250.
        using (Assert.EnterMultipleScope())
        {
            Assert.That(values.Count(value => value == 0), Is.EqualTo(2000).Within(200));
            Assert.That(values.Count(value => value == 2), Is.EqualTo(5000).Within(250));
            Assert.That(values.Count(value => value == 3), Is.EqualTo(3000).Within(230));
            Assert.That(values, Has.None.EqualTo(1).And.None.EqualTo(4));
        }
    }
}

using GanBench.Numerics;
using GanBench.Randomness;
using GanBench.Tests.Goldens;

namespace GanBench.Tests.Metrics;

/// <summary>Samples for tests.</summary>
internal static class Points
{
    /// <summary>Standard normal samples; another set for every name and step.</summary>
    public static Samples Normal(string name, int count, int dimension, long step = 0)
    {
        var values = new float[count * dimension];
        SeedStream.FromSeed(2).Derive(name).Normal(step, values);
        return new(values, dimension);
    }

    /// <summary>Samples written out, d numbers each.</summary>
    public static Samples Of(int dimension, params float[] values) => new(values, dimension);

    /// <summary>Every number changed, with its axis known.</summary>
    public static Samples Map(this Samples samples, Func<float, int, float> change) =>
        new(samples.Values.ToArray().Select((value, place) => change(value, place % samples.Dimension)).ToArray(), samples.Dimension);

    /// <summary>The samples in opposite order.</summary>
    public static Samples Reversed(this Samples samples) =>
        new(Enumerable.Range(0, samples.Count).Reverse().SelectMany(i => samples[i].ToArray()).ToArray(), samples.Dimension);

    /// <summary>The samples, then all of them once more, and so on.</summary>
    public static Samples Repeated(this Samples samples, int times) =>
        new(Enumerable.Range(0, times).SelectMany(_ => samples.Values.ToArray()).ToArray(), samples.Dimension);

    /// <summary>The same with one number of one sample changed.</summary>
    public static Samples With(this Samples samples, int place, float value)
    {
        var values = samples.Values.ToArray();
        values[place] = value;
        return new(values, samples.Dimension);
    }

    /// <summary>The golden's 96 samples in four dimensions: <c>real</c>, <c>fake</c>, or its 16 <c>directions</c>.</summary>
    public static Samples InGolden(string name) => new(
        Golden.Read(name).Part.EnumerateArray().Select(element => element.GetSingle()).ToArray(), Golden.Read("d").Part.GetInt32());

    /// <summary>A number that the golden has beside them.</summary>
    public static double NumberInGolden(string name) => Golden.Read(name).Part.GetDouble();
}

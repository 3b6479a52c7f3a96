using System.Collections.Immutable;
using GanBench.Datasets;
using GanBench.Records;
using GanBench.Training.Networks;

namespace GanBench.Training.Judges;

/// <summary>A judge's catalogue entry. Its weights and facts are committed beside this file and belong to the program.</summary>
/// <param name="Name">Name and version; part of a run's identity. Weights that change need a new version.</param>
/// <param name="Dataset">Name of the dataset, of one channel, whose images it learns from.</param>
/// <param name="Recipe">How it is trained.</param>
public sealed record KnownJudge(string Name, string Dataset, JudgeRecipe Recipe)
{
    /// <summary>File name of its weights.</summary>
    internal string WeightsFileName => $"{Name}.weights";

    /// <summary>File name of its facts.</summary>
    internal string FactsFileName => $"{Name}.json";

    /// <summary>The judge with its committed weights.</summary>
    /// <exception cref="DataUnavailableException">The weights are not beside the program, or are not what they must be.</exception>
    public Judge Open() => Open(KnownJudges.Folder);

    /// <summary>The committed facts, which are part of the program.</summary>
    public JudgeReport Facts() => JudgeReport.FromJson(
        FactsText() ?? throw new InvalidOperationException($"Bug in GanBench: the facts of the judge {Name} are not part of the program."));

    /// <summary>The committed facts as they were written; null while none are committed.</summary>
    internal string? FactsText()
    {
        using var resource = typeof(KnownJudge).Assembly.GetManifestResourceStream($"judges/{FactsFileName}");
        if (resource is null) return null;
        using var reader = new StreamReader(resource);
        return reader.ReadToEnd();
    }

    /// <summary>Trains it from nothing and tests it.</summary>
    /// <param name="locations">Where the images are found.</param>
    /// <param name="threads">Threads that a large product may use, at least 1; they change no bit.</param>
    /// <param name="notices">Told about downloads; may be null.</param>
    /// <param name="progress">Told the share of the training that is done; may be null.</param>
    /// <param name="cancellation">Stops between two steps.</param>
    /// <exception cref="DataUnavailableException">The images are not here and cannot be had.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public TrainedJudge Train(
        DataLocations locations, int threads, IProgress<string>? notices, IProgress<double>? progress, CancellationToken cancellation)
    {
        var images = Images(locations, notices, cancellation);
        set_num_threads(threads);
        try
        {
            var weights = Recipe.Train(Judge.Network, images, progress, cancellation);
            return new TrainedJudge(this, WeightsFile.Content(weights), JudgeReport.Of(this, weights, images));
        }
        finally
        {
            set_num_threads(1);
        }
    }

    /// <summary>The judge with weights from a folder.</summary>
    internal Judge Open(string folder)
    {
        var facts = Facts().Facts;
        try
        {
            return new Judge(WeightsFile.Read(Path.Combine(folder, WeightsFileName), Judge.Network.Layout.Count, facts.WeightsDigest), facts);
        }
        catch (InvalidDataException error)
        {
            throw new DataUnavailableException(
                $"The judge {Name} cannot be used: {error.Message} Restore the file from the GanBench release or repository " +
                $"(src/GanBench.Training/Judges/{WeightsFileName}) and build again; scores of other weights would compare with nobody's.");
        }
    }

    /// <summary>Its training images.</summary>
    internal LabelledImages Images(DataLocations locations, IProgress<string>? progress, CancellationToken cancellation) =>
        KnownDatasets.All.Single(dataset => dataset.Name == Dataset).Default.Open(locations, progress, cancellation) switch
        {
            MnistData mnist => new MnistImages(mnist),
            GlyphData => new GlyphImages(),
            var other => throw new InvalidOperationException($"Bug in GanBench: no judge learns from {other.GetType().Name}."),
        };
}

/// <summary>A judge that was just trained.</summary>
/// <param name="Known">Its definition.</param>
/// <param name="Weights">Content of its weights file.</param>
/// <param name="Facts">What is known of it.</param>
public sealed record TrainedJudge(KnownJudge Known, ReadOnlyMemory<byte> Weights, JudgeReport Facts)
{
    /// <summary>How it differs from what is committed; null when weights and facts are the same bytes.</summary>
    public string? Difference()
    {
        if (Known.FactsText() is not { } text) return "nothing is committed yet.";
        if (Facts.ToJson() == text) return null;
        var committed = Known.Facts();
        return committed.WeightsDigest == Facts.WeightsDigest
            ? $"the weights are the same, but not what is told of them in {Known.FactsFileName}."
            : $"the committed weights have the SHA-256 {committed.WeightsDigest} and were trained by {committed.Engine}. Other weights are another judge: raise the version in its name.";
    }

    /// <summary>Writes weights and facts; each file is whole or not there.</summary>
    /// <param name="folder">Gets the files; made when it is not there.</param>
    public void Write(string folder)
    {
        WholeFile.Write(Path.Combine(folder, Known.WeightsFileName), Weights.Span);
        WholeFile.Write(Path.Combine(folder, Known.FactsFileName), Facts.ToJson());
    }
}

/// <summary>Every judge.</summary>
public static class KnownJudges
{
    /// <summary>All entries, in the order lists show them.</summary>
    public static ImmutableArray<KnownJudge> All { get; } =
    [
        new("mnist-conv-v1", "mnist", new JudgeRecipe(Steps: 10_000, DigitsPerStep: 128, NonDigitsPerStep: 30, LearningRate: 2e-3, MostShift: 2)),
        new("glyphs-conv-v1", "glyphs", new JudgeRecipe(Steps: 4000, DigitsPerStep: 128, NonDigitsPerStep: 30, LearningRate: 2e-3, MostShift: 2)),
    ];

    /// <summary>Where the committed weights lie beside the program.</summary>
    public static string Folder => Path.Combine(AppContext.BaseDirectory, "Judges");

    /// <summary>The judge of a name.</summary>
    /// <param name="name">Name and version.</param>
    /// <exception cref="ArgumentException">There is none of this name.</exception>
    public static KnownJudge Find(string name) =>
        All.FirstOrDefault(known => known.Name == name)
        ?? throw new ArgumentException($"There is no judge \"{name}\". Known: {string.Join(", ", All.Select(known => known.Name))}.", nameof(name));
}

using GanBench.Datasets;
using GanBench.Files;

namespace GanBench.Judges;

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

    /// <summary>Begins to train it from nothing.</summary>
    /// <param name="locations">Where the images are found.</param>
    /// <param name="notices">Told about downloads; may be null.</param>
    /// <param name="cancellation">Stops a download.</param>
    /// <exception cref="DataUnavailableException">The images are not here and cannot be had.</exception>
    public JudgeTraining StartTraining(DataLocations locations, IProgress<string>? notices, CancellationToken cancellation) =>
        new(this, Images(locations, notices, cancellation));

    /// <summary>The judge with weights from a folder.</summary>
    internal Judge Open(string folder)
    {
        var facts = Facts().Facts;
        try
        {
            return new Judge(
                WeightsFile.Read(Path.Combine(folder, WeightsFileName), Judge.Network.Layout.Count, facts.WeightsDigest), facts);
        }
        catch (InvalidDataException error)
        {
            throw new DataUnavailableException(
                $"The judge {Name} cannot be used: {error.Message} Restore the file from the GanBench release or repository " +
                $"(src/GanBench.Judges/{WeightsFileName}) and build again; scores of other weights would compare with nobody's.");
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

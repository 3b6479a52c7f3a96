using GanBench.Datasets;
using GanBench.Experiments;
using GanBench.Training.Judges;

namespace GanBench.Training;

/// <summary>A dataset that is ready for runs: its files read, its judge there. Opening takes long, so it is kept from run to run.</summary>
/// <param name="Choice">What was opened.</param>
/// <param name="Definition">The dataset.</param>
/// <param name="Data">Gives training batches.</param>
/// <param name="Recogniser">Sorts generated samples into modes.</param>
public sealed record OpenedDataset(Choice Choice, Dataset Definition, TrainingData Data, ModeRecogniser Recogniser)
{
    /// <summary>Whether this is the dataset that another choice names.</summary>
    /// <param name="other">Name, version and parameters.</param>
    public bool Is(Choice other) => Choice.Name == other.Name && Choice.Version == other.Version && Choice.Parameters.SequenceEqual(other.Parameters);

    /// <summary>Reads or downloads the files, and trains the judge when it is not kept yet.</summary>
    /// <param name="choice">The dataset's name and parameters.</param>
    /// <param name="locations">Where data and judges are found.</param>
    /// <param name="progress">Told what takes long, one sentence at a time; may be null.</param>
    /// <param name="cancellation">Stops a download.</param>
    /// <exception cref="DataUnavailableException">The files are not here and cannot be had.</exception>
    public static OpenedDataset Open(Choice choice, DataLocations locations, IProgress<string>? progress, CancellationToken cancellation)
    {
        var dataset = KnownDatasets.Create(choice);
        var data = dataset.Open(locations, progress, cancellation);
        return new OpenedDataset(choice, dataset, data, ModeRecogniser.For(dataset, data, locations, progress));
    }
}

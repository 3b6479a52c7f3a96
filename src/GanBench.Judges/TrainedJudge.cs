using GanBench.Files;

namespace GanBench.Judges;

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
            : $"the committed weights have the SHA-256 {committed.WeightsDigest} and were trained by {committed.Engine}. Other weights "
                + "are another judge: raise the version in its name.";
    }

    /// <summary>Writes weights and facts; each file is whole or not there.</summary>
    /// <param name="folder">Gets the files; made when it is not there.</param>
    public void Write(string folder)
    {
        WholeFile.Write(Path.Combine(folder, Known.WeightsFileName), Weights.Span);
        WholeFile.Write(Path.Combine(folder, Known.FactsFileName), Facts.ToJson());
    }
}

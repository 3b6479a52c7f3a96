namespace GanBench.Experiments.Profiles;

/// <summary>Whether hidden layers are normalised over the batch, and by which statistics when nothing is trained.</summary>
public enum BatchNormalisation
{
    /// <summary>They are not.</summary>
    None,

    /// <summary>By the batch at hand, in evaluations too.</summary>
    Batch,

    /// <summary>
    /// By the batch at hand in training, by running averages over training in evaluations: where samples are drawn, and a discriminator's
    /// accuracy is measured.
    /// </summary>
    Population,
}

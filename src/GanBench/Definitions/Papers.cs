namespace GanBench.Definitions;

/// <summary>The papers that more than one definition comes from.</summary>
public static class Papers
{
    /// <summary>Unrolled GANs: the ring of eight Gaussians, and stacked MNIST with its counts of labels.</summary>
    public static Citation UnrolledGan { get; } = new(
        "Unrolled Generative Adversarial Networks", "Metz, Poole, Pfau, Sohl-Dickstein", 2016, "1611.02163");

    /// <summary>VEEGAN: modes and high-quality samples of mixtures.</summary>
    public static Citation Veegan { get; } = new(
        "VEEGAN: Reducing Mode Collapse in GANs using Implicit Variational Learning",
        "Srivastava, Valkov, Russell, Gutmann, Sutton", 2017, "1705.07761");

    /// <summary>PacGAN: the reverse KL divergence of mode shares.</summary>
    public static Citation PacGan { get; } = new(
        "PacGAN: The power of two samples in generative adversarial networks", "Lin, Khetan, Fanti, Oh", 2017, "1712.04086");

    /// <summary>Precision and recall by nearest neighbours.</summary>
    public static Citation PrecisionRecall { get; } = new(
        "Improved Precision and Recall Metric for Assessing Generative Models",
        "Kynkäänniemi, Karras, Laine, Lehtinen, Aila", 2019, "1904.06991");

    /// <summary>Density and coverage.</summary>
    public static Citation DensityCoverage { get; } = new(
        "Reliable Fidelity and Diversity Metrics for Generative Models", "Naeem, Oh, Uh, Choi, Yoo", 2020, "2002.09797");
}

using GanBench.Definitions;
using GanBench.Experiments.Profiles;
using GanBench.Training.Networks;

namespace GanBench.Training.Techniques;

/// <summary>Each layer of the discriminator multiplies with its weights divided by their largest singular value.</summary>
/// <remarks>
/// W_SN = W / σ(W), σ(W) ≈ u W v^T with unit vectors from a power iteration: v ← u W^T / |u W^T|, u ← v W / |v W|, with W [inputs,
/// outputs]. u is kept from update to update. More in docs/techniques/spectral-norm.md.
/// </remarks>
public sealed record SpectralNorm : Technique
{
    /// <inheritdoc/>
    public override string Summary => "The discriminator's weights are divided by their largest singular value.";

    /// <inheritdoc/>
    public override Citation Source => new(
        "Spectral Normalization for Generative Adversarial Networks", "Miyato, Kataoka, Koyama, Yoshida", 2018, "1802.05957");

    /// <inheritdoc/>
    public override Changes Changes => new()
    {
        Settings = SettingLayers.None.Add("discriminator.batch-normalisation", "none"),
        DiscriminatorWeights = new Normalised(),
    };

    private sealed record Normalised : WeightRule
    {
        /// <summary>Added to lengths that are divided by, as in the authors' code: a zero vector stays zero.</summary>
        private const double Epsilon = 1e-12;

        public override ParameterBlock Memory(string layer, int inputs, int outputs) =>
            new($"{layer}.u", [1, outputs], new UnitVector(), Trained: false);

        public override Tensor Apply(Tensor weight, Tensor memory)
        {
            var (u, v) = Iterate(weight.detach(), memory.detach());
            var sigma = v.bmm(weight).bmm(u.transpose(1, 2));                  // [R, 1, 1]
            return weight / sigma;                                             // [R, inputs, outputs]
        }

        public override void Refresh(Tensor weight, Tensor memory) => memory.copy_(Iterate(weight, memory).U);

        private static (Tensor U, Tensor V) Iterate(Tensor weight, Tensor u)
        {
            var v = Unit(u.bmm(weight.transpose(1, 2)));                       // [R, 1, inputs]
            return (Unit(v.bmm(weight)), v);                                   // [R, 1, outputs]
        }

        private static Tensor Unit(Tensor vector) => vector / (vector.norm(dim: 2, keepdim: true) + Epsilon);
    }
}

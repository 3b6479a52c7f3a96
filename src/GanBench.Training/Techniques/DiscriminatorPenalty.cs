namespace GanBench.Training.Techniques;

/// <summary>What is added to the discriminator's loss.</summary>
/// <param name="discriminator">What is shown, shape [R, B, d], to logits of shape [R, B].</param>
/// <param name="real">What is shown of real samples, shape [R, B, d].</param>
/// <param name="fake">What is shown of generated samples, shape [R, B, d].</param>
/// <param name="noise">The technique's own random numbers for this update.</param>
/// <returns>Shape [R].</returns>
public delegate Tensor DiscriminatorPenalty(Func<Tensor, Tensor> discriminator, Tensor real, Tensor fake, Noise noise);

using static BitTorch.torch;

namespace BitTorch.Autograd;

/// <summary>
/// The gradient rule of an operation with one output. It must not capture tensors for their elements: <see cref="Saved"/> does that.
/// </summary>
/// <param name="gradient">Gradient with respect to the output, in the output's shape.</param>
/// <param name="input">Which input the gradient is wanted for.</param>
/// <returns>The gradient in that input's shape, made from differentiable operations.</returns>
internal delegate Tensor GradientRule(Tensor gradient, int input);

/// <summary>The gradient rule of an operation with one output, as a static function of what the operation saved.</summary>
/// <typeparam name="TSaved">One value or a tuple.</typeparam>
/// <param name="saved">What was saved when the operation was recorded.</param>
/// <param name="gradient">Gradient with respect to the output, in the output's shape.</param>
/// <param name="input">Which input the gradient is wanted for.</param>
/// <returns>The gradient in that input's shape, made from differentiable operations.</returns>
internal delegate Tensor GradientRule<TSaved>(TSaved saved, Tensor gradient, int input);

using BitTorch.Autograd;

namespace BitTorch;

public static partial class torch
{
    /// <summary>Turns off the recording of gradients on this thread until the result is disposed.</summary>
    public static IDisposable no_grad() => GradientMode.Set(false);

    /// <summary>Turns the recording of gradients on this thread on or off until the result is disposed.</summary>
    /// <param name="enabled">Whether operations are recorded.</param>
    public static IDisposable enable_grad(bool enabled = true) => GradientMode.Set(enabled);

    /// <summary>Whether operations are recorded on this thread.</summary>
    public static bool is_grad_enabled() => GradientMode.IsRecording;
}

namespace BitTorch.Autograd;

/// <summary>Whether this thread records operations for gradients; on unless <see cref="torch.no_grad"/> turned it off.</summary>
internal static class GradientMode
{
    [ThreadStatic]
    private static bool off;

    internal static bool IsRecording => !off;

    /// <summary>Sets the mode until the result is disposed.</summary>
    internal static Restorer Set(bool recording)
    {
        var restorer = new Restorer(off);
        off = !recording;
        return restorer;
    }

    /// <summary>Puts the former mode back.</summary>
    internal sealed class Restorer(bool formerlyOff) : IDisposable
    {
        private bool done;

        public void Dispose()
        {
            if (!done) off = formerlyOff;
            done = true;
        }
    }
}

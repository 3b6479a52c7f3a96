namespace BitTorch;

/// <summary>Owns the tensors that are made while it is the innermost scope of its thread, and disposes them with itself.</summary>
/// <remarks>Scopes nest strictly: dispose the inner one first. Make one with <see cref="torch.NewDisposeScope"/>.</remarks>
public sealed class DisposeScope : IDisposable
{
    [ThreadStatic]
    private static DisposeScope? innermost;

    private static readonly List<torch.Tensor> None = [];

    /// <summary>The emptied lists of closed scopes: a training step registers its tensors in the lists of the step before.</summary>
    [ThreadStatic]
    private static Stack<List<torch.Tensor>>? spareLists;

    private readonly DisposeScope? outer;
    private List<torch.Tensor> tensors;
    private int cleanAt = 256;
    private bool closed;

    private DisposeScope(DisposeScope? outer)
    {
        this.outer = outer;
        tensors = (spareLists ??= []).TryPop(out var spare) ? spare : [];
    }

    /// <summary>Number of tensors that this scope will dispose.</summary>
    public int DisposablesCount => tensors.Count(Owns);

    internal static DisposeScope Open() => innermost = new DisposeScope(innermost);

    internal static void Register(torch.Tensor tensor) => innermost?.Add(tensor);

    /// <summary>Hands a tensor to the enclosing scope, or to nobody when this is the outermost.</summary>
    /// <param name="disposable">A tensor that this scope owns; anything else is left as it is.</param>
    /// <returns>The same object.</returns>
    public T MoveToOuter<T>(T disposable)
        where T : IDisposable
    {
        if (disposable is torch.Tensor tensor && Owns(tensor))
        {
            tensor.Scope = null;
            outer?.Add(tensor);
        }

        return disposable;
    }

    /// <summary>Takes a tensor out of the care of scopes: whoever holds it disposes it.</summary>
    /// <param name="disposable">A tensor that this scope owns; anything else is left as it is.</param>
    /// <returns>The same object.</returns>
    public T Detach<T>(T disposable)
        where T : IDisposable
    {
        if (disposable is torch.Tensor tensor && Owns(tensor))
        {
            tensor.Scope = null;
        }

        return disposable;
    }

    /// <summary>Disposes the tensors that are still in its care.</summary>
    /// <exception cref="InvalidOperationException">An inner scope is still open, or another thread opened this one.</exception>
    public void Dispose()
    {
        if (closed)
        {
            return;
        }

        if (innermost != this)
        {
            throw new InvalidOperationException(IsOpenHere()
                ? "A dispose scope was closed before a scope inside it; close the inner one first."
                : "A dispose scope was closed on another thread; close it on the thread that opened it.");
        }

        closed = true;
        innermost = outer;
        var list = tensors;
        tensors = None;
        foreach (var tensor in list)
        {
            if (Owns(tensor))
            {
                tensor.Dispose();
            }
        }

        list.Clear();
        (spareLists ??= []).Push(list);
    }

    private bool IsOpenHere()
    {
        for (var scope = innermost; scope is not null; scope = scope.outer)
        {
            if (scope == this)
            {
                return true;
            }
        }

        return false;
    }

    private bool Owns(torch.Tensor tensor) => tensor.Scope == this;

    private void Add(torch.Tensor tensor)
    {
        // A scope around a long loop would otherwise remember every tensor that the loop disposed.
        if (tensors.Count >= cleanAt)
        {
            tensors.RemoveAll(other => !Owns(other));
            cleanAt = Math.Max(cleanAt, 2 * tensors.Count);
        }

        tensor.Scope = this;
        tensors.Add(tensor);
    }
}

using System.Runtime.CompilerServices;
using BitTorch.Devices.Cpu.Memory;
using BitTorch.Tensors;

namespace BitTorch;

public static partial class torch
{
    /// <summary>
    /// An n-dimensional array with strides, which may be a view of another's memory, and its place in the gradient graph.
    /// </summary>
    /// <remarks>
    /// A tensor belongs to the thread that made it. It is disposed by its scope (<see cref="NewDisposeScope"/>) or by hand; its
    /// memory then goes back to this thread's pool, or when the last gradient that needs it was taken or cannot be asked for any more.
    /// Every operation gives the same bits on every machine (see docs/decisions).
    /// </remarks>
    public sealed partial class Tensor : IDisposable
    {
        private readonly Storage storage;
        private readonly int offset;
        private bool disposed;

        private Tensor(Storage storage, int offset, long[] sizes, long[] strides, ScalarType elementType)
        {
            ElementType = elementType;
            Count = Shape.ElementCount(sizes);
            this.storage = storage.Share();
            this.offset = offset;
            Sizes = sizes;
            Strides = strides;
            DisposeScope.Register(this);
        }

        /// <summary>Shape; a copy that the caller may keep.</summary>
        public long[] shape => Alive().Sizes.AsSpan().ToArray();

        /// <summary>Number of dimensions.</summary>
        public long ndim => Alive().Rank;

        /// <summary>Element type; arithmetic is for float32 only.</summary>
        public ScalarType dtype => Alive().ElementType;

        /// <summary>Where it lives, always the CPU.</summary>
        public Device device
        {
            get
            {
                ThrowIfDisposed();
                return CPU;
            }
        }

        /// <summary>Whether it was disposed.</summary>
        public bool IsInvalid => disposed;

        internal ScalarType ElementType { get; }

        internal long[] Sizes { get; }

        internal long[] Strides { get; }

        /// <summary>The scope that will dispose it, if any.</summary>
        internal DisposeScope? Scope { get; set; }

        /// <summary>Number of changes in place of its memory, whichever view they came through.</summary>
        internal int Version => storage.Version;

        internal int Rank => Sizes.Length;

        internal int Count { get; }

        /// <summary>Whether nobody sees a change of its elements through another tensor.</summary>
        internal bool OwnsMemoryAlone => storage.IsUnshared && IsContiguous;

        internal bool IsContiguous => Shape.IsContiguous(Sizes, Strides);

        /// <summary>Number of dimensions.</summary>
        public long dim() => Alive().Rank;

        /// <summary>Number of elements.</summary>
        public long numel() => Alive().Count;

        /// <summary>Size of one dimension.</summary>
        /// <param name="dim">Dimension; negative counts from the end.</param>
        public long size(int dim) => Alive().Sizes[Shape.Dimension(nameof(size), dim, Rank)];

        /// <summary>Distance between neighbours along one dimension, in elements.</summary>
        /// <param name="dim">Dimension; negative counts from the end.</param>
        public long stride(int dim) => Alive().Strides[Shape.Dimension(nameof(stride), dim, Rank)];

        /// <summary>Whether elements lie in row-major order without gaps.</summary>
        public bool is_contiguous() => Alive().IsContiguous;

        /// <summary>The only element.</summary>
        /// <typeparam name="T">float, long or bool, as the element type; nothing is converted.</typeparam>
        /// <exception cref="ArgumentException">T is another type, or there is not exactly one element.</exception>
        public T item<T>()
            where T : unmanaged
        {
            ThrowIfDisposed();
            RequireReadableAs<T>(nameof(item));
            if (Count != 1)
            {
                throw new ArgumentException($"item: the tensor has shape {Shape.Text(Sizes)}; only a tensor of one element is one number.");
            }

            return data<T>().ToArray()[0];
        }

        /// <summary>The elements for reading, in row-major order.</summary>
        /// <typeparam name="T">float, long or bool, as the element type; nothing is converted.</typeparam>
        /// <exception cref="ArgumentException">T is another type.</exception>
        public TensorAccessor<T> data<T>()
            where T : unmanaged
        {
            ThrowIfDisposed();
            RequireReadableAs<T>(nameof(data));
            return new TensorAccessor<T>(this);
        }

        /// <summary>Hands the tensor to the scope around the innermost one.</summary>
        /// <returns>This tensor.</returns>
        public Tensor MoveToOuterDisposeScope()
        {
            Scope?.MoveToOuter(this);
            return this;
        }

        /// <summary>Takes the tensor out of the care of scopes; the caller disposes it.</summary>
        /// <returns>This tensor.</returns>
        public Tensor DetachFromDisposeScope()
        {
            Scope?.Detach(this);
            return this;
        }

        /// <summary>
        /// Gives the memory back once no view of it is left, and no gradient that needs it can be asked for. Disposing twice does nothing.
        /// </summary>
        public void Dispose()
        {
            if (!disposed)
            {
                disposed = true;
                Scope = null;
                storage.Release();
                LeaveGraph();
            }
        }

        /// <summary>A new contiguous tensor whose contents are undefined.</summary>
        internal static Tensor Empty(long[] sizes, ScalarType elementType = ScalarType.Float32) =>
            new(BufferPool.Rent(Shape.ElementCount(sizes)), 0, sizes, Shape.ContiguousStrides(sizes), elementType);

        /// <summary>A new contiguous tensor that holds one number everywhere.</summary>
        internal static Tensor Full(long[] sizes, float value)
        {
            var result = Empty(sizes);
            result.ContiguousSpan().Fill(value);
            return result;
        }

        /// <summary>Another look at the same memory.</summary>
        internal Tensor View(string operation, long[] sizes, long[] strides, long extraOffset = 0)
        {
            ThrowIfDisposed(operation);
            return new Tensor(storage, (int)(offset + extraOffset), sizes, strides, ElementType);
        }

        /// <summary>The memory from the first element on: strided access into it is the caller's business.</summary>
        internal Span<float> ElementsFromOffset(string operation)
        {
            ThrowIfDisposed(operation);
            return storage.Span[offset..];
        }

        /// <summary>All elements of a contiguous tensor.</summary>
        internal Span<float> ContiguousSpan() => storage.Span.Slice(offset, Count);

        /// <summary>Holds the memory for a gradient rule, whatever becomes of this handle.</summary>
        internal void KeepMemory() => storage.Share();

        /// <summary>Told by whoever changes elements in place.</summary>
        internal void CountChange() => storage.CountChange();

        /// <summary>Ends <see cref="KeepMemory"/>.</summary>
        internal void ReleaseMemory() => storage.Release();

        internal void ThrowIfDisposed([CallerMemberName] string operation = "")
        {
            if (disposed) throw WasDisposed(operation);
        }

        private ObjectDisposedException WasDisposed(string operation) =>
            new(nameof(Tensor), $"{operation}: the tensor of shape {Shape.Text(Sizes)} was disposed before.");

        /// <summary>What a handle's end means for the graph, of which this file knows nothing.</summary>
        partial void LeaveGraph();

        private Tensor Alive([CallerMemberName] string operation = "")
        {
            ThrowIfDisposed(operation);
            return this;
        }
    }
}

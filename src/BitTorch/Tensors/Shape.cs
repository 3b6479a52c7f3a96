namespace BitTorch.Tensors;

/// <summary>Arithmetic on shapes and strides, all counted in elements.</summary>
internal static class Shape
{
    /// <summary>
    /// Elements that a tensor can have, sizes of 0 counted as 1: any product of its sizes, and every offset, fits an int.
    /// </summary>
    internal const long LargestCount = 1 << 30;

    private const int SharedSlotBits = 10;

    [ThreadStatic]
    private static SharedSlot[]? shared;

    /// <summary>Sizes or strides as an array that tensors share; nobody writes to it.</summary>
    /// <remarks>
    /// A training step makes the same few shapes again and again. Slots come in pairs that hold one array each, the first the one that was
    /// made last, so a third shape pushes one out.
    /// </remarks>
    internal static long[] Shared(ReadOnlySpan<long> values)
    {
        var hash = (uint)values.Length;
        foreach (var value in values)
            hash = (hash ^ (uint)value) * 0x9E3779B1;
        var slots = (shared ??= new SharedSlot[1 << SharedSlotBits]).AsSpan((int)(hash >> (33 - SharedSlotBits)) * 2, 2);
        if (slots[0].Values is { } first && values.SequenceEqual(first)) return first;
        if (slots[1].Values is { } second && values.SequenceEqual(second)) return second;
        slots[1] = slots[0];
        return slots[0].Values = values.ToArray();
    }

    /// <exception cref="OverflowException">There are more than <see cref="LargestCount"/>.</exception>
    internal static int ElementCount(ReadOnlySpan<long> sizes)
    {
        var (count, withoutZeros) = (1L, 1L);
        foreach (var size in sizes)
        {
            if (size > LargestCount || (withoutZeros *= Math.Max(size, 1)) > LargestCount)
            {
                throw new OverflowException(
                    $"A tensor of shape {Text(sizes)} was asked for; BitTorch has at most {LargestCount} elements a tensor.");
            }

            count *= size;
        }

        return (int)count;
    }

    /// <summary>A copy of the sizes, none of which may be negative.</summary>
    internal static long[] Checked(string operation, ReadOnlySpan<long> sizes)
    {
        foreach (var size in sizes)
        {
            if (size < 0)
            {
                throw new ArgumentException($"{operation}: shape {Text(sizes)} has a negative size; every size must be 0 or more.");
            }
        }

        return Shared(sizes);
    }

    /// <summary>Strides of a row-major tensor.</summary>
    internal static long[] ContiguousStrides(ReadOnlySpan<long> sizes)
    {
        Span<long> strides = stackalloc long[sizes.Length];
        long stride = 1;
        for (var i = sizes.Length - 1; i >= 0; i--)
        {
            strides[i] = stride;
            stride *= sizes[i];
        }

        return Shared(strides);
    }

    /// <summary>Whether elements lie in row-major order without gaps; the stride of a dimension of size 1 does not matter.</summary>
    internal static bool IsContiguous(ReadOnlySpan<long> sizes, ReadOnlySpan<long> strides)
    {
        long expected = 1;
        for (var i = sizes.Length - 1; i >= 0; i--)
        {
            if (sizes[i] != 1 && strides[i] != expected)
            {
                return ElementCount(sizes) == 0;
            }

            expected *= sizes[i];
        }

        return true;
    }

    /// <summary>The common shape of two operands: aligned at the last dimension, where each size is equal or 1.</summary>
    /// <exception cref="ArgumentException">The shapes do not broadcast.</exception>
    internal static long[] Broadcast(string operation, long[] a, long[] b)
    {
        if (a.AsSpan().SequenceEqual(b))
        {
            return a;
        }

        var result = new long[Math.Max(a.Length, b.Length)];
        for (var i = 1; i <= result.Length; i++)
        {
            var left = i <= a.Length ? a[^i] : 1;
            var right = i <= b.Length ? b[^i] : 1;
            result[^i] = left == right || right == 1 ? left : left == 1 ? right : throw DoNotBroadcast(operation, a, b);
        }

        return result;
    }

    /// <summary>Turns a dimension counted from the end (negative) into one counted from the front.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
    internal static int Dimension(string operation, long dimension, int count)
    {
        if (dimension < -count || dimension >= count)
        {
            throw new ArgumentOutOfRangeException(
                nameof(dimension), dimension, count == 0
                    ? $"{operation}: the tensor has no dimensions, so there is no dimension {dimension}."
                    : $"{operation}: the tensor has {count} dimensions; use {-count} to {count - 1}.");
        }

        return (int)(dimension < 0 ? dimension + count : dimension);
    }

    /// <summary>The shape as people write it: <c>[8, 128, 2]</c>.</summary>
    internal static string Text(ReadOnlySpan<long> sizes) => "[" + string.Join(", ", sizes.ToArray()) + "]";

    private struct SharedSlot
    {
        internal long[]? Values;
    }

    private static ArgumentException DoNotBroadcast(string operation, long[] a, long[] b) => new(
        $"{operation}: shapes {Text(a)} and {Text(b)} do not broadcast; aligned at the last dimension, sizes must be equal or 1.");
}

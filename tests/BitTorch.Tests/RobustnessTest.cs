using BitTorch.Tests.Kernels;

namespace BitTorch.Tests;

/// <summary>Whatever a user asks for, the answer is a tensor of the right shape or an exception with a message: never a crash.</summary>
public sealed class RobustnessTest
{
    private static readonly long[] Sizes = [0, 1, 1, 2, 3, 4, 5, -1, -1, -2, -7, int.MaxValue, 1L << 31, 1L << 33, 1L << 62, long.MaxValue, long.MinValue];

    private static readonly Func<Tensor, Tensor>[] Unary =
    [
        x => -x, x => x.abs(), x => x.square(), x => x.sqrt(), x => x.rsqrt(), x => x.reciprocal(), x => x.exp(), x => x.log(), x => x.sin(), x => x.cos(), x => x.tanh(),
        x => x.sigmoid(), x => x.relu(), x => x.leaky_relu(0.1), x => x.softplus(), x => x.softplus(2), x => x.clamp(-1, 1), x => x.pow(3), x => x + 1, x => 1 - x, x => x * 2,
        x => 2 / x, x => x / 0, x => x.clone(), x => x.contiguous(), x => x.detach(), x => zeros_like(x), x => ones_like(x), x => x.add(x, double.NaN),
    ];

    private static readonly Func<Tensor, Tensor, Tensor>[] Binary =
    [
        (x, y) => x + y, (x, y) => x - y, (x, y) => x * y, (x, y) => x / y, (x, y) => x.maximum(y), (x, y) => minimum(x, y), (x, y) => x.add(y, 0.5),
    ];

    private static readonly Func<Tensor, Tensor, Tensor>[] InPlace =
        [(x, y) => x.add_(y), (x, y) => x.sub_(y), (x, y) => x.mul_(y), (x, y) => x.copy_(y), (x, y) => x.add_(y, 2)];

    // A fixed seed, so a failure repeats; the count makes about five seconds.
    [Test]
    public void PublicOperations_OnAnything_GiveTheRightShapeOrAMessage()
    {
        var random = new Lcg(15);
        var (answered, refused) = (0, 0);
        for (var i = 0; i < 100_000; i++)
        {
            using var scope = NewDisposeScope();
            var (x, y) = (Anything(random), Anything(random));
            var (what, run, expected) = Operation(random, x, y);
            var situation = $"case {i}: {what} on {Text(x.shape)} and {Text(y.shape)}";
            try
            {
                var result = run();
                Assert.That(result.shape, Is.EqualTo(expected), situation);
                Assert.That(result.data<float>().ToArray(), Has.Length.EqualTo(result.numel()), situation);
                if (x.requires_grad && result.requires_grad)
                {
                    var gradient = autograd.grad([result.square().sum()], [x], allow_unused: true)[0];
                    Assert.That(gradient.IsInvalid || gradient.shape.SequenceEqual(x.shape), $"{situation}: gradient");
                }

                answered++;
            }
            catch (Exception error) when (error is ArgumentException or InvalidOperationException or NotSupportedException or OverflowException)
            {
                Assert.That(expected, Is.Null, $"{situation} was refused: {error.Message}");
                Assert.That(error.Message, Is.Not.Empty, situation);
                refused++;
            }
        }

        Assert.That(answered, Is.GreaterThan(30_000));
        Assert.That(refused, Is.GreaterThan(15_000));
    }

    private static Tensor Anything(Lcg random)
    {
        var (x, _) = Dense.RandomStrided(random);
        return random.Next(12) switch
        {
            0 => x * float.NaN,
            1 => x * float.PositiveInfinity,
            2 when x.is_leaf => x.requires_grad_(),
            3 => x.clone().requires_grad_(),
            4 => x.clone().requires_grad_() * 2,
            5 => Dense.Spread(random, [2, 3, 4]).ToTensor().transpose(1, 2),
            6 => Dense.Spread(random, [2, 4, 3]).ToTensor(),
            7 => ones([1]).expand(1 + random.Next(3), 2_000),
            _ => x,
        };
    }

    /// <summary>A random operation with random arguments, and the shape that it must give; null when it must refuse.</summary>
    private static (string What, Func<Tensor> Run, long[]? Expected) Operation(Lcg random, Tensor x, Tensor y)
    {
        var shape = x.shape;
        var rank = shape.Length;
        long dim = random.Next(4) == 0 ? random.Pick(Sizes) : random.Next((2 * rank) + 1) - rank;
        var d = dim >= -rank && dim < rank ? (int?)(dim < 0 ? dim + rank : dim) : null;
        long[] sizes = [.. Enumerable.Range(0, random.Next(5)).Select(_ => random.Pick(Sizes))];
        var keepdim = random.Next(2) == 0;
        switch (random.Next(27))
        {
            case 0 or 1:
                var unary = random.Next(Unary.Length);
                return ($"unary {unary}", () => Unary[unary](x), shape);
            case 2 or 3:
                var binary = random.Next(Binary.Length);
                return ($"binary {binary}", () => Binary[binary](x, y), Dense.Broadcast(shape, y.shape));
            case 4:
                var inPlace = random.Next(InPlace.Length);
                var writable = !x.requires_grad && !y.requires_grad && !Repeats(x) && (Dense.Broadcast(shape, y.shape)?.SequenceEqual(shape) ?? false);
                return ($"in place {inPlace}", () => InPlace[inPlace](x, y), writable ? shape : null);
            case 5:
                return ($"sum {dim}", () => x.sum(dim: dim, keepdim), d is null ? null : Without(shape, [d.Value], keepdim));
            case 6:
                var dims = Distinct(sizes, rank);
                return ($"mean {Text(sizes)}", () => x.mean(sizes, keepdim), dims is null ? null : Without(shape, dims, keepdim));
            case 7:
                var extreme = Distinct(sizes, rank);
                return ($"amax {Text(sizes)}", () => x.amax(sizes), extreme is null || extreme.Any(e => shape[e] == 0) ? null : Without(shape, extreme, false));
            case 8:
                return ($"var {dim}", () => x.var(dim, keepdim: keepdim), d is null ? null : Without(shape, [d.Value], keepdim));
            case 9 when dim is >= int.MinValue and <= int.MaxValue:
                return ($"norm {dim}", () => x.norm((int)dim, keepdim), d is null ? null : Without(shape, [d.Value], keepdim));
            case 10:
                return ($"softmax {dim}", () => x.softmax(dim), d is null || shape[d.Value] == 0 ? null : shape);
            case 11:
                return ($"log_softmax {dim}", () => x.log_softmax(dim), d is null || shape[d.Value] == 0 ? null : shape);
            case 12:
                var (start, length) = (random.Pick(Sizes), random.Pick(Sizes));
                var inside = d is not null && start >= 0 && length >= 0 && (Int128)start + length <= shape[d.Value];
                return ($"narrow {dim}, {start}, {length}", () => x.narrow(dim, start, length), inside ? Dense.With(shape, d!.Value, length) : null);
            case 13:
                var adds = d is not null && sizes.All(size => size >= 0) && sizes.Aggregate((Int128)0, (sum, size) => sum + size) == shape[d.Value] && sizes.Length > 0;
                return ($"split {Text(sizes)}, {dim}", () => x.split(sizes, dim) is [.., var last] ? last : throw new ArgumentException("no pieces"), adds ? Dense.With(shape, d!.Value, sizes[^1]) : null);
            case 14:
                var other = random.Next(4) == 0 ? random.Pick(Sizes) : random.Next((2 * rank) + 1) - rank;
                var o = other >= -rank && other < rank ? (int?)(other < 0 ? other + rank : other) : null;
                return ($"transpose {dim}, {other}", () => x.transpose(dim, other), d is null || o is null ? null : Dense.With(Dense.With(shape, d.Value, shape[o.Value]), o.Value, shape[d.Value]));
            case 15:
                return ($"permute {Text(sizes)}", () => x.permute(sizes), Distinct(sizes, rank) is { } order && sizes.Length == rank ? [.. order.Select(e => shape[e])] : null);
            case 16:
                return ($"expand {Text(sizes)}", () => x.expand(sizes), Expanded(shape, sizes));
            case 17:
                return ($"reshape {Text(sizes)}", () => x.reshape(sizes), Reshaped(x.numel(), sizes));
            case 18:
                return ($"unsqueeze {dim}", () => x.unsqueeze(dim), dim < -rank - 1 || dim > rank ? null : Inserted(shape, (int)(dim < 0 ? dim + rank + 1 : dim)));
            case 19:
                return ($"squeeze {dim}", () => x.squeeze(dim), d is null ? null : shape[d.Value] == 1 ? Without(shape, [d.Value], false) : shape);
            case 20:
                var fits = rank == 3 && y.ndim == 3 && shape[0] == y.size(0) && shape[2] == y.size(1);
                return ("bmm", () => x.bmm(y), fits ? [shape[0], shape[1], y.size(2)] : null);
            case 21:
                return ("matmul", () => x.matmul(y), rank == 2 && y.ndim == 2 && shape[1] == y.size(0) ? [shape[0], y.size(1)] : null);
            case 22:
                var joins = d is not null && y.ndim == rank && Enumerable.Range(0, rank).All(e => e == d || shape[e] == y.size(e));
                return ($"cat {dim}", () => cat([x, y], dim), joins ? Dense.With(shape, d!.Value, shape[d.Value] + y.size(d.Value)) : null);
            case 23:
                var stacks = shape.SequenceEqual(y.shape) && dim >= -rank - 1 && dim <= rank;
                return ($"stack {dim}", () => stack([x, y], dim), stacks ? Dense.With(Inserted(shape, (int)(dim < 0 ? dim + rank + 1 : dim)), (int)(dim < 0 ? dim + rank + 1 : dim), 2) : null);
            case 24:
                var pairs = rank >= 2 && y.ndim == rank && shape.SkipLast(2).SequenceEqual(y.shape.SkipLast(2)) && shape[^1] == y.shape[^1] && shape[^1] < 1000;
                return ("cdist", () => shape is [.., > 1000] ? throw new ArgumentException("too much work") : cdist(x, y, p: 1), pairs ? [.. shape[..^1], y.shape[^2]] : null);
            case 25:
                return ($"full {Text(sizes)}", () => full(sizes, double.PositiveInfinity), sizes.All(size => size is >= 0 and <= 5) ? sizes : null);
            default:
                var triple = !x.requires_grad && !y.requires_grad && !Repeats(x) && shape.SequenceEqual(y.shape) && x.is_contiguous() && y.is_contiguous();
                return ("addcdiv_", () => x.addcdiv_(y, y, 0.5), triple ? shape : null);
        }
    }

    /// <summary>Dimensions from the front, all of them for none; null when one does not exist or appears twice.</summary>
    private static int[]? Distinct(long[] dims, int rank)
    {
        if (dims.Any(dim => dim < -rank || dim >= rank)) return null;
        int[] found = [.. dims.Select(dim => (int)(dim < 0 ? dim + rank : dim))];
        return found.Distinct().Count() < found.Length ? null : found.Length == 0 ? [.. Enumerable.Range(0, rank)] : found;
    }

    private static long[] Without(long[] shape, int[] dims, bool keepdim) =>
        keepdim ? [.. shape.Select((size, d) => dims.Contains(d) ? 1 : size)] : [.. shape.Where((_, d) => !dims.Contains(d))];

    private static long[] Inserted(long[] shape, int place) => [.. shape[..place], 1, .. shape[place..]];

    private static long[]? Expanded(long[] shape, long[] sizes)
    {
        var extra = sizes.Length - shape.Length;
        if (extra < 0) return null;
        long[] result = [.. sizes.Select((size, d) => size == -1 && d >= extra ? shape[d - extra] : size)];
        var fits = result.Select((size, d) => size >= 0 && (d < extra || shape[d - extra] == 1 || shape[d - extra] == size)).All(fit => fit);
        return fits && Product(result.Select(size => Math.Max(size, 1))) <= 1 << 30 ? result : null;
    }

    private static long[]? Reshaped(long count, long[] sizes)
    {
        if (sizes.Count(size => size < 0) > 1 || sizes.Any(size => size < -1)) return null;
        var unknown = Array.IndexOf(sizes, -1);
        var known = Product(sizes.Where(size => size != -1));
        long[] result = unknown < 0 ? sizes : Dense.With(sizes, unknown, known == 0 || known > count ? 0 : count / (long)known);
        return Product(result) == count && Product(result.Select(size => Math.Max(size, 1))) <= 1 << 30 ? result : null;
    }

    private static System.Numerics.BigInteger Product(IEnumerable<long> sizes) => sizes.Aggregate(System.Numerics.BigInteger.One, (product, size) => product * size);

    private static bool Repeats(Tensor tensor) =>
        tensor.numel() > 0 && Enumerable.Range(0, (int)tensor.ndim).Any(d => tensor.stride(d) == 0 && tensor.size(d) > 1);

    private static string Text(long[] sizes) => $"[{string.Join(", ", sizes)}]";
}

using System.Reflection;
using BitTorch.Tests.Kernels;

namespace BitTorch.Tests;

/// <summary>Whatever a user asks for, the answer is a tensor of the right shape or an exception with a message: never a crash.</summary>
public sealed class RobustnessTest
{
    private static readonly long[] Sizes = [0, 1, 1, 2, 3, 4, 5, -1, -1, -2, -7, int.MaxValue, 1L << 31, 1L << 33, 1L << 62, long.MaxValue, long.MinValue];

    private static readonly (string Name, Func<Tensor, Tensor> Run)[] Unary =
    [
        ("neg", x => -x), ("abs", x => x.abs()), ("square", x => x.square()), ("sqrt", x => x.sqrt()), ("rsqrt", x => x.rsqrt()), ("reciprocal", x => x.reciprocal()),
        ("exp", x => x.exp()), ("log", x => x.log()), ("sin", x => x.sin()), ("cos", x => x.cos()), ("tanh", x => x.tanh()), ("sigmoid", x => x.sigmoid()),
        ("relu", x => x.relu()), ("leaky_relu", x => x.leaky_relu(0.1)), ("softplus", x => x.softplus()), ("softplus", x => x.softplus(2)), ("clamp", x => x.clamp(-1, 1)),
        ("pow", x => x.pow(3)), ("pow", x => x.pow(0)), ("add", x => x + 1), ("sub", x => 1 - x), ("mul", x => x * 2), ("div", x => 2 / x), ("div", x => x / 0),
        ("add", x => x.add(x, double.NaN)), ("sign", x => x.sign()), ("isnan", x => x.isnan()), ("isfinite", x => x.isfinite()), ("tanh", x => nn.functional.tanh(x)),
        ("sigmoid", x => nn.functional.sigmoid(x)), ("relu", x => nn.functional.relu(x)), ("leaky_relu", x => nn.functional.leaky_relu(x)), ("softplus", x => nn.functional.softplus(x)),
    ];

    private static readonly (string Name, Func<Tensor, Tensor> Run)[] OfAnyType =
    [
        ("clone", x => x.clone()), ("contiguous", x => x.contiguous()), ("detach", x => x.detach()), ("zeros_like", x => zeros_like(x)), ("ones_like", x => ones_like(x)),
        ("flip", x => x.flip()), ("view", x => x.clone().view(x.shape)),
    ];

    private static readonly (string Name, Func<Tensor, Tensor, Tensor> Run)[] Binary =
    [
        ("add", (x, y) => x + y), ("sub", (x, y) => x - y), ("mul", (x, y) => x * y), ("div", (x, y) => x / y), ("maximum", (x, y) => x.maximum(y)), ("minimum", (x, y) => minimum(x, y)),
        ("maximum", maximum), ("add", (x, y) => x.add(y, 0.5)),
    ];

    private static readonly (string Name, bool Orders, Func<Tensor, Tensor, Tensor> Run, Func<Tensor, Scalar, Tensor> WithNumber)[] Comparisons =
    [
        ("gt", true, (x, y) => x > y, (x, y) => x > y), ("lt", true, (x, y) => x < y, (x, y) => x < y), ("ge", true, (x, y) => x >= y, (x, y) => x >= y),
        ("le", true, (x, y) => x <= y, (x, y) => x <= y), ("eq", false, (x, y) => x.eq(y), (x, y) => x.eq(y)), ("ne", false, (x, y) => x.ne(y), (x, y) => x.ne(y)),
        ("gt", true, (x, y) => x.gt(y), (x, y) => y > x), ("lt", true, (x, y) => x.lt(y), (x, y) => y < x), ("ge", true, (x, y) => x.ge(y), (x, y) => y >= x),
        ("le", true, (x, y) => x.le(y), (x, y) => y <= x),
    ];

    private static readonly (string Name, Func<Tensor, Tensor, Tensor> Run)[] InPlace =
    [
        ("add_", (x, y) => x.add_(y)), ("sub_", (x, y) => x.sub_(y)), ("mul_", (x, y) => x.mul_(y)), ("copy_", (x, y) => x.copy_(y)), ("add_", (x, y) => x.add_(y, 2)),
    ];

    private static readonly (string Name, Func<Tensor, Tensor> Run)[] InPlaceWithNumbers =
        [("add_", x => x.add_(1)), ("mul_", x => x.mul_(2)), ("fill_", x => x.fill_(3)), ("zero_", x => x.zero_())];

    private static readonly string[] MeantForGoodArguments = [nameof(tensor), nameof(zeros), nameof(ones), nameof(Tensor.requires_grad_), nameof(Tensor.MoveToOuterDisposeScope), nameof(Tensor.DetachFromDisposeScope)];

    // A fixed seed, so a failure repeats; the count makes about ten seconds.
    [Test]
    public void PublicOperations_OnAnything_GiveTheRightShapeOrAMessage()
    {
        var random = new Lcg(15);
        var (answered, refused) = (0, 0);
        var (right, wrong) = (new HashSet<string>(), new HashSet<string>());
        for (var i = 0; i < 250_000; i++)
        {
            using var scope = NewDisposeScope();
            var (x, y) = (Anything(random), Anything(random));
            var (name, what, run, expected) = Operation(random, x, y);
            var situation = $"case {i}: {name} {what} on {x.dtype} {Text(x.shape)} and {y.dtype} {Text(y.shape)}";
            try
            {
                var result = run();
                Assert.That(result.shape, Is.EqualTo(expected), situation);
                Assert.That(ElementsRead(result), Is.EqualTo(result.numel()), situation);
                if (x.requires_grad && result.requires_grad)
                {
                    var gradient = autograd.grad([result.square().sum()], [x], allow_unused: true)[0];
                    Assert.That(gradient.IsInvalid || gradient.shape.SequenceEqual(x.shape), $"{situation}: gradient");
                }

                right.Add(name);
                answered++;
            }
            catch (Exception error) when (error is ArgumentException or InvalidOperationException or NotSupportedException or OverflowException)
            {
                Assert.That(expected, Is.Null, $"{situation} was refused: {error.Message}");
                Assert.That(error.Message, Does.StartWith($"{name}: ").Or.StartsWith("A tensor of shape "), situation);
                wrong.Add(name);
                refused++;
            }
        }

        Assert.That(answered, Is.GreaterThan(75_000));
        Assert.That(refused, Is.GreaterThan(50_000));
        Assert.That(Operations().Except(right), Is.Empty, "never answered");
        Assert.That(Operations().Except(wrong).Except(OfAnyType.Select(operation => operation.Name)), Is.Empty, "never refused");
    }

    private static IEnumerable<string> Operations() => (
        from type in new[] { typeof(Tensor), typeof(torch), typeof(nn.functional) }
        from method in type.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly)
        where !method.IsSpecialName && (method.ReturnType == typeof(Tensor) || method.ReturnType == typeof(Tensor[]) || method.ReturnType == typeof((Tensor, Tensor)))
        select method.Name).Distinct().Except(MeantForGoodArguments);

    private static long ElementsRead(Tensor tensor) => tensor.dtype switch
    {
        ScalarType.Float32 => tensor.data<float>().ToArray().Length,
        ScalarType.Int64 => tensor.data<long>().ToArray().Length,
        _ => tensor.data<bool>().ToArray().Length,
    };

    private static Tensor Anything(Lcg random)
    {
        var (x, _) = Dense.RandomStrided(random);
        return random.Next(16) switch
        {
            8 => x > 0,
            9 => (x > 0).logical_not(),
            10 => (x * 4).to(int64),
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
    private static (string Name, string What, Func<Tensor> Run, long[]? Expected) Operation(Lcg random, Tensor x, Tensor y) => random.Next(4) switch
    {
        0 => Arithmetic(random, x, y),
        1 => Selection(random, x, y),
        2 => Layer(random, x, y),
        _ => Images(random),
    };

    private static (string Name, string What, Func<Tensor> Run, long[]? Expected) Arithmetic(Lcg random, Tensor x, Tensor y)
    {
        var shape = x.shape;
        var rank = shape.Length;
        long dim = random.Next(4) == 0 ? random.Pick(Sizes) : random.Next((2 * rank) + 1) - rank;
        var d = dim >= -rank && dim < rank ? (int?)(dim < 0 ? dim + rank : dim) : null;
        long[] sizes = [.. Enumerable.Range(0, random.Next(5)).Select(_ => random.Pick(Sizes))];
        var keepdim = random.Next(2) == 0;
        var (number, numbers) = (x.dtype == float32, x.dtype == float32 && y.dtype == float32);
        switch (random.Next(37))
        {
            case 0 or 1:
                var unary = random.Next(Unary.Length);
                return (Unary[unary].Name, $"{unary}", () => Unary[unary].Run(x), number ? shape : null);
            case 2 or 3:
                var binary = random.Next(Binary.Length);
                return (Binary[binary].Name, $"{binary}", () => Binary[binary].Run(x, y), numbers ? Dense.Broadcast(shape, y.shape) : null);
            case 4:
                var inPlace = random.Next(InPlace.Length);
                var writable = !x.requires_grad && !y.requires_grad && !Repeats(x) && (Dense.Broadcast(shape, y.shape)?.SequenceEqual(shape) ?? false);
                return (InPlace[inPlace].Name, $"{inPlace}", () => InPlace[inPlace].Run(x, y), writable && numbers ? shape : null);
            case 5:
                return ("sum", $"{dim}", () => x.sum(dim: dim, keepdim), d is null || !number ? null : Without(shape, [d.Value], keepdim));
            case 6:
                var dims = Distinct(sizes, rank);
                return ("mean", $"{Text(sizes)}", () => x.mean(sizes, keepdim), dims is null || !number ? null : Without(shape, dims, keepdim));
            case 7:
                var extreme = Distinct(sizes, rank);
                return ("amax", $"{Text(sizes)}", () => x.amax(sizes), !number || extreme is null || extreme.Any(e => shape[e] == 0) ? null : Without(shape, extreme, false));
            case 8:
                return ("var", $"{dim}", () => x.var(dim, keepdim: keepdim), d is null || !number ? null : Without(shape, [d.Value], keepdim));
            case 9 when dim is >= int.MinValue and <= int.MaxValue:
                return ("norm", $"{dim}", () => x.norm((int)dim, keepdim), d is null || !number ? null : Without(shape, [d.Value], keepdim));
            case 10:
                return ("softmax", $"{dim}", () => x.softmax(dim), !number || d is null || shape[d.Value] == 0 ? null : shape);
            case 11:
                return ("log_softmax", $"{dim}", () => x.log_softmax(dim), !number || d is null || shape[d.Value] == 0 ? null : shape);
            case 12:
                var (start, length) = (random.Pick(Sizes), random.Pick(Sizes));
                var inside = d is not null && start >= 0 && length >= 0 && (Int128)start + length <= shape[d.Value];
                return ("narrow", $"{dim}, {start}, {length}", () => x.narrow(dim, start, length), inside ? Dense.With(shape, d!.Value, length) : null);
            case 13:
                var adds = d is not null && sizes.All(size => size >= 0) && sizes.Aggregate((Int128)0, (sum, size) => sum + size) == shape[d.Value] && sizes.Length > 0;
                return ("split", $"{Text(sizes)}, {dim}", () => x.split(sizes, dim) is [.., var last] ? last : throw new ArgumentException("split: no pieces"), adds ? Dense.With(shape, d!.Value, sizes[^1]) : null);
            case 14:
                var other = random.Next(4) == 0 ? random.Pick(Sizes) : random.Next((2 * rank) + 1) - rank;
                var o = other >= -rank && other < rank ? (int?)(other < 0 ? other + rank : other) : null;
                return ("transpose", $"{dim}, {other}", () => x.transpose(dim, other), d is null || o is null ? null : Dense.With(Dense.With(shape, d.Value, shape[o.Value]), o.Value, shape[d.Value]));
            case 15:
                return ("permute", $"{Text(sizes)}", () => x.permute(sizes), Distinct(sizes, rank) is { } order && sizes.Length == rank ? [.. order.Select(e => shape[e])] : null);
            case 16:
                return ("expand", $"{Text(sizes)}", () => x.expand(sizes), Expanded(shape, sizes));
            case 17:
                return ("reshape", $"{Text(sizes)}", () => x.reshape(sizes), Reshaped(x.numel(), sizes));
            case 18:
                return ("unsqueeze", $"{dim}", () => x.unsqueeze(dim), dim < -rank - 1 || dim > rank ? null : Inserted(shape, (int)(dim < 0 ? dim + rank + 1 : dim)));
            case 19:
                return ("squeeze", $"{dim}", () => x.squeeze(dim), d is null ? null : shape[d.Value] == 1 ? Without(shape, [d.Value], false) : shape);
            case 20:
                var fits = numbers && rank == 3 && y.ndim == 3 && shape[0] == y.size(0) && shape[2] == y.size(1);
                return ("bmm", "", () => x.bmm(y), fits ? [shape[0], shape[1], y.size(2)] : null);
            case 21:
                return ("matmul", "", () => x.matmul(y), numbers && rank == 2 && y.ndim == 2 && shape[1] == y.size(0) ? [shape[0], y.size(1)] : null);
            case 22:
                var joins = x.dtype == y.dtype && d is not null && y.ndim == rank && Enumerable.Range(0, rank).All(e => e == d || shape[e] == y.size(e));
                return ("cat", $"{dim}", () => cat([x, y], dim), joins ? Dense.With(shape, d!.Value, shape[d.Value] + y.size(d.Value)) : null);
            case 23:
                var stacks = x.dtype == y.dtype && shape.SequenceEqual(y.shape) && dim >= -rank - 1 && dim <= rank;
                return ("stack", $"{dim}", () => stack([x, y], dim), stacks ? Dense.With(Inserted(shape, (int)(dim < 0 ? dim + rank + 1 : dim)), (int)(dim < 0 ? dim + rank + 1 : dim), 2) : null);
            case 24:
                var pairs = numbers && rank >= 2 && y.ndim == rank && shape.SkipLast(2).SequenceEqual(y.shape.SkipLast(2)) && shape[^1] == y.shape[^1] && shape[^1] < 1000;
                return ("cdist", "", () => shape is [.., > 1000] ? throw new ArgumentException("cdist: too much work") : cdist(x, y, p: 1), pairs ? [.. shape[..^1], y.shape[^2]] : null);
            case 25:
                return ("full", $"{Text(sizes)}", () => full(sizes, double.PositiveInfinity), sizes.All(size => size is >= 0 and <= 5) ? sizes : null);
            case 26:
                return ("amin", Text(sizes), () => x.amin(sizes), number && Distinct(sizes, rank) is { } least && least.All(e => shape[e] > 0) ? Without(shape, least, false) : null);
            case 27:
                return ("std", $"{dim}", () => x.std(dim, keepdim: keepdim), number && d is not null ? Without(shape, [d.Value], keepdim) : null);
            case 28:
                return ("logsumexp", $"{dim}", () => x.logsumexp(dim, keepdim), number && d is not null && shape[d.Value] > 0 ? Without(shape, [d.Value], keepdim) : null);
            case 29:
                var z = random.Next(2) == 0 ? zeros([]) : y;
                var product = rank == 3 && y.ndim == 3 && shape[0] == y.size(0) && shape[2] == y.size(1) && numbers ? (long[])[shape[0], shape[1], y.size(2)] : null;
                var addend = product is not null && (Dense.Broadcast(z.shape, product)?.SequenceEqual(product) ?? false);
                var (beta, alpha) = (random.Next(2), random.Next(3));
                return ("baddbmm", $"{beta}, {alpha}", () => z.baddbmm(x, y, beta, alpha), addend ? product : null);
            case 30:
                var plain = random.Next(InPlaceWithNumbers.Length);
                return (InPlaceWithNumbers[plain].Name, "", () => InPlaceWithNumbers[plain].Run(x), number && !x.requires_grad && !Repeats(x) ? shape : null);
            case 31:
                var (from, to) = (random.Next((2 * rank) + 2) - rank, random.Next((2 * rank) + 2) - rank);
                return ("flatten", $"{from}, {to}", () => x.flatten(from, to), Flattened(shape, from, to));
            case 32:
                return ("view", Text(sizes), () => x.contiguous().view(sizes), Reshaped(x.numel(), sizes));
            case 33:
                var any = random.Next(OfAnyType.Length);
                return (OfAnyType[any].Name, "", () => OfAnyType[any].Run(x), shape);
            case 34:
                var reversed = sizes.Length == 0 ? [] : Distinct(sizes, rank);
                return ("flip", Text(sizes), () => x.flip(sizes), reversed is null ? null : shape);
            case 35:
                var counts = sizes.Length < rank || sizes.Any(size => size < 0) || Product(sizes.Concat(shape).Select(size => Math.Max(size, 1))) > 1 << 30 ? null : sizes;
                return ("repeat", Text(sizes), () => x.repeat(sizes), counts is null ? null : [.. counts.Select((count, e) => e < counts.Length - rank ? count : count * shape[e - counts.Length + rank])]);
            default:
                var triple = numbers && !x.requires_grad && !y.requires_grad && !Repeats(x) && shape.SequenceEqual(y.shape) && x.is_contiguous() && y.is_contiguous();
                return random.Next(2) == 0
                    ? ("addcdiv_", "", () => x.addcdiv_(y, y, 0.5), triple ? shape : null)
                    : ("addcmul_", "", () => x.addcmul_(y, y, 0.5), triple ? shape : null);
        }
    }

    /// <summary>Masks, types, order and indices.</summary>
    private static (string Name, string What, Func<Tensor> Run, long[]? Expected) Selection(Lcg random, Tensor x, Tensor y)
    {
        var shape = x.shape;
        var rank = shape.Length;
        long dim = random.Next(4) == 0 ? random.Pick(Sizes) : random.Next((2 * rank) + 1) - rank;
        var d = dim >= -rank && dim < rank ? (int?)(dim < 0 ? dim + rank : dim) : null;
        var keepdim = random.Next(2) == 0;
        var (number, mask, alike) = (x.dtype == float32, x.dtype == @bool, x.dtype == y.dtype);
        var reduced = d is null ? null : Without(shape, [d.Value], keepdim);
        var chosen = number && d is not null && shape[d.Value] > 0 ? reduced : null;
        var size = d is null ? 1 : shape[d.Value];
        switch (random.Next(24))
        {
            case 0 or 1:
                var (name, orders, compare, _) = random.Pick(Comparisons);
                return (name, "", () => compare(x, y), alike && !(mask && orders) ? Dense.Broadcast(shape, y.shape) : null);
            case 2:
                var comparison = random.Pick(Comparisons);
                var scalar = random.Pick(0, 1.5, -2, double.NaN, 1e10, double.NegativeInfinity);
                return (comparison.Name, $"{scalar}", () => comparison.WithNumber(x, scalar), number || (x.dtype == int64 && scalar is 0 or -2) ? shape : null);
            case 3:
                return random.Next(2) == 0
                    ? ("logical_and", "", () => x & y, mask && alike ? Dense.Broadcast(shape, y.shape) : null)
                    : ("logical_or", "", () => x | y, mask && alike ? Dense.Broadcast(shape, y.shape) : null);
            case 4:
                return random.Next(3) switch
                {
                    0 => ("logical_not", "", () => ~x, mask ? shape : null),
                    1 => ("any", "", () => x.any(), mask ? [] : null),
                    _ => ("all", "", () => x.all(), mask ? [] : null),
                };
            case 5:
                return random.Next(2) == 0 ? ("any", $"{dim}", () => x.any(dim, keepdim), mask ? reduced : null) : ("all", $"{dim}", () => x.all(dim, keepdim), mask ? reduced : null);
            case 6 or 7:
                var condition = random.Next(5) == 0 ? Anything(random) : Dense.RandomStrided(random).Tensor > 0;
                var both = Dense.Broadcast(shape, y.shape);
                var all = both is null ? null : Dense.Broadcast(condition.shape, both);
                return ("where", $"{condition.dtype} {Text(condition.shape)}", () => random.Next(2) == 0 ? where(condition, x, y) : x.where(condition, y), condition.dtype == @bool && number && alike ? all : null);
            case 8:
                return ("masked_fill", "", () => x.masked_fill(y, 7), number && y.dtype == @bool ? Dense.Broadcast(shape, y.shape) : null);
            case 9:
                var type = random.Pick(float32, int64, @bool, (ScalarType)7);
                var copy = random.Next(2) == 0;
                var whole = type != int64 || !number || x.data<float>().ToArray().All(float.IsFinite);
                return random.Next(2) == 0
                    ? ("to", $"{type}", () => x.to(type, copy), type != (ScalarType)7 && whole ? shape : null)
                    : ("to_type", $"{type}", () => x.to_type(type, copy), type != (ScalarType)7 && whole ? shape : null);
            case 10:
                return ("argmax", $"{dim}", () => x.argmax(dim, keepdim), chosen);
            case 11:
                return ("argmin", $"{dim}", () => x.argmin(dim, keepdim), chosen);
            case 12:
                return ("max", $"{dim}", () => random.Pick(x.max(dim, keepdim).Item1, x.max(dim, keepdim).Item2), chosen);
            case 13:
                return ("min", $"{dim}", () => random.Pick(x.min(dim, keepdim).Item1, x.min(dim, keepdim).Item2), chosen);
            case 14:
                long[]? one = number && x.numel() > 0 ? [] : null;
                return random.Next(4) switch
                {
                    0 => ("max", "", () => x.max(), one),
                    1 => ("min", "", () => x.min(), one),
                    2 => ("argmax", "", () => x.argmax(), one),
                    _ => ("argmin", "", () => x.argmin(), one),
                };
            case 15:
                return ("sort", $"{dim}", () => random.Pick(x.sort(dim, keepdim).Item1, x.sort(dim, keepdim).Item2), number && d is not null ? shape : null);
            case 16:
                return ("argsort", $"{dim}", () => x.argsort(dim, keepdim), number && d is not null ? shape : null);
            case 17:
                var chunks = random.Pick(Sizes);
                var cuts = d is not null && chunks > 0 && (size > 0 || chunks < 100);
                var pieces = Math.Max(Math.Min(size, chunks), 1);
                var length = (size + pieces - 1) / pieces;
                return ("chunk", $"{chunks}, {dim}", () => x.chunk(chunks, dim)[0], cuts ? Dense.With(shape, d!.Value, length) : null);
            case 18 or 19:
                var (index, inside) = Index(random, size, [random.Next(5)]);
                var select = random.Next(6) == 0 && y.dtype != int64 ? y : index;
                return ("index_select", $"{dim}, {Text(select.shape)}", () => random.Next(2) == 0 ? x.index_select(dim, select) : index_select(x, dim, select), ReferenceEquals(select, index) && inside && d is not null ? Dense.With(shape, d.Value, index.numel()) : null);
            case 20:
                var (places, exist) = Index(random, size, [random.Next(4)]);
                var slices = d is null ? y : random.Next(5) == 0 ? y : ones(Dense.With(shape, d.Value, places.numel()));
                var addable = d is not null && exist && number && slices.dtype == float32 && slices.shape.SequenceEqual(Dense.With(shape, d.Value, places.numel()));
                return ("index_add", $"{dim}", () => x.index_add(dim, places, slices, 0.5), addable ? shape : null);
            case 21 or 22:
                var (lines, within) = Index(random, size, d is null ? shape : Dense.With(shape, d.Value, random.Next(4)));
                var positions = random.Next(6) == 0 && y.dtype != int64 ? y : lines;
                return ("gather", $"{dim}, {Text(positions.shape)}", () => random.Next(2) == 0 ? x.gather(dim, positions) : gather(x, dim, positions), ReferenceEquals(positions, lines) && within && d is not null ? lines.shape : null);
            default:
                var (targets, fit) = Index(random, size, d is null ? shape : Dense.With(shape, d.Value, random.Next(4)));
                var source = random.Next(5) == 0 ? y : ones(targets.shape);
                return ("scatter_add", $"{dim}", () => x.scatter_add(dim, targets, source), d is not null && fit && number && source.dtype == float32 && source.shape.SequenceEqual(targets.shape) ? shape : null);
        }
    }

    /// <summary>Losses and layers.</summary>
    private static (string Name, string What, Func<Tensor> Run, long[]? Expected) Layer(Lcg random, Tensor x, Tensor y)
    {
        var shape = x.shape;
        var (number, numbers) = (x.dtype == float32, x.dtype == float32 && y.dtype == float32);
        var reduction = random.Pick(nn.Reduction.None, nn.Reduction.Mean, nn.Reduction.Sum, (nn.Reduction)7);
        var valid = reduction != (nn.Reduction)7;
        var z = random.Next(3) == 0 ? Anything(random) : null;
        switch (random.Next(8))
        {
            case 0:
                var logits = random.Next(4) == 0 ? x : ones([random.Next(4), random.Next(4)]);
                var (classes, exist) = Index(random, logits.ndim == 2 ? logits.size(1) : 1, [logits.ndim > 0 ? logits.size(0) : 0]);
                var target = random.Next(4) == 0 && y.dtype != int64 ? y : classes;
                var fits = ReferenceEquals(target, classes) && exist && logits.ndim == 2 && logits.size(1) > 0 && logits.dtype == float32;
                return ("cross_entropy", $"{reduction} {Text(logits.shape)}", () => nn.functional.cross_entropy(logits, target, reduction: reduction), !fits || !valid ? null : reduction == nn.Reduction.None ? [logits.size(0)] : []);
            case 1 or 2:
                var same = random.Next(3) == 0 ? y : random.Next(2) == 0 ? x : x.detach();
                var sized = number && same.dtype == float32 && same.shape.SequenceEqual(shape);
                var weighted = z is null || (z.dtype == float32 && (Dense.Broadcast(z.shape, shape)?.SequenceEqual(shape) ?? false));
                return ("binary_cross_entropy_with_logits", $"{reduction} {z}", () => nn.functional.binary_cross_entropy_with_logits(x, same, z, reduction), !sized || !weighted || !valid ? null : reduction == nn.Reduction.None ? shape : []);
            case 3 or 4:
                var channels = shape.Length > 1 ? shape[1] : 1;
                var (mean, variance, weight, bias) = (Maybe(), Maybe(), Maybe(), Maybe());
                var training = random.Next(2) == 0;
                var each = channels == 0 ? 0 : x.numel() / channels;
                var good = number && shape.Length > 1 && new[] { mean, variance, weight, bias }.All(one => one is null || (one.dtype == float32 && one.shape.SequenceEqual([channels])))
                    && (training ? !Changes(mean) && !Changes(variance) && (variance is null || each != 1) : mean is not null && variance is not null);
                return ("batch_norm", $"{training} {Known(mean)} {Known(variance)} {Known(weight)} {Known(bias)}", () => nn.functional.batch_norm(x, mean, variance, weight, bias, training), good ? shape : null);

                Tensor? Maybe() => random.Next(3) == 0 ? null : random.Next(12) == 0 ? Anything(random) : ones([channels]);
                bool Changes(Tensor? running) => running is not null && Repeats(running);
                string Known(Tensor? one) => one is null ? "null" : Text(one.shape);
            case 5:
                var product = numbers && shape.Length == 2 && y.ndim == 2 && shape[1] == y.size(1) ? (long[])[shape[0], y.size(0)] : null;
                var addable = product is not null && (z is null || (z.dtype == float32 && (Dense.Broadcast(z.shape, product)?.SequenceEqual(product) ?? false)));
                return ("linear", $"{z}", () => nn.functional.linear(x, y, z), addable ? product : null);
            case 6:
                if (shape.Length == 3)
                    return ("bmm", "", () => random.Next(2) == 0 ? x.bmm(x.transpose(1, 2)) : bmm(x, x.transpose(-1, -2)), number ? [shape[0], shape[1], shape[1]] : null);
                var square = random.Next(2) == 0 && shape.Length == 2 ? x.T : y;
                return ("matmul", "", () => x.matmul(square), number && square.dtype == float32 && shape.Length == 2 && square.ndim == 2 && shape[1] == square.size(0) ? [shape[0], square.size(1)] : null);
            default:
                var softmax = random.Next(2) == 0;
                var last = number && shape.Length > 0 && shape[^1] > 0 ? shape : null;
                return softmax ? ("softmax", "", () => nn.functional.softmax(x, -1), last) : ("log_softmax", "", () => nn.functional.log_softmax(x, -1), last);
        }
    }

    /// <summary>Convolutions and folds, mostly of sizes that fit.</summary>
    private static (string Name, string What, Func<Tensor> Run, long[]? Expected) Images(Lcg random)
    {
        var (n, c, f) = (random.Next(3), random.Next(3), random.Next(6));
        var (height, width) = (random.Next(6), random.Next(6));
        var (a, b) = (random.Next(4), random.Next(4));
        long[] stride = [Some(1), Some(1)], padding = [Some(0), Some(0)], more = [random.Next(8) == 0 ? Some(0) : 0, 0];
        var number = random.Next(20) == 0 ? int64 : float32;
        var bias = random.Next(2) == 0 ? ones([random.Next(10) == 0 ? 7 : f]) : null;
        var biasFits = bias is null || bias.size(0) == f;
        var what = $"[{n}, {c}, {height}, {width}], {f} filters of [{a}, {b}], stride {Text(stride)}, padding {Text(padding)}, output_padding {Text(more)}, bias {(bias is null ? "null" : Text(bias.shape))}";
        var legal = a > 0 && b > 0 && stride.All(s => s is > 0 and <= int.MaxValue) && padding.All(p => p is >= 0 and <= int.MaxValue) && number == float32;
        var exists = legal && height > 0 && width > 0 && (Int128)height + (2 * padding[0]) >= a && (Int128)width + (2 * padding[1]) >= b;
        var (rows, columns) = exists ? (Places(height, a, 0), Places(width, b, 1)) : (0, 0);
        switch (random.Next(4))
        {
            case 0:
                var (x, w) = (Pixels([n, c, height, width]), ones([f, random.Next(20) == 0 ? 7 : c, a, b]).requires_grad_());
                return ("conv2d", what, () => nn.functional.conv2d(x, w, bias, stride, padding), exists && biasFits && w.size(1) == c ? Small([n, f, rows, columns], Math.Max(c, 1)) : null);
            case 1:
                var (y, v) = (Pixels([n, c, height, width]), ones([random.Next(20) == 0 ? 7 : c, f, a, b]).requires_grad_());
                var (r, l) = (legal ? Grown(height, a, 0) : 0, legal ? Grown(width, b, 1) : 0);
                var grows = legal && biasFits && v.size(0) == c && more[0] >= 0 && more[0] < stride[0] && r > 0 && l > 0 && height > 0 && width > 0;
                return ("conv_transpose2d", what, () => nn.functional.conv_transpose2d(y, v, bias, stride, padding, more), grows ? Small([n, f, r, l], Math.Max(c, 1)) : null);
            case 2:
                var image = Pixels([n, c, height, width]);
                return ("unfold", what, () => nn.functional.unfold(image, (a, b), null, (padding[0], padding[1]), (stride[0], stride[1])), exists && Small([n, c, rows, columns], 1) is not null ? Small([n, c * a * b, rows * columns], 1) : null);
            default:
                var places = random.Next(8) == 0 ? 3 : rows * columns is >= 0 and < 1 << 20 ? rows * columns : 0;
                var folded = Pixels([n, random.Next(8) == 0 ? 5 : c * a * b, places]);
                var area = a * b;
                var folds = exists && places == rows * columns && folded.size(1) % area == 0 && Small([n, c, rows, columns], 1) is not null;
                return ("fold", what + $", {Text(folded.shape)}", () => nn.functional.fold(folded, (height, width), (a, b), null, (padding[0], padding[1]), (stride[0], stride[1])), folds ? [n, folded.size(1) / area, height, width] : null);
        }

        long Some(int least) => random.Next(10) == 0 ? random.Pick(Sizes) : least + random.Next(3);
        long Places(long size, long kernel, int d) => (long)(((Int128)size + (2 * padding[d]) - kernel) / stride[d]) + 1;
        long Grown(long size, long kernel, int d) => (long)Int128.Clamp(((Int128)(size - 1) * stride[d]) - (2 * (Int128)padding[d]) + kernel + more[d], 0, 1L << 40);
        Tensor Pixels(long[] shape) => number == int64 ? ones(shape, int64) : ones(shape).requires_grad_();

        // Sizes that make a test fast; larger ones must be refused.
        long[]? Small(long[] shape, long factor) => padding.All(p => p < 1000) && shape.All(size => size < 1000) && factor < 1000 ? shape : null;
    }

    /// <summary>Indices of a shape, nearly always all inside a size, and whether they are.</summary>
    private static (Tensor Index, bool Inside) Index(Lcg random, long size, long[] shape)
    {
        var numbers = new long[Dense.Indices(shape).Count()];
        for (var i = 0; i < numbers.Length; i++)
            numbers[i] = size == 0 || random.Next(40) == 0 ? random.Pick(size, -1, size + 3) : random.Next((int)size);
        return (tensor(numbers, shape), numbers.All(number => number >= 0 && number < size));
    }

    private static long[]? Flattened(long[] shape, int from, int to)
    {
        var rank = shape.Length;
        if (rank == 0) return [1];
        if (from < -rank || from >= rank || to < -rank || to >= rank) return null;
        var (first, last) = ((from + rank) % rank, (to + rank) % rank);
        return last < first ? null : [.. shape[..first], shape[first..(last + 1)].Aggregate(1L, (count, size) => count * size), .. shape[(last + 1)..]];
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

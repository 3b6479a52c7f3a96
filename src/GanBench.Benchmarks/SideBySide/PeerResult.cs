using System.Collections.Immutable;
using GanBench.Benchmarks.Steps;

namespace GanBench.Benchmarks.SideBySide;

/// <summary>The slices of one step. Slice i of each contestant was timed right after slice i of the one before.</summary>
/// <param name="Step">What was timed.</param>
/// <param name="BitTorchEngine">BitTorch's name and version.</param>
/// <param name="PyTorchEngine">PyTorch's name and version.</param>
/// <param name="BitTorch">Its slices, on one core.</param>
/// <param name="BitTorchOnTwo">Its slices with two threads on two cores; may be empty.</param>
/// <param name="PyTorch">Its slices, on the same core.</param>
/// <param name="PyTorchOnTwo">Its slices with two threads on two cores; may be empty.</param>
/// <param name="Peaks">Multiply-adds a second of the core before each round.</param>
internal sealed record PeerResult(
    StepCase Step,
    string BitTorchEngine,
    string PyTorchEngine,
    ImmutableArray<Slice> BitTorch,
    ImmutableArray<Slice> BitTorchOnTwo,
    ImmutableArray<Slice> PyTorch,
    ImmutableArray<Slice> PyTorchOnTwo,
    ImmutableArray<double> Peaks);

namespace BitTorch.Tests.EveryOperation;

/// <summary>One call of an operation with arguments that may or may not fit.</summary>
/// <param name="Run">Makes the call.</param>
/// <param name="Expected">Shape of the answer; null when the call must be refused.</param>
/// <param name="What">Arguments that <see cref="Draw"/> does not know of, for a failure's message.</param>
internal sealed record Attempt(Func<Tensor> Run, long[]? Expected, string What = "");

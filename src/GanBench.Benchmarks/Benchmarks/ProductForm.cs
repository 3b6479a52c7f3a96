namespace GanBench.Benchmarks.Benchmarks;

/// <summary>Which of a product's operands is seen transposed.</summary>
public enum ProductForm
{
    /// <summary>A B, a layer's forward pass.</summary>
    Plain,

    /// <summary>A times B transposed, the gradient of a layer's input.</summary>
    RightTransposed,

    /// <summary>A transposed times B, the gradient of a layer's weights.</summary>
    LeftTransposed,
}

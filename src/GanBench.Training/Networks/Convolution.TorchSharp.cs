namespace GanBench.Training.Networks;

/// <summary>On TorchSharp: the columns that filters see and one product for all replicas, which gives the same bits every time on a GPU too.</summary>
internal static partial class Convolution
{
    public static partial Tensor Halve(Tensor images, Tensor filters, Tensor? bias)
    {
        var (replicas, batch, height, width) = (images.size(0), images.size(1), images.size(3) / Stride, images.size(4) / Stride);
        var columns = nn.functional.unfold(images.flatten(0, 1), (Kernel, Kernel), padding: (Padding, Padding), stride: (Stride, Stride));
        var matrix = columns.view(replicas, batch, -1, height * width).permute(0, 2, 1, 3).reshape(replicas, -1, batch * height * width);
        var product = filters.flatten(2).bmm(matrix);                                             // [R, F, B places]
        var outputs = product.view(replicas, -1, batch, height, width).transpose(1, 2);           // [R, B, F, H / 2, W / 2]
        return WithBias(outputs, bias);
    }

    public static partial Tensor Double(Tensor images, Tensor filters, Tensor? bias)
    {
        var (replicas, batch, height, width) = (images.size(0), images.size(1), images.size(3), images.size(4));
        var matrix = images.flatten(3).permute(0, 2, 1, 3).reshape(replicas, -1, batch * height * width);
        var product = filters.flatten(2).transpose(1, 2).bmm(matrix);                             // [R, F 4 4, B places]
        var columns = product.view(replicas, -1, batch, height * width).transpose(1, 2).flatten(0, 1);
        var outputs = nn.functional.fold(
            columns, (Stride * height, Stride * width), (Kernel, Kernel), padding: (Padding, Padding), stride: (Stride, Stride));
        return WithBias(outputs.view(replicas, batch, -1, Stride * height, Stride * width), bias);
    }

    private static Tensor WithBias(Tensor images, Tensor? bias) =>
        bias is null ? images : images + bias.view(images.size(0), 1, images.size(2), 1, 1);
}

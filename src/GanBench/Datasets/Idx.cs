using System.Buffers.Binary;

namespace GanBench.Datasets;

/// <summary>The layout of MNIST's files: a magic number, the sizes as big-endian 32-bit integers, then bytes.</summary>
internal static class Idx
{
    private const int UnsignedBytesInThreeDimensions = 0x0803;
    private const int UnsignedBytesInOneDimension = 0x0801;

    /// <summary>Joins an image file and its label file.</summary>
    /// <param name="images">Content of the image file: N images of 28 x 28.</param>
    /// <param name="labels">Content of the label file: N digits.</param>
    /// <exception cref="InvalidDataException">A file does not have that layout, or the two do not fit together.</exception>
    public static MnistSplit Read(ReadOnlyMemory<byte> images, ReadOnlyMemory<byte> labels)
    {
        var pixels = Payload(images, "image", UnsignedBytesInThreeDimensions, 28, 28);
        var digits = Payload(labels, "label", UnsignedBytesInOneDimension);
        if (pixels.Length != digits.Length * MnistSplit.ImageSize)
            throw new InvalidDataException(
                $"The image file holds {pixels.Length / MnistSplit.ImageSize} images but the label file {digits.Length} labels.");
        return digits.Span.ContainsAnyExceptInRange((byte)0, (byte)9)
            ? throw new InvalidDataException("The label file holds a label that is not a digit from 0 to 9.")
            : new MnistSplit(pixels, digits);
    }

    private static ReadOnlyMemory<byte> Payload(ReadOnlyMemory<byte> file, string kind, int magic, params ReadOnlySpan<int> itemShape)
    {
        var headerLength = sizeof(int) * (2 + itemShape.Length);
        if (file.Length < headerLength)
            throw new InvalidDataException($"The {kind} file is {file.Length} bytes long, shorter than its header of {headerLength}.");

        var header = file.Span[..headerLength];
        if (Number(header, 0) != magic)
            throw new InvalidDataException($"The {kind} file begins with 0x{Number(header, 0):x8}, expected 0x{magic:x8}.");

        var expected = (long)Number(header, 1);
        for (var axis = 0; axis < itemShape.Length; axis++)
        {
            if (Number(header, 2 + axis) != itemShape[axis])
                throw new InvalidDataException(
                    $"The {kind} file has size {Number(header, 2 + axis)} along axis {axis + 1}, expected {itemShape[axis]}.");
            expected *= itemShape[axis];
        }

        return file.Length - headerLength == expected
            ? file[headerLength..]
            : throw new InvalidDataException(
                $"The {kind} file holds {file.Length - headerLength} bytes after its header, expected {expected}.");
    }

    private static int Number(ReadOnlySpan<byte> header, int place) => BinaryPrimitives.ReadInt32BigEndian(header[(sizeof(int) * place)..]);
}

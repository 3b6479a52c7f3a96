using System.Buffers.Binary;

namespace GanBench.Reports.Figures;

/// <summary>Encodes 8-bit pictures as PNG (ISO/IEC 15948), uncompressed.</summary>
/// <remarks>
/// The zlib stream (RFC 1950) holds stored blocks only: a compressor's output changes with its version, and a report must have the same
/// bytes everywhere. The pictures are small.
/// </remarks>
internal static class Png
{
    private const int LargestStoredBlock = 65535;

    private static readonly uint[] CrcTable = CreateCrcTable();

    /// <param name="pixels">Row-major pixels, channels interleaved, shape [height, width, channels].</param>
    /// <param name="width">Pixels per row.</param>
    /// <param name="height">Rows.</param>
    /// <param name="channels">1 for grey, 3 for red, green and blue.</param>
    public static byte[] Encode(ReadOnlySpan<byte> pixels, int width, int height, int channels)
    {
        if (channels is not (1 or 3))
            throw new ArgumentOutOfRangeException(nameof(channels), channels, "A picture has 1 channel (grey) or 3 (red, green, blue).");
        if (width < 1 || height < 1 || pixels.Length != width * height * channels)
            throw new ArgumentException($"{pixels.Length} bytes are not a picture of {width} x {height} x {channels}.", nameof(pixels));

        Span<byte> header = stackalloc byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header[4..], height);
        header[8] = 8;                                  // bits per channel
        header[9] = (byte)(channels == 1 ? 0 : 2);      // grey or true colour
        header[10..].Clear();                           // deflate, filters per row, not interlaced

        using var png = new MemoryStream();
        png.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0d, 0x0a, 0x1a, 0x0a]);
        WriteChunk(png, "IHDR"u8, header);
        WriteChunk(png, "IDAT"u8, Zlib(Rows(pixels, width * channels, height)));
        WriteChunk(png, "IEND"u8, []);
        return png.ToArray();
    }

    /// <summary>Puts the number of its filter, 0 for none, before each row.</summary>
    private static byte[] Rows(ReadOnlySpan<byte> pixels, int rowLength, int height)
    {
        var rows = new byte[height * (rowLength + 1)];
        for (var row = 0; row < height; row++)
            pixels.Slice(row * rowLength, rowLength).CopyTo(rows.AsSpan(row * (rowLength + 1) + 1));
        return rows;
    }

    private static byte[] Zlib(ReadOnlySpan<byte> data)
    {
        using var stream = new MemoryStream();
        stream.Write([0x78, 0x01]);
        Span<byte> number = stackalloc byte[4];
        for (var start = 0; start < data.Length; start += LargestStoredBlock)
        {
            var block = data.Slice(start, Math.Min(LargestStoredBlock, data.Length - start));
            stream.WriteByte((byte)(start + block.Length == data.Length ? 1 : 0));
            BinaryPrimitives.WriteUInt16LittleEndian(number, (ushort)block.Length);
            BinaryPrimitives.WriteUInt16LittleEndian(number[2..], (ushort)~block.Length);
            stream.Write(number);
            stream.Write(block);
        }

        BinaryPrimitives.WriteUInt32BigEndian(number, Adler32(data));
        stream.Write(number);
        return stream.ToArray();
    }

    private static void WriteChunk(MemoryStream png, ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        png.Write(number);
        png.Write(type);
        png.Write(data);
        BinaryPrimitives.WriteUInt32BigEndian(number, ~Crc(Crc(uint.MaxValue, type), data));
        png.Write(number);
    }

    private static uint Adler32(ReadOnlySpan<byte> data)
    {
        const uint Prime = 65521;
        var (a, b) = (1u, 0u);
        foreach (var value in data)
        {
            a = (a + value) % Prime;
            b = (b + a) % Prime;
        }

        return b << 16 | a;
    }

    private static uint Crc(uint crc, ReadOnlySpan<byte> data)
    {
        foreach (var value in data)
            crc = CrcTable[(byte)(crc ^ value)] ^ crc >> 8;
        return crc;
    }

    private static uint[] CreateCrcTable()
    {
        var table = new uint[256];
        for (var i = 0u; i < table.Length; i++)
        {
            table[i] = i;
            for (var bit = 0; bit < 8; bit++)
                table[i] = (table[i] & 1) == 1 ? 0xedb88320 ^ table[i] >> 1 : table[i] >> 1;
        }

        return table;
    }
}

using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using GanBench.Reports.Figures;

namespace GanBench.Reports.Tests.Figures;

public class PngTest
{
    [Test]
    public void Encode_ARedPixel_IsWhatPythonsZlibMakes() => Assert.That(
        Convert.ToHexStringLower(Png.Encode([255, 0, 0], 1, 1, 3)),
        Is.EqualTo(
            "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000f49444154" +
            "7801010400fbff00ff0000030101008d1de5820000000049454e44ae426082"));

    // 300 x 300 grey needs two stored blocks; .NET's own zlib reads them and checks their sum.
    [TestCase(1, 1, 1), TestCase(28, 28, 1), TestCase(3, 5, 3), TestCase(300, 300, 1)]
    public void Encode_APicture_HoldsItsRows(int width, int height, int channels)
    {
        var pixels = new byte[width * height * channels];
        for (var i = 0; i < pixels.Length; i++)
            pixels[i] = (byte)(i * 7);

        var chunks = Chunks(Png.Encode(pixels, width, height, channels));

        using var zlib = new ZLibStream(new MemoryStream(chunks["IDAT"]), CompressionMode.Decompress);
        using var rows = new MemoryStream();
        zlib.CopyTo(rows);
        var row = width * channels;
        Assert.That(rows.ToArray().Chunk(row + 1).SelectMany(line => line.Skip(1)), Is.EqualTo(pixels));
        Assert.That(rows.ToArray().Chunk(row + 1).Select(line => line[0]), Is.All.Zero);
        Assert.That(
            (BinaryPrimitives.ReadInt32BigEndian(chunks["IHDR"]), BinaryPrimitives.ReadInt32BigEndian(chunks["IHDR"].AsSpan(4))),
            Is.EqualTo((width, height)));
    }

    [Test]
    public void Encode_WhatIsNoPicture_Throws()
    {
        Assert.That(() => Png.Encode(new byte[4], 2, 2, 2), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => Png.Encode(new byte[3], 2, 2, 1), Throws.ArgumentException);
        Assert.That(() => Png.Encode([], 0, 0, 1), Throws.ArgumentException);
    }

    private static Dictionary<string, byte[]> Chunks(byte[] png)
    {
        var chunks = new Dictionary<string, byte[]>();
        for (var at = 8; at < png.Length;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(at));
            chunks.Add(Encoding.ASCII.GetString(png, at + 4, 4), png[(at + 8)..(at + 8 + length)]);
            at += length + 12;
        }

        return chunks;
    }
}

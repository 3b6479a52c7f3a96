using GanBench.Randomness;

namespace GanBench.Tests.Randomness;

[TestFixture]
public sealed class Philox4x32Test
{
    // kat_vectors of the authors' Random123 library, lines "philox4x32 10".
    [TestCase(0UL, 0UL, 0UL, 0x6627e8d5u, 0xe169c58du, 0xbc57ac4cu, 0x9b00dbd8u)]
    [TestCase(0xffffffff_ffffffffUL, 0xffffffff_ffffffffUL, 0xffffffff_ffffffffUL, 0x408f276du, 0x41c83b0eu, 0xa20bc7c6u, 0x6d5451fdu)]
    [TestCase(0x85a308d3_243f6a88UL, 0x03707344_13198a2eUL, 0x299f31d0_a4093822UL, 0xd16cfe09u, 0x94fdccebu, 0x5001e420u, 0x24126ea1u)]
    public void Block_OfKnownCounterAndKey_GivesTheAuthorsWords(
        ulong index, ulong step, ulong key, uint word0, uint word1, uint word2, uint word3) =>
        Assert.That(Philox4x32.Block(key, index, step), Is.EqualTo((word0, word1, word2, word3)));

    // Tile 2^28 - 1 ends at block 2^32 - 1, tile 2^28 needs the high half of the index.
    [TestCase(0UL, 0UL)]
    [TestCase(1UL, 3UL)]
    [TestCase((1UL << 28) - 1, 0xffffffff_00000001UL)]
    [TestCase(1UL << 28, ulong.MaxValue)]
    public void Tile_OnThisMachine_HoldsTheBlocksWordByWord(ulong tile, ulong step)
    {
        const ulong Key = 0x0123456789abcdef;
        var words = new uint[Philox4x32.TileWords];
        Philox4x32.FillTile(Key, tile, step, words);

        var scalar = new uint[Philox4x32.TileWords];
        Philox4x32.FillTileScalar(Key, tile, step, scalar);
        for (var block = 0; block < 16; block++)
        {
            Assert.That(
                (words[block], words[16 + block], words[32 + block], words[48 + block]),
                Is.EqualTo(Philox4x32.Block(Key, (16 * tile) + (ulong)block, step)));
        }

        Assert.That(scalar, Is.EqualTo(words));
    }

    [Test]
    public void Tile_OfAnotherLength_IsRefused() =>
        Assert.That(() => Philox4x32.FillTile(0, 0, 0, new uint[63]), Throws.ArgumentException.With.Message.Contains("63"));
}

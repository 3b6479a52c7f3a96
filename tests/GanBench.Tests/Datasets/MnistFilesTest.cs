using System.Net;
using System.Net.Http.Headers;
using GanBench.Datasets;

namespace GanBench.Tests.Datasets;

/// <summary>Where MNIST's files come from, on files of a few images and without a network.</summary>
[TestFixture]
public sealed class MnistFilesTest
{
    private const string TrainImages = "train-images-idx3-ubyte";

    private string root = "";

    [SetUp]
    public void MakeFolders()
    {
        root = Directory.CreateTempSubdirectory("ganbench-").FullName;
        Directory.CreateDirectory(Path.Combine(root, "data", "mnist"));
    }

    [TearDown]
    public void RemoveFolders() => Directory.Delete(root, recursive: true);

    [TestCase("data/mnist", false)]
    [TestCase("data/mnist", true)]
    [TestCase("data", false)]
    [TestCase("data", true)]
    [TestCase("cache/mnist", false)]
    [TestCase("cache/mnist", true)]
    public void Files_InAFolder_AreReadWithoutTheNetwork(string folder, bool compressed)
    {
        Fill(folder, compressed);
        var network = new FakeNetwork(_ => throw new HttpRequestException("no network"));

        var data = Load(network);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(data.Train.Labels.ToArray(), Is.EqualTo(new byte[] { 3, 8 }));
            Assert.That(data.Test.Labels.ToArray(), Is.EqualTo(new byte[] { 5 }));
            Assert.That(data.Train.Pixels.Span[784], Is.EqualTo(1));
            Assert.That(network.Requests, Is.Empty);
        }
    }

    [Test]
    public void DamagedFile_InTheDataFolder_IsAnErrorThatNamesItAndBothDigests()
    {
        Fill("data/mnist", compressed: true);
        var damaged = TinyMnist.Images(2);
        damaged[100] ^= 1;
        var path = Path.Combine(root, "data", "mnist", TrainImages + ".gz");
        File.WriteAllBytes(path, TinyMnist.Gzipped(damaged));

        Assert.That(
            () => Load(ServingEverything()),
            Throws.InstanceOf<DataUnavailableException>().With.Message.StartsWith(path + " has SHA-256 ")
                .And.Message.Contains(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(damaged)))
                .And.Message.Contains(TinyMnist.Files[0].Digest)
                .And.Message.Contains("replace it"));
    }

    [Test]
    public void TruncatedFile_InTheDataFolder_IsAnErrorThatNamesIt()
    {
        Fill("data/mnist", compressed: false);
        var path = Path.Combine(root, "data", "mnist", TrainImages);
        File.WriteAllBytes(path, TinyMnist.Images(2)[..500]);

        Assert.That(
            () => Load(ServingEverything()),
            Throws.InstanceOf<DataUnavailableException>().With.Message.StartsWith($"{path} holds 500 bytes, expected 1584."));
    }

    [Test]
    public void FileThatIsNotGzip_InTheDataFolder_IsAnErrorThatNamesIt()
    {
        Fill("data/mnist", compressed: true);
        var path = Path.Combine(root, "data", "mnist", TrainImages + ".gz");
        File.WriteAllText(path, "version https://git-lfs.github.com/spec/v1");

        Assert.That(
            () => Load(ServingEverything()),
            Throws.InstanceOf<DataUnavailableException>().With.Message.StartsWith(path + " cannot be read ("));
    }

    [Test]
    public void DamagedFile_InTheCache_IsSetAsideAndDownloadedAgain()
    {
        Fill("cache/mnist", compressed: true);
        var path = Path.Combine(root, "cache", "mnist", TrainImages + ".gz");
        File.WriteAllBytes(path, [1, 2, 3]);
        var network = ServingEverything();

        var data = Load(network);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(data.Train.Count, Is.EqualTo(2));
            Assert.That(File.ReadAllBytes(path + ".damaged"), Is.EqualTo(new byte[] { 1, 2, 3 }));
            Assert.That(File.ReadAllBytes(path), Is.EqualTo(TinyMnist.Gzipped(TinyMnist.Contents[TrainImages])));
            Assert.That(network.Requests, Has.Count.EqualTo(1));
        }
    }

    [Test]
    public void Download_WhenTheFirstMirrorFails_ComesFromTheSecondAndStaysInTheCache()
    {
        var network = new FakeNetwork(address => address.Host == MnistMirrors.Addresses[0].Host
            ? new HttpResponseMessage(HttpStatusCode.ServiceUnavailable)
            : Served(address));
        var progress = new Sentences();

        Load(network, progress);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(network.Requests, Has.Count.EqualTo(8), "four files, each from two mirrors");
            Assert.That(progress, Has.Some.Contains("503"));
            Assert.That(
                Directory.GetFiles(Path.Combine(root, "cache", "mnist")).Select(Path.GetFileName),
                Is.EquivalentTo(TinyMnist.Files.Select(file => file.Name + ".gz")), "and no temporary file is left");
            Assert.That(Load(new FakeNetwork(_ => throw new HttpRequestException("no network"))).Train.Count, Is.EqualTo(2));
        }
    }

    [TestCase("truncated")]
    [TestCase("page")]
    [TestCase("empty")]
    [TestCase("another file")]
    [TestCase("too long")]
    [TestCase("broken off")]
    public void Download_OfTheWrongBytes_IsRefusedAndNotKept(string what)
    {
        var network = new FakeNetwork(address => new HttpResponseMessage(HttpStatusCode.OK)
        {
            Content = what switch
            {
                "truncated" => new ByteArrayContent(Compressed(address)[..^200]),
                "page" => new StringContent("<!DOCTYPE html><title>Log in</title>", MediaTypeHeaderValue.Parse("text/html")),
                "empty" => new ByteArrayContent([]),
                "another file" => new ByteArrayContent(TinyMnist.Gzipped(new byte[1584])),
                "too long" => new ByteArrayContent(new byte[200_000]),
                _ => new StreamContent(new BrokenStream()),
            },
        });

        using (Assert.EnterMultipleScope())
        {
            Assert.That(() => Load(network), Throws.InstanceOf<DataUnavailableException>());
            Assert.That(network.Requests, Has.Count.EqualTo(2), "the next mirror is tried, the next file is not");
            Assert.That(Directory.Exists(Path.Combine(root, "cache", "mnist")), Is.False);
        }
    }

    [Test]
    public void Download_WithoutNetwork_SaysWhatWasTriedAndWhatToDo()
    {
        var network = new FakeNetwork(_ => throw new HttpRequestException("Name or service not known"));

        Assert.That(
            () => Load(network),
            Throws.InstanceOf<DataUnavailableException>()
                .With.Message.StartsWith("MNIST: train-images-idx3-ubyte is not here and could not be downloaded.\n")
                .And.Message.Contains(Path.Combine(root, "data", "mnist", TrainImages))
                .And.Message.Contains(Path.Combine(root, "cache", "mnist", TrainImages + ".gz"))
                .And.Message.Contains($"{MnistMirrors.Addresses[0]}{TrainImages}.gz: Name or service not known")
                .And.Message.Contains($"{MnistMirrors.Addresses[1]}{TrainImages}.gz: Name or service not known")
                .And.Message.Contains("GANBENCH_DATA"));
    }

    [Test]
    public void Download_IntoACacheThatCannotBeWritten_StillGivesTheData()
    {
        File.WriteAllText(Path.Combine(root, "cache"), "a file where the folder should be");
        var progress = new Sentences();

        Assert.That(Load(ServingEverything(), progress).Train.Count, Is.EqualTo(2));
        Assert.That(progress, Has.Some.Contains("could not be written"));
    }

    [Test]
    public void Download_WhenCancelled_StopsAsCancelled()
    {
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();

        Assert.That(
            () => new MnistFiles(Locations(), ServingEverything(), null) { Files = TinyMnist.Files }.Load(cancelled.Token),
            Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public void Mirrors_AreReachedOverHttpsOnly() =>
        Assert.That(MnistMirrors.Addresses.Select(address => address.Scheme), Is.All.EqualTo("https"));

    private MnistData Load(FakeNetwork network, IProgress<string>? progress = null) =>
        new MnistFiles(Locations(), network, progress) { Files = TinyMnist.Files }.Load(CancellationToken.None);

    private DataLocations Locations() => new(Path.Combine(root, "data"), Path.Combine(root, "cache"));

    private void Fill(string folder, bool compressed)
    {
        var path = Directory.CreateDirectory(Path.Combine(root, folder)).FullName;
        foreach (var (name, content) in TinyMnist.Contents)
        {
            File.WriteAllBytes(
                Path.Combine(path, compressed ? name + ".gz" : name), compressed ? TinyMnist.Gzipped(content) : content);
        }
    }

    private static FakeNetwork ServingEverything() => new(Served);

    private static HttpResponseMessage Served(Uri address) =>
        new(HttpStatusCode.OK) { Content = new ByteArrayContent(Compressed(address)) };

    private static byte[] Compressed(Uri address) =>
        TinyMnist.Gzipped(TinyMnist.Contents[Path.GetFileNameWithoutExtension(address.AbsolutePath)]);

    private sealed class FakeNetwork(Func<Uri, HttpResponseMessage> answer) : HttpMessageHandler
    {
        public List<Uri> Requests { get; } = [];

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Requests.Add(request.RequestUri!);
            return Task.FromResult(answer(request.RequestUri!));
        }
    }

    private sealed class Sentences : List<string>, IProgress<string>
    {
        public void Report(string value) => Add(value);
    }

    private sealed class BrokenStream : MemoryStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            throw new IOException("Connection reset by peer");
    }
}

using System.Collections.Immutable;

namespace GanBench.Datasets;

/// <summary>Downloads MNIST files, trying one mirror after another.</summary>
/// <param name="connection">Carries the requests; stays open.</param>
/// <param name="progress">Told what is tried, one sentence at a time; may be null.</param>
internal sealed class MnistMirrors(HttpMessageHandler connection, IProgress<string>? progress)
{
    private static readonly TimeSpan SilenceLimit = TimeSpan.FromSeconds(30);

    // Bytes between two words about how far a download is.
    private const int ToldEvery = 2 << 20;

    // A gzip file is never longer than its content by more than this, for contents of MNIST's size.
    private const int GzipOverhead = 64 * 1024;

    /// <summary>Folders that serve the four files as <c>.gz</c>.</summary>
    public static ImmutableArray<Uri> Addresses { get; } =
    [
        new("https://ossci-datasets.s3.amazonaws.com/mnist/"),
        new("https://storage.googleapis.com/cvdf-datasets/mnist/"),
    ];

    /// <summary>Fetches one file from the first mirror that has the right one.</summary>
    /// <param name="file">What it must be.</param>
    /// <param name="failures">Receives one line per mirror that failed: address and reason.</param>
    /// <param name="cancellation">Stops the download.</param>
    /// <returns>The compressed bytes and their content, checked; null when every mirror failed.</returns>
    public async Task<(byte[] Compressed, byte[] Content)?> Fetch(MnistFile file, List<string> failures, CancellationToken cancellation)
    {
        using var client = new HttpClient(connection, disposeHandler: false) { Timeout = Timeout.InfiniteTimeSpan };
        foreach (var mirror in Addresses)
        {
            var address = new Uri(mirror, file.Name + ".gz");
            progress?.Report($"MNIST: downloading {address}");
            string reason;
            try
            {
                var compressed = await Body(client, address, file.Length + GzipOverhead, cancellation);
                var content = Gzip.Unpack(compressed, file.Length);
                if (file.Fault(content) is not { } fault)
                    return (compressed, content);
                reason = "what came " + fault;
            }
            catch (InvalidDataException exception)
            {
                reason = "what came is not the gzip file: " + exception.Message;
            }
            catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
            {
                reason = $"silent for {SilenceLimit.TotalSeconds} seconds";
            }
            catch (Exception exception) when (exception is HttpRequestException or IOException)
            {
                reason = exception.Message;
            }

            failures.Add($"{address}: {reason}");
            progress?.Report($"MNIST: {address} failed: {reason}");
        }

        return null;
    }

    private async Task<byte[]> Body(HttpClient client, Uri address, int limit, CancellationToken cancellation)
    {
        using var silence = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        silence.CancelAfter(SilenceLimit);
        using var response = await client.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, silence.Token);
        response.EnsureSuccessStatusCode();

        var stream = await response.Content.ReadAsStreamAsync(silence.Token);
        using var body = new MemoryStream();
        var buffer = new byte[64 * 1024];
        var total = response.Content.Headers.ContentLength;
        var told = 0L;
        while (true)
        {
            silence.CancelAfter(SilenceLimit);
            var count = await stream.ReadAsync(buffer, silence.Token);
            if (count == 0)
                return body.ToArray();

            body.Write(buffer, 0, count);
            if (body.Length - told >= ToldEvery)
            {
                told = body.Length;
                progress?.Report(
                    $"MNIST: {told >> 20} MiB of {(total is { } all ? $"{all / 1048576.0:F1}" : "an unknown number of")} MiB are here");
            }

            if (body.Length > limit)
                throw new InvalidDataException($"it is longer than {limit} bytes.");
        }
    }
}

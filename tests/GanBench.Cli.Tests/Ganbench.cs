using System.Text.Json;
using GanBench.Cli.Hosting;
using GanBench.Cli.Screens;

namespace GanBench.Cli.Tests;

/// <summary>The program in a world of its own: a temporary folder for results, reports, data and cache; no network, four cores.</summary>
internal sealed class Ganbench : IDisposable
{
    private readonly Dictionary<string, string> variables;

    public Ganbench()
    {
        Folder = Directory.CreateTempSubdirectory("ganbench-test-").FullName;
        variables = new(StringComparer.Ordinal)
        {
            [CommandEnvironment.DataVariable] = Directory.CreateDirectory(Inside("data")).FullName,
            [CommandEnvironment.CacheVariable] = Inside("cache"),
            [CommandEnvironment.OfflineVariable] = "1",
        };
    }

    public string Folder { get; }

    public string Results => Inside("results");

    public string Reports => Inside("reports");

    public string Inside(params string[] path) => Path.Combine([Folder, .. path]);

    /// <summary>Writes a spec and returns its path.</summary>
    public string Spec(string name, string datasets, string techniques, string seeds, int generatorSteps, string controls = "false")
    {
        var path = Inside(name + ".json");
        File.WriteAllText(path, $$"""
            {
              "name": "{{name}}", "question": "Does it run?",
              "datasets": {{datasets}}, "techniques": {{techniques}}, "seeds": {{seeds}},
              "generator-steps": {{generatorSteps}}, "evaluation": { "samples": 100, "checkpoints": 2 }, "controls": {{controls}}
            }
            """);
        return path;
    }

    /// <summary>Runs a command line with this world's folders for results and reports.</summary>
    public Task<Answer> RunHere(params string[] arguments) => Run(default, [.. arguments, "--results", Results, "--reports", Reports]);

    public async Task<Answer> Run(CancellationToken interrupted, params string[] arguments)
    {
        using StringWriter output = new() { NewLine = "\n" }, error = new() { NewLine = "\n" };
        var environment = new CommandEnvironment
        {
            Screen = Screen.Plain(output),
            Error = error,
            Variable = name => variables.GetValueOrDefault(name),
            Cores = 4,
            Interrupted = interrupted,
            Folder = Folder,
        };
        var exitCode = await Application.Run(arguments, environment);
        return new Answer(exitCode, output.ToString(), error.ToString());
    }

    /// <summary>The records of an experiment, by id.</summary>
    public SortedDictionary<string, JsonElement> Records(string experiment, string? results = null)
    {
        var records = new SortedDictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var file in Directory.EnumerateFiles(Path.Combine(results ?? Results, experiment), "*.json"))
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(file));
            records.Add(Path.GetFileNameWithoutExtension(file), document.RootElement.Clone());
        }

        return records;
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    /// <summary>What the program answered.</summary>
    public sealed record Answer(int ExitCode, string Output, string Error);
}

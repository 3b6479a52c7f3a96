namespace GanBench.Structure.Tests;

public class FloorsTest
{
    private static IEnumerable<string> Projects => Floors.Below.Keys;

    [TestCaseSource(nameof(Projects))]
    public void AProject_UsesOnlyTheFloorsBelowIt(string project)
    {
        var refused = Floors.Refused(project, CompiledProject.Read(project));

        Assert.That(refused, Is.Empty, string.Join('\n', refused));
    }

    [TestCaseSource(nameof(Projects))]
    public void TheFoldersOfAProject_DoNotNeedEachOther(string project)
    {
        var uses = CompiledProject.Read(project).Where(
            use => use.Used.Assembly == project && IsInAFolder(use.Type) && IsInAFolder(use.Used));
        var cycles = FolderCycles.Find(uses.Select(use => new Use(InFolder(use.Type), InFolder(use.Used))));

        Assert.That(cycles, Is.Empty, string.Join('\n', cycles));
    }

    [Test]
    public void EveryProjectOfTheSource_HasAFloor() =>
        Assert.That(SourceFile.Projects, Is.EquivalentTo(Projects));

    [Test]
    public void ATypeInAFunctionsBody_IsSeen()
    {
        var uses = CompiledProject.Read(typeof(FloorsTest).Assembly.GetName().Name!);

        Assert.That(
            uses.Select(use => use.ToString()),
            Does.Contain("FloorsTest uses CompiledProject").And.Contain("CompiledProject uses TypeName"));
    }

    [TestCase("GanBench", "BitTorch", "Tensor", "GanBench may stand on no other project")]
    [TestCase("GanBench.Reports", "GanBench.Judges", "Judge", "GanBench.Reports may stand on GanBench.Experiments, GanBench")]
    [TestCase("GanBench.Training.BitTorch", "TorchSharp", "torch", "only GanBench.Training.TorchSharp may use TorchSharp")]
    [TestCase(
        "GanBench.Cli", "GanBench.Training.BitTorch", "Game", "outside GanBench.Training.BitTorch only its BitTorchEngine may be used")]
    public void AUseUpward_IsRefusedByName(string project, string usedProject, string used, string reason)
    {
        var use = new Use(new TypeName(project, $"{project}.Rooms", "Room"), new TypeName(usedProject, "Elsewhere", used));

        Assert.That(Floors.Refused(project, [use]), Is.EqualTo([$"{project}.Rooms.Room uses Elsewhere.{used} ({usedProject}): {reason}"]));
    }

    [TestCase("GanBench.Cli", "GanBench.Training.BitTorch", "BitTorchEngine")]
    [TestCase("GanBench.Judges", "GanBench.Training.BitTorch", "Game")]
    [TestCase("GanBench.Reports", "System.Runtime", "Object")]
    public void AUseDownward_IsAllowed(string project, string usedProject, string used)
    {
        var use = new Use(new TypeName(project, $"{project}.Rooms", "Room"), new TypeName(usedProject, "Elsewhere", used));

        Assert.That(Floors.Refused(project, [use]), Is.Empty);
    }

    // What the compiler makes for the whole assembly has its own namespaces, or none and a name that C# cannot spell.
    private static bool IsInAFolder(TypeName type) => type.Folder.Length == 0
        ? !type.Name.StartsWith('<')
        : type.Folder.Split('.')[0] is "GanBench" or "BitTorch";

    /// <summary>
    /// A program's first statements have no namespace, but lie in its project's own folder; folders that hold parts of one type are one.
    /// </summary>
    private static TypeName InFolder(TypeName type) => type.Folder.Length == 0
        ? type with { Folder = type.Assembly }
        : type with { Folder = SourceFile.FoldersOfParts.GetValueOrDefault(type.Folder, type.Folder) };
}

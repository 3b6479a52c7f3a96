namespace GanBench.Structure.Tests;

public class FolderCyclesTest
{
    [Test]
    public void ACycleOfThree_IsNamedWithItsTypes_AndWhatOnlyLeadsToItIsNot()
    {
        Use[] uses =
        [
            Uses("Plans", "Plan", "Records", "RunRecord"),
            Uses("Records", "RunRecord", "Files", "WholeFile"),
            Uses("Records", "RecordSet", "Files", "WholeFile"),
            Uses("Files", "WholeFile", "Plans", "PlannedRun"),
            Uses("Pages", "Report", "Plans", "Plan"),
            Uses("Files", "WholeFile", "Numbers", "Sum"),
        ];

        Assert.That(FolderCycles.Find(uses), Is.EqualTo(
        [
            "Files -> Plans: WholeFile uses PlannedRun",
            "Plans -> Records: Plan uses RunRecord",
            "Records -> Files: RecordSet uses WholeFile, RunRecord uses WholeFile",
        ]));
    }

    [Test]
    public void UsesDownward_AndWithinAFolder_AreNoCycle()
    {
        Use[] uses =
        [
            Uses("Pages", "Report", "Plans", "Plan"), Uses("Plans", "Plan", "Plans", "PlannedRun"),
            Uses("Plans", "PlannedRun", "Plans", "Plan"),
            Uses("Pages", "Report", "Files", "WholeFile"), Uses("Plans", "Plan", "Files", "WholeFile"),
        ];

        Assert.That(FolderCycles.Find(uses), Is.Empty);
    }

    private static Use Uses(string folder, string type, string usedFolder, string used) =>
        new(new TypeName("GanBench", folder, type), new TypeName("GanBench", usedFolder, used));
}

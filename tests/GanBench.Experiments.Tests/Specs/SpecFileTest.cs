using GanBench.Experiments.Specs;
using static GanBench.Experiments.Tests.Example;

namespace GanBench.Experiments.Tests.Specs;

public class SpecFileTest
{
    private string folder = "";

    [SetUp]
    public void MakeFolder() => folder = Directory.CreateTempSubdirectory("ganbench-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(folder, recursive: true);

    [Test]
    public void Read_AFile_GivesItsSpec()
    {
        var file = Path.Combine(folder, "ring.json");
        File.WriteAllText(file, Json());

        Assert.That(SpecFile.Read(file, Known).Spec!.Name, Is.EqualTo("example"));
    }

    [Test]
    public void Read_AMissingFile_NamesTheNearOnes()
    {
        File.WriteAllText(Path.Combine(folder, "quick.json"), Json());
        File.WriteAllText(Path.Combine(folder, "smoke.json"), Json());

        Assert.That(SpecFile.Read(Path.Combine(folder, "quik.json"), Known).Describe(),
            Does.Contain("there is no such file. Did you mean \"quick.json\"? There: quick.json, smoke.json."));
    }

    [Test]
    public void Read_InAMissingFolder_SaysSo() =>
        Assert.That(SpecFile.Read(Path.Combine(folder, "no", "quick.json"), Known).Describe(), Does.Contain("does not exist either"));

    [Test]
    public void Read_AFolder_SaysSo() => Assert.That(SpecFile.Read(folder, Known).Describe(), Does.Contain("this is a folder"));

    [Test]
    public void Read_AFileOfMoreThanAMebibyte_IsRefused()
    {
        var file = Path.Combine(folder, "big.json");
        File.WriteAllText(file, new string(' ', SpecFile.LargestBytes - Json().Length) + Json());
        Assert.That(SpecFile.Read(file, Known).Problems, Is.Empty);

        File.AppendAllText(file, " ");

        Assert.That(SpecFile.Read(file, Known).Describe(), Does.Contain("larger than 1,048,576 bytes"));
    }

    [TestCase(""), TestCase("\0")]
    public void Read_ANameThatNoFileHas_IsAProblemAndNoException(string path) =>
        Assert.That(SpecFile.Read(path, Known).Problems, Has.Length.EqualTo(1));
}

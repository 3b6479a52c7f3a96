using System.Globalization;
using System.Runtime.CompilerServices;

namespace GanBench.Cli.Tests.Approved;

/// <summary>Texts that users depend on, kept beside this file; nothing is normalised before they are compared.</summary>
internal static class ApprovedText
{
    public static void Check(string fileName, string received)
    {
        var approvedFile = Path.Combine(Folder(), fileName);
        var approved = File.Exists(approvedFile) ? File.ReadAllText(approvedFile) : "";
        if (approved == received)
            return;

        var receivedFile = Path.Combine(TestContext.CurrentContext.WorkDirectory, fileName + ".received");
        File.WriteAllText(receivedFile, received);
        Assert.Fail($"{fileName} differs from what was approved. {FirstDifference(approved.Split('\n'), received.Split('\n'))}\n" +
            $"If the new text is right, review and copy it:\n  cp '{receivedFile}' '{approvedFile}'");
    }

    private static string FirstDifference(string[] approved, string[] received)
    {
        var line = approved.Zip(received).TakeWhile(pair => pair.First == pair.Second).Count();
        return string.Create(CultureInfo.InvariantCulture, $"Line {line + 1}:\n- {Shown(approved, line)}\n+ {Shown(received, line)}");
    }

    private static string Shown(string[] lines, int line) =>
        line >= lines.Length ? "(end of text)" : lines[line].Length <= 500 ? lines[line] : lines[line][..500] + "...";

    private static string Folder([CallerFilePath] string thisFile = "") => Path.GetDirectoryName(thisFile)!;
}

using System.Runtime.CompilerServices;

namespace GanBench.Tests;

/// <summary>
/// Texts that users depend on, kept in the folder Approved of a test project; nothing is normalised before they are compared.
/// </summary>
internal static class ApprovedText
{
    public static void Check(string fileName, string received, [CallerFilePath] string test = "") =>
        CheckFile(Path.Combine(Folder(Path.GetDirectoryName(test)!), fileName), received);

    /// <summary>The same for a file elsewhere, such as a page that shows what the program prints.</summary>
    public static void CheckFile(string approvedFile, string received)
    {
        var fileName = Path.GetFileName(approvedFile);
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
        return $"Line {line + 1}:\n- {Shown(approved, line)}\n+ {Shown(received, line)}";
    }

    private static string Shown(string[] lines, int line) =>
        line >= lines.Length ? "(end of text)" : lines[line].Length <= 500 ? lines[line] : lines[line][..500] + "...";

    /// <summary>The folder Approved beside a test's file or above it.</summary>
    private static string Folder(string from) =>
        Directory.Exists(Path.Combine(from, "Approved")) ? Path.Combine(from, "Approved") : Folder(Path.GetDirectoryName(from)!);
}

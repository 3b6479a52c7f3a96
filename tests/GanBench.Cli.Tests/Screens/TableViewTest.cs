using GanBench.Cli.Screens;
using GanBench.Reports.Tables;

namespace GanBench.Cli.Tests.Screens;

public sealed class TableViewTest
{
    private static readonly ResultTable Table = new(
        "ring8", ["technique", "modes", "share"], [["ns-gan", "7.7 [7, 8]", "0.98"], ["wgan-gp (lambda 0.1)", "8", "\u2013"]], ["A note."]);

    [Test]
    public void Show_InPlainText_AlignsColumnsWithoutEscapesOrBoxes()
    {
        using var text = new StringWriter { NewLine = "\n" };

        TableView.Show(Screen.Plain(text), Table);

        Assert.That(text.ToString(), Is.EqualTo(
            """
            ring8
            technique                  modes  share
            --------------------  ----------  -----
            ns-gan                7.7 [7, 8]   0.98
            wgan-gp (lambda 0.1)           8      –
            A note.


            """.ReplaceLineEndings("\n")));
    }

    [Test]
    public void Show_OfATableWithControls_RulesThemOff()
    {
        using var text = new StringWriter { NewLine = "\n" };

        TableView.Show(
            Screen.Plain(text),
            new ResultTable("t", ["technique", "modes"], [["ns-gan", "3"], ["control: one", "8"]], []) { Controls = 1 });

        Assert.That(text.ToString().Split('\n')[1..6], Is.EqualTo(new[]
        {
            "technique     modes", "------------  -----", "ns-gan            3", "------------  -----", "control: one      8",
        }));
    }

    // As it is: 20 + 10 + 5 and a gap of 3 behind each is 44. Turned: 9 + 10 + 20 and three gaps is 48, and with five techniques it
    // would be wider still.
    [TestCase(44), TestCase(20)]
    public void Fitting_OfATableThatIsWiderTurned_LeavesItAsItIs(int room) =>
        Assert.That(TableView.Fitting(Table, room).Rows, Is.EqualTo(Table.Rows));

    [Test]
    public void Fitting_OfOneTechniqueWithManyColumns_TurnsIt() =>
        Assert.That(
            TableView.Fitting(new ResultTable("t", ["technique", "a", "b", "c", "d"], [["x", "1", "2", "3", "4"]], []), 10).Rows,
            Has.Length.EqualTo(4));

    [Test]
    public void Turned_SwapsRowsAndColumns()
    {
        var turned = TableView.Turned(Table);

        Assert.That(turned.Columns, Is.EqualTo(new[] { "technique", "ns-gan", "wgan-gp (lambda 0.1)" }));
        Assert.That(turned.Rows[0], Is.EqualTo(new[] { "modes", "7.7 [7, 8]", "8" }));
        Assert.That(turned.Rows[1], Is.EqualTo(new[] { "share", "0.98", "\u2013" }));
    }
}

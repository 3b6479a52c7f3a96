using GanBench.Cli.Wording;

namespace GanBench.Cli.Tests.Wording;

public sealed class MarkdownTextTest
{
    [Test]
    public void Lines_OfEveryKindOfBlock_ArePlainText()
    {
        const string Markdown = """
            A **bold** word, `code` and a
            [link](README.md#scores).

            - one item that
              goes on
            - another

            | a | b |
            | --- | ---: |
            | `x` | 1 |

            ```
            as  it   stands
            ```
            """;

        Assert.That(string.Join('\n', MarkdownText.Lines(Markdown, width: 26, indent: 2)), Is.EqualTo("""
              A bold word, code and a
              link.

              - one item that goes on
              - another

              - a; b
              - x; 1

                as  it   stands
            """));
    }
}

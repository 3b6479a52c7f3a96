namespace GanBench.Cli.Tests.Commands;

public sealed class CiteCommandTest
{
    [Test]
    public async Task Cite_SeveralNames_PrintsEachPaperOnce()
    {
        using var ganbench = new Ganbench();

        // ring8 is of the paper of unrolled, too.
        var answer = await ganbench.Run(default, "cite", "wgan-gp", "unrolled-1", "unrolled-5", "ring8");

        Assert.That(answer.ExitCode, Is.Zero, answer.Error);
        Assert.That(answer.Output, Is.EqualTo("""
            @misc{gulrajani2017improved,
              title = {{Improved Training of Wasserstein GANs}},
              author = {Gulrajani and Ahmed and Arjovsky and Dumoulin and Courville},
              year = {2017},
              eprint = {1704.00028},
              archivePrefix = {arXiv},
            }

            @misc{metz2016unrolled,
              title = {{Unrolled Generative Adversarial Networks}},
              author = {Metz and Poole and Pfau and Sohl-Dickstein},
              year = {2016},
              eprint = {1611.02163},
              archivePrefix = {arXiv},
            }

            """));
    }
}

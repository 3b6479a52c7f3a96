using GanBench.Definitions;

namespace GanBench.Tests.Definitions;

public class BibTexTest
{
    [Test]
    public void Entry_OfATitleAndNamesWithMarks_IsWhatLaTeXReads() =>
        Assert.That(
            BibTex.Entry(new Citation("On 50 % of C# & {braces}, a_b ~ x^2 \\ $", "Sønderby, van den Oord, Huszár", 2016, "1610.04490")),
            Is.EqualTo(
            """
            @misc{sonderby201650,
              title = {{On 50 \% of C\# \& \{braces\}, a\_b \~{} x\^{}2 {\textbackslash} \$}},
              author = {S{\o}nderby and {van den Oord} and Husz{\'a}r},
              year = {2016},
              eprint = {1610.04490},
              archivePrefix = {arXiv},
            }

            """));

    [TestCase("Improved Training of Wasserstein GANs", "Gulrajani, Ahmed", 2017, "gulrajani2017improved")]
    [TestCase("The relativistic discriminator: a key element missing from standard "
        + "GAN", "Jolicoeur-Martineau", 2018, "jolicoeurmartineau2018relativistic")]
    [TestCase("Are GANs Created Equal? A Large-Scale Study", "Lucic", 2017, "lucic2017gans")]
    public void Key_IsFirstAuthorYearAndFirstWordThatSaysSomething(string title, string authors, int year, string key) =>
        Assert.That(BibTex.Key(new Citation(title, authors, year)), Is.EqualTo(key));

    [Test]
    public void Entry_OfAPaperThatIsNotOnArXiv_HasNoEprint() =>
        Assert.That(BibTex.Entry(new Citation("Gradient-based learning", "LeCun", 1998)), Does.Not
            .Contain("eprint").And
            .Contain("@misc{lecun1998gradient,"));
}

using GanBench.Reports.Tables;

namespace GanBench.Reports.Tests.Tables;

public class OperationsTest
{
    [TestCase(0, "0"), TestCase(999, "999"), TestCase(1000, "1.0 k"), TestCase(52_822_016, "52.8 M"), TestCase(3.638e9, "3.64 G")]
    [TestCase(7e13, "70.00 T"), TestCase(1.2e15, "1.20 P"), TestCase(3e19, "30.00 E")]
    [TestCase(double.NaN, "\u2013")]
    public void Text_HasOneDecimalAndAUnit(double count, string text) =>
        Assert.That(Operations.Text(count), Is.EqualTo(text));
}

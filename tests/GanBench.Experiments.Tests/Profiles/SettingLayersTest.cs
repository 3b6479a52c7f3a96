using System.Collections.Immutable;
using GanBench.Definitions;
using GanBench.Experiments.Profiles;

namespace GanBench.Experiments.Tests.Profiles;

public class SettingLayersTest
{
    [Test]
    public void Effective_OfSeveralLayers_TakesTheLastWord()
    {
        var settings = Effective([("batch", 64), ("latent", 8)], [("batch", 32)], []);

        Assert.That(settings["batch"], Is.EqualTo((SettingValue)32));
        Assert.That(settings["latent"], Is.EqualTo((SettingValue)8));
    }

    [TestCase(true), TestCase(false)]
    public void Effective_WithinALayer_ASidesOwnWordWinsWhateverItsPlace(bool sideFirst)
    {
        (string, SettingValue) side = ("generator.rate", 0.5);
        (string, SettingValue) both = ("rate", 0.25);

        var settings = Effective(sideFirst ? [side, both] : [both, side]);

        Assert.That(Sides(settings, "rate"), Is.EqualTo(((SettingValue)0.5, (SettingValue)0.25)));
    }

    [Test]
    public void Effective_WhatALaterLayerSaysForBoth_WinsOverASidesEarlierWord()
    {
        var settings = Effective([("generator.rate", 0.5)], [("rate", 0.25)]);

        Assert.That(Sides(settings, "rate"), Is.EqualTo(((SettingValue)0.25, (SettingValue)0.25)));
    }

    [Test]
    public void Effective_ASidesLaterWord_LeavesTheOtherSideAsItWas()
    {
        var settings = Effective([("rate", 0.25)], [("discriminator.rate", 0.5)]);

        Assert.That(Sides(settings, "rate"), Is.EqualTo(((SettingValue)0.25, (SettingValue)0.5)));
    }

    [Test]
    public void Effective_OfAnOptimiser_HasItsNumbersAndNoOthers()
    {
        var settings = Effective([("generator.optimiser", "sgd"), ("momentum", 0.9), ("beta1", 0)]);

        Assert.That(Own(settings, "generator"), Does.Contain("momentum").And.Not.Contain("beta1").And.Not.Contain("epsilon"));
        Assert.That(Own(settings, "discriminator"), Does.Contain("beta1").And.Not.Contain("momentum").And.Not.Contain("decay"));
    }

    // What a side's setting depends on may be the whole game's.
    [TestCase("perceptron", "widths", "channels"), TestCase("dcgan", "channels", "widths")]
    public void Effective_OfAFamilyOfNetworks_HasItsSizesAndNoOthers(string networks, string has, string hasNot)
    {
        var settings = Effective([("networks", networks), ("widths", SettingValue.Of(8)), ("channels", 4)]);

        Assert.That(Own(settings, "generator"), Does.Contain(has).And.Not.Contain(hasNot));
    }

    [Test]
    public void Effective_OfSettingsThatMeanNothing_IsThatWithoutThem()
    {
        var with = Effective([("slope", 0.1), ("deviation", 3), ("schedule-from", 0.1), ("decay", 0.5)]);

        Assert.That(with, Is.EqualTo(Effective([])), "relu, orthogonal, constant and adam of the first layer need none of them");
    }

    [Test]
    public void Effective_WhereNothingIsSaid_HasTheDefaults()
    {
        var settings = Effective([]);

        Assert.That(settings["training-samples"], Is.EqualTo((SettingValue)"fresh"));
        Assert.That(settings["discriminator-steps"], Is.EqualTo((SettingValue)1));
        Assert.That(settings["generator.beta2"], Is.EqualTo((SettingValue)0.999));
        Assert.That(settings["discriminator.batch-normalisation"], Is.EqualTo((SettingValue)"none"));
    }

    [Test]
    public void Open_OfNetworksWithoutSizes_NamesThem()
    {
        Assert.That(SettingLayers.Open(Effective([("networks", "perceptron")])), Is.EqualTo(["generator.widths", "discriminator.widths"]));
        Assert.That(SettingLayers.Open(Effective([("widths", SettingValue.Of(8))])), Is.Empty);
        Assert.That(SettingLayers.Open(Effective([("networks", "dcgan")])), Is.Empty, "channels have a default");
    }

    [Test]
    public void FlatNames_OfASidesSetting_AreBothSides()
    {
        Assert.That(SettingLayers.FlatNames("rate"), Is.EqualTo(["generator.rate", "discriminator.rate"]));
        Assert.That(SettingLayers.FlatNames("batch"), Is.EqualTo(["batch"]));
        Assert.That(SettingLayers.FlatNames("generator.rate"), Is.EqualTo(["generator.rate"]));
    }

    [Test]
    public void Brief_SaysOnceWhatBothSidesHave()
    {
        var brief = SettingLayers.Brief(Effective([("generator.rate", 0.5), ("rate", 0.25)])).Select(pair => $"{pair.Name} {pair.Value}");

        Assert.That(brief, Is.SupersetOf((string[])["generator.rate 0.5", "discriminator.rate 0.25", "optimiser adam", "batch 128"]));
        Assert.That(brief, Has.None.StartsWith("generator.optimiser"));
    }

    private static ImmutableSortedDictionary<string, SettingValue> Effective(params (string Name, SettingValue Value)[][] layers)
    {
        (string, SettingValue)[] profile =
        [
            ("networks", "perceptron"), ("latent", 2), ("batch", 128), ("output", "linear"), ("activation", "relu"),
            ("initialisation", "orthogonal"), ("optimiser", "adam"), ("rate", 0.001),
        ];
        return SettingLayers.Effective(layers.Prepend(profile).Select(layer => layer.ToDictionary()));
    }

    private static (SettingValue, SettingValue) Sides(ImmutableSortedDictionary<string, SettingValue> settings, string name) =>
        (settings[$"generator.{name}"], settings[$"discriminator.{name}"]);

    private static IEnumerable<string> Own(ImmutableSortedDictionary<string, SettingValue> settings, string side) =>
        settings.Keys.Where(name => name.StartsWith(side + ".", StringComparison.Ordinal)).Select(name => name[(side.Length + 1)..]);
}

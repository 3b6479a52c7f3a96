using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using GanBench.Randomness;
using GanBench.Training.Networks;
using GanBench.Training.Optimisers;

namespace GanBench.Training.Tests.Networks;

/// <summary>
/// What has a file for each engine: this project compiles the files for TorchSharp, so <c>Dense</c>, <c>ParameterViews</c> and
/// <c>AdamUpdate</c> mean public operations here, while the trained networks and the optimiser run the files for BitTorch. Both must say
/// the same.
/// </summary>
public sealed class EngineFilesTest
{
    private static readonly string[] Words = ["linear", "relu", "leaky-relu", "tanh", "softplus", "elu", "maxout-3"];

    [Test]
    public void Layers_OnThisEngine_HaveTheBitsOfPublicOperations([ValueSource(nameof(Words))] string word, [Values(1, 3)] int replicas)
    {
        using var scope = NewDisposeScope();
        var activation = Activation.Named(word, slope: 0.3);
        var network = new Perceptron([5, 33, 7], activation, activation, new Gaussian(0.7));
        var stream = SeedStream.FromSeed(3);
        var parameters = tensor(
            [.. Enumerable.Range(0, replicas).SelectMany(r => network.Layout.Initial(stream.Derive($"{r}")))],
            [replicas, network.Layout.Count]).requires_grad_();
        var values = new float[replicas * 19 * 5];
        stream.Normal(0, values);
        var input = tensor(values, [replicas, 19, 5]);

        var actual = network.Apply(parameters, input).Output;
        var blocks = network.Layout.Blocks;
        var views = ParameterViews.Of(
            parameters, [.. blocks.Select(block => block.Shape.ToArray())], [.. blocks.Select(block => (int)block.Count)]);
        var expected = Dense.Apply(activation, Dense.Apply(activation, input, views[0], views[1]), views[2], views[3]);

        Assert.That(Bits(actual), Is.EqualTo(Bits(expected)));
        Assert.That(Bits(Gradient(actual)), Is.EqualTo(Bits(Gradient(expected))));

        Tensor Gradient(Tensor output) => autograd.grad([output.square().sum()], [parameters])[0];
    }

    [Test]
    public void Adam_OnThisEngine_HasTheBitsOfPublicOperations()
    {
        using var scope = NewDisposeScope();
        var adam = new Adam(LearningRate: 3e-3);
        var values = new float[3 * 37];
        SeedStream.FromSeed(4).Normal(0, values);
        var (actual, expected) = (tensor(values, [3, 37]), tensor(values, [3, 37]));
        using var actualState = adam.Start(actual);
        using var expectedState = adam.Start(expected);
        var (power1, power2) = (1.0, 1.0);
        for (var step = 0; step < 20; step++)
        {
            SeedStream.FromSeed(5).Normal(step, values);
            var gradient = tensor(values, [3, 37]);

            adam.Step(actual, gradient, actualState);
            (power1, power2) = (power1 * adam.Beta1, power2 * adam.Beta2);
            AdamUpdate.Apply(adam, expected, gradient, expectedState, 1 - power1, 1 - power2);
        }

        Assert.That(Bits(actual), Is.EqualTo(Bits(expected)));
    }

    // The compiler lets training code see BitTorch's internals, for BitTorch.Fused and the counter; anything else would not build on
    // TorchSharp.
    [Test]
    public void TrainingCode_OutsideTheEngineFiles_UsesPublicTypesAndMembersOnly()
    {
        var publicTypes = typeof(Tensor).Assembly.GetExportedTypes().ToLookup(type => type.Name.Split('`')[0]);
        using var file = File.OpenRead(typeof(Perceptron).Assembly.Location);
        using var image = new PEReader(file);
        var metadata = image.GetMetadataReader();
        var foreign = new List<string>();
        foreach (var handle in metadata.MemberReferences)
        {
            var member = metadata.GetMemberReference(handle);
            if (member.Parent.Kind != HandleKind.TypeReference) continue;
            var type = metadata.GetTypeReference((TypeReferenceHandle)member.Parent);
            if (!NamespaceOf(type).StartsWith("BitTorch", StringComparison.Ordinal) || NamespaceOf(type) == "BitTorch.Fused") continue;
            var (typeName, name) = (metadata.GetString(type.Name), metadata.GetString(member.Name));
            if (typeName == "OperationCounter") continue;
            if (!publicTypes[typeName.Split('`')[0]].Any(candidate => candidate.GetMember(name).Length > 0)) foreign.Add(
                $"{typeName}.{name}");
        }

        Assert.That(foreign, Is.Empty);

        string NamespaceOf(TypeReference type) => type.ResolutionScope.Kind == HandleKind.TypeReference
            ? NamespaceOf(metadata.GetTypeReference((TypeReferenceHandle)type.ResolutionScope))
            : metadata.GetString(type.Namespace);
    }

    private static int[] Bits(Tensor tensor) => [.. tensor.data<float>().ToArray().Select(BitConverter.SingleToInt32Bits)];
}

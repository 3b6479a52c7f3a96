using System.Collections.Immutable;
using GanBench.Definitions;

namespace GanBench.Experiments.Profiles;

/// <summary>What can be chosen for the generator and for the discriminator: networks and how they are updated.</summary>
/// <param name="Activation">
/// Activation behind hidden layers: <c>relu</c>, <c>leaky-relu</c>, <c>tanh</c>, <c>softplus</c>, <c>elu</c> or <c>maxout-N</c>.
/// </param>
/// <param name="Initialisation">How weights start.</param>
/// <param name="Optimiser">How parameters are updated.</param>
/// <param name="Rate">Learning rate, above 0.</param>
/// <param name="Widths">Hidden widths of a perceptron, from the input on.</param>
/// <param name="Channels">Channels of a convolutional network at half an image's size; twice as many at a quarter.</param>
/// <param name="Slope">Slope of leaky ReLU below 0.</param>
/// <param name="Gain">Factor on the scale of the initialisation.</param>
/// <param name="Deviation">Standard deviation of normal weights.</param>
/// <param name="BatchNormalisation">Whether hidden layers are normalised over the batch.</param>
/// <param name="Beta1">Adam's decay of the first moment.</param>
/// <param name="Beta2">Adam's decay of the second moment.</param>
/// <param name="Decay">RMSProp's decay of the mean square.</param>
/// <param name="Momentum">Momentum of gradient descent.</param>
/// <param name="Epsilon">Added to the denominator of Adam and RMSProp.</param>
/// <param name="Schedule">How the learning rate changes over the run.</param>
/// <param name="ScheduleFrom">Share of the run from which it falls.</param>
/// <param name="WarmUp">Updates over which the rate rises along a straight line from 0.</param>
public sealed record SideSettings(
    [Setting("activation behind hidden layers", Words = "relu leaky-relu tanh softplus elu maxout-#")] string Activation,
    [Setting("how weights start; biases start at zero")] InitialisationKind Initialisation,
    [Setting("how parameters are updated")] OptimiserKind Optimiser,
    [Setting("learning rate", Above = 0, Maximum = 100)] double Rate,
    [Setting(
        "hidden widths, from the input on",
        Minimum = 1, Maximum = 16384, MinimumLength = 1, MaximumLength = 32, When = "networks: perceptron")]
    ImmutableArray<int> Widths = default,
    [Setting("channels at half an image's size; twice as many at a quarter", Minimum = 1, Maximum = 1024, When = "networks: dcgan")]
    int Channels = 32,
    [Setting("slope of the activation below 0", Minimum = 0, Maximum = 1, When = "activation: leaky-relu")] double Slope = 0.2,
    [Setting("factor on the scale of the initialisation", Above = 0, Maximum = 1000, When = "initialisation: orthogonal he glorot")]
    double Gain = 1,
    [Setting("standard deviation of normal weights", Above = 0, Maximum = 1000, When = "initialisation: normal")] double Deviation = 0.02,
    [Setting("whether hidden layers are normalised over the batch, and by which statistics samples for an evaluation are")]
    BatchNormalisation BatchNormalisation = BatchNormalisation.None,
    [Setting("decay of the first moment", Minimum = 0, Below = 1, When = "optimiser: adam")] double Beta1 = 0.5,
    [Setting("decay of the second moment", Minimum = 0, Below = 1, When = "optimiser: adam")] double Beta2 = 0.999,
    [Setting("decay of the mean square", Minimum = 0, Below = 1, When = "optimiser: rmsprop")] double Decay = 0.99,
    [Setting("momentum", Minimum = 0, Below = 1, When = "optimiser: sgd")] double Momentum = 0,
    [Setting("added to the denominator", Above = 0, Maximum = 1, When = "optimiser: adam rmsprop")] double Epsilon = 1e-8,
    [Setting("how the learning rate changes over the run")] ScheduleKind Schedule = ScheduleKind.Constant,
    [Setting("share of the run from which the rate falls", Minimum = 0, Below = 1, When = "schedule: linear-to-zero cosine-to-zero")]
    double ScheduleFrom = 0.5,
    [Setting("generator steps over which the rate rises along a straight line from 0", Minimum = 0, Maximum = 100_000_000)] int WarmUp = 0);

namespace BitTorch.Devices.Cpu.Elementwise;

/// <summary>The numbers of one step of Adam, each rounded to float32 as the tensor operation that takes it rounds it.</summary>
/// <param name="FirstDecay">Factor of the first moment.</param>
/// <param name="GradientWeight">Weight of the gradient in the first moment.</param>
/// <param name="SecondDecay">Factor of the second moment.</param>
/// <param name="SquareWeight">Weight of the squared gradient in the second moment.</param>
/// <param name="RootCorrection">Divisor of the second moment's root.</param>
/// <param name="Epsilon">Added to the corrected root.</param>
/// <param name="Rate">Weight of the quotient that is added to the parameter; below zero to descend.</param>
internal readonly record struct AdamNumbers(
    float FirstDecay, float GradientWeight, float SecondDecay, float SquareWeight, float RootCorrection, float Epsilon, float Rate);

namespace GanBench.Judges;

/// <summary>How a judge is trained: with the images, all that decides its weights. <see cref="JudgeTraining"/> follows it.</summary>
/// <param name="Steps">Updates of the weights, at least 1.</param>
/// <param name="DigitsPerStep">Images of digits in each update; enough that two different ones are always among them.</param>
/// <param name="NonDigitsPerStep">Images of no digit in each update; a multiple of 10 gives each kind its share.</param>
/// <param name="LearningRate">Adam's rate in the first update; it falls linearly to 0.</param>
/// <param name="MostShift">Digits are moved by up to so many pixels, sideways and up or down.</param>
public sealed record JudgeRecipe(int Steps, int DigitsPerStep, int NonDigitsPerStep, double LearningRate, int MostShift);

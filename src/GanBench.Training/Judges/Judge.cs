namespace GanBench.Training.Judges;
internal static class Judge { public const int Digits = 10; public const int Outputs = 11; }

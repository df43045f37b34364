namespace Post.Kernel.Tests;

/// <summary>Tests that read the process' memory run alone, after all others: their neighbours' rows are not theirs.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class MeasuresMemory
{
    public const string Name = "Measures memory";
}

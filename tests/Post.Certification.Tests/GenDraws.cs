using System.Runtime.CompilerServices;
using FsCheck;
using FsCheck.Fluent;
using Post.Testing;

namespace Post.Certification.Tests;

internal static class GenDraws
{
    private const int Size = 50;

    /// <summary>Draws under the seed of the run, so that a failure can be had again.</summary>
    public static IReadOnlyList<T> Draw<T>(
        this Gen<T> gen, int count, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        [.. gen.Sample(numberOfSamples: count, seed: new Rnd(Draws.NextSeed(file, line)), size: Size)];
}

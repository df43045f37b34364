using Post.Verifier;
using Post.Verifier.Checks;

namespace Post.Audit.Tests.Tampering;

internal static class Found
{
    /// <summary>The verdict names this class and this place first.</summary>
    public static void At(Verdict verdict, TamperClass expected, long? index)
    {
        var first = verdict.Findings.First;
        Assert.True(first is not null, "The log was called sound.");
        Assert.True(
            first.Class == expected && first.Index == index,
            $"Expected {expected} at {index}; found:\n{string.Join('\n', verdict.Findings.All)}");
    }

    public static void Nothing(Verdict verdict) => Assert.True(verdict.Findings.Sound, string.Join('\n', verdict.Findings.All));
}

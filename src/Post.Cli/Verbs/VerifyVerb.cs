using Post.Verifier;

namespace Post.Cli.Verbs;

/// <summary>Hands over to the verifier, which knows nothing of this program and needs nothing of it.</summary>
internal static class VerifyVerb
{
    public static Task<int> RunAsync(VerbArguments args, TextWriter to, CancellationToken ct) =>
        VerifierVerbs.RunAsync(["verify", .. args.Rest()], to, Console.Error, ct);
}

using Post.PublicDatabase.Features.PublishLogSeal;

namespace Post.Cli.Verbs;

/// <summary>Shows the day's checkpoint of the log to the public now instead of at night.</summary>
internal static class PublishSealVerb
{
    public static async Task<int> RunAsync(VerbArguments args, TextWriter to, CancellationToken ct)
    {
        args.ThrowIfAnyLeft();
        await using var host = OperatorHost.Open();
        var done = await host.AsOperator().Send(new PublishLogSealCommand(), ct);
        await to.WriteLineAsync(done.Refusal?.Text ?? "The day's checkpoint is on the public site.");
        return done.Refused ? OperatorVerbs.Refused : OperatorVerbs.Ok;
    }
}

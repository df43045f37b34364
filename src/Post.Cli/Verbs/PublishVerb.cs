using Post.PublicDatabase.Features.RebuildPublication;

namespace Post.Cli.Verbs;

/// <summary>Rebuilds everything that is published from the record; an unchanged record changes no published byte.</summary>
internal static class PublishVerb
{
    public static async Task<int> RunAsync(VerbArguments args, TextWriter to, CancellationToken ct)
    {
        args.ThrowIfAnyLeft();
        await using var host = OperatorHost.Open();
        await host.SettleAsync(ct);
        var done = await host.AsOperator().Send(new RebuildPublicationCommand(), ct);
        if (done.Refusal is { } refusal)
        {
            await to.WriteLineAsync(refusal.Text);
            return OperatorVerbs.Refused;
        }

        await host.SettleAsync(ct);
        await to.WriteLineAsync("Published.");
        return OperatorVerbs.Ok;
    }
}

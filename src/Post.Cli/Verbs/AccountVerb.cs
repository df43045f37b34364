using Post.App.Identity;
using Post.Audit;

namespace Post.Cli.Verbs;

/// <summary>Makes the first accounts of a system; the password is read from the input, never from the command line.</summary>
internal static class AccountVerb
{
    public static async Task<int> RunAsync(VerbArguments args, TextReader from, TextWriter to, CancellationToken ct)
    {
        var kind = args.Value("--kind") ?? nameof(ActorKind.Staff);
        var roles = args.Values("--role");
        var display = args.Value("--display");
        var sponsor = new SponsorToRecord(null, args.Date("--until"), args.Value("--why")) { SponsorUserName = args.Value("--sponsor") };
        args.Require("add", "account add NAME --role ROLE");
        var name = args.Require("NAME");
        args.ThrowIfAnyLeft();
        if (!Enum.TryParse<ActorKind>(kind, out var actor) || actor is ActorKind.Job or ActorKind.Anonymous or ActorKind.Operator)
        {
            throw new MisuseException($"“{kind}” is not a kind of person. Kinds: Staff, Commissioner, Contractor, Vendor, Agent, Agency, Officer.");
        }

        await to.WriteAsync("Password: ");
        var password = await from.ReadLineAsync(ct) ?? "";
        await using var host = OperatorHost.Open();
        var added = await host.AsOperator().Send(
            new AddAccountCommand(name, display ?? name, actor, roles, password) { Sponsor = sponsor }, ct);
        if (added.Refusal is { } refusal)
        {
            await to.WriteLineAsync(refusal.Text);
            return OperatorVerbs.Refused;
        }

        await to.WriteLineAsync($"The account {name} was made.");
        return OperatorVerbs.Ok;
    }
}

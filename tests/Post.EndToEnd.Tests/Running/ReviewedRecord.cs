using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Post.AccessReview.Features.AskActor;
using Post.Audit;
using Post.Kernel.Access;
using Post.Kernel.Requests;
using Post.Testing;

namespace Post.EndToEnd.Tests.Running;

/// <summary>Looks of three weeks in the log, some of them odd, and what the running site's own watch made of them.</summary>
internal static class ReviewedRecord
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);
    private static readonly SemaphoreSlim s_once = new(1);

    public static async Task EnsureAsync(RunningSite site)
    {
        await s_once.WaitAsync();
        try
        {
            if (await site.ScalarAsync<long>("select count(*) from audit.event where producer = 'journey' and action = 'officer.opened'") > 0) return;
            // Whoever the demonstration's officer is sees in these looks that somebody looked.
            Assert.Equal(await site.PersonIdAsync(Cast.Served), await OwnOfficer.IdAsync(site));
            await WriteAsync(site);
            await WaitForAlertAsync(site);
            var alert = await AlertAsync(site);
            await site.Operator.WithServicesAsync(async services =>
            {
                var reviewer = services.GetRequiredService<ServiceDispatchers>().As(People.With(Roles.ComplianceOfficer, TimeProvider.System));
                var asked = await reviewer.Send(new AskActorCommand(alert, "Which case were these looks for? None was named."));
                Assert.Null(asked.Refusal);
            });
        }
        finally
        {
            s_once.Release();
        }
    }

    public static Task<Guid> AlertAsync(RunningSite site) => site.ScalarAsync<Guid>(
        "select a.id from access_review.alert a join identity.account c on c.id = a.actor_id where c.user_name = 'demo-stdstaff' and a.rule_code = 'no-matter' limit 1");

    public static async Task<Guid> EventAsync(RunningSite site) => await site.ScalarAsync<Guid>(
        "select e.id from audit.event e where e.producer = 'journey' and subject_ids @> array[$1] order by e.id limit 1", await site.PersonIdAsync(Cast.Served));

    private static async Task WriteAsync(RunningSite site)
    {
        var served = await site.PersonIdAsync(Cast.Served);
        var others = new[] { await site.PersonIdAsync(Cast.Found), await site.PersonIdAsync(Cast.Looked), await site.PersonIdAsync(Cast.Held) };
        var odd = await AccountAsync(site, Roles.StdStaff, "Standards staff (demo)");
        var usual = await AccountAsync(site, Roles.CertStaff, "Certification staff (demo)");
        var now = TimeProvider.System.GetUtcNow();
        var producer = new AuditProducer("journey", TimeProvider.System);
        List<AuditEvent> acts =
        [
            .. Enumerable.Range(1, 20).Select(day => Open(producer, usual, "certification", null, now.AddDays(-day), day % 3 == 0 ? served : others[day % 3])),
            .. Enumerable.Range(0, 15).Select(day => Open(producer, odd, "investigation", $"C-2026-{day}", now.AddDays(-day - 1), others[day % 3])),
            .. others.Append(served).Select((person, i) => Open(producer, odd, "investigation", null, now.AddMinutes(i - 30), person)),
            Open(producer, usual, "certification", "C-2026-31", now.AddMinutes(-5), served) with
            {
                Reason = new AuditReason("certification", "C-2026-31", "Counsel stands in court and asks for the file", true, 1),
            },
        ];
        await site.Operator.WithServicesAsync(async services =>
        {
            await using var connection = await services.GetRequiredService<NpgsqlDataSource>().OpenConnectionAsync();
            await AuditStore.AppendAsync(connection, acts, default);
        });
    }

    private static AuditEvent Open(AuditProducer producer, AuditActor who, string purpose, string? matter, DateTimeOffset at, Guid person) => new()
    {
        Id = Guid.CreateVersion7(at),
        Stamp = producer.Next(),
        At = at,
        Actor = who,
        Reason = new AuditReason(purpose, matter, null, false, 1),
        Action = "officer.opened",
        DataClass = DataClass.Personal,
        SubjectIds = [person],
        FieldGroups = ["identity", "status"],
        RowCount = 1,
        Outcome = AuditOutcome.Ok,
        Duration = TimeSpan.FromMilliseconds(7),
    };

    private static async Task<AuditActor> AccountAsync(RunningSite site, string role, string name) => new(
        await site.ScalarAsync<Guid>("select id from identity.account where user_name = $1", $"demo-{role.ToLowerInvariant()}"), ActorKind.Staff, name, [role])
    {
        SessionId = Guid.NewGuid(),
        IpPrefix = "192.0.2.0/24",
        Client = "Firefox 140 on Linux",
        Authentication = "password",
    };

    private static async Task WaitForAlertAsync(RunningSite site)
    {
        var until = TimeProvider.System.GetUtcNow() + s_patience;
        while (TimeProvider.System.GetUtcNow() < until)
        {
            if (await site.ScalarAsync<long>("select count(*) from access_review.alert where rule_code = 'no-matter'") > 0) return;
            await Task.Delay(200);
        }

        throw new TimeoutException("The running site's watch raised nothing.");
    }
}

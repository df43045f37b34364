using MediatR;
using Post.AccessReview.Alerts;
using Post.AccessReview.Domain;
using Post.AccessReview.Log;
using Post.AccessReview.Watch;
using Post.Audit;
using Post.Kernel.Data;
using Post.Kernel.Requests;

namespace Post.AccessReview.Features.CompareReasons;

/// <summary>Looks each night for one and the same reason that an account gave on several occasions for many persons.</summary>
[Requires(AccessReviewPermissions.Watch)]
[Audited("log.reasons.compared", DataClass.None)]
internal sealed record CompareReasonsCommand(DateTimeOffset Due) : ICommand<Done>;

internal sealed class CompareReasonsHandler(LogSession session, AccessLog log, MisuseRules rules, AlertDesk desk, ChangeContext change)
    : IRequestHandler<CompareReasonsCommand, Result<Done>>
{
    private const string Rule = "copied-reason";

    public async Task<Result<Done>> Handle(CompareReasonsCommand command, CancellationToken ct)
    {
        if (!(await rules.InForceAsync(ct)).TryGetValue(Rule, out var numbers)) return Done.Instance;
        var repeated = await RepeatedAsync(command.Due, numbers, ct);
        var names = new Dictionary<Guid, string>();
        var found = new List<(AlertSource, string?, Finding)>();
        foreach (var reason in repeated)
        {
            var looks = await log.SomeAsync(reason.Events, reason.From, reason.To, ct);
            var words = await log.PayloadsAsync(looks, ct);
            names[reason.Actor] = words.GetValueOrDefault(looks[^1].Id, LogPayload.Gone).Name ?? "";
            found.Add((AlertSource.Rule, Rule, new Finding(
                $"{Rule}|{reason.Actor}|{reason.Digest}", looks, [.. looks.SelectMany(l => l.SubjectIds).Distinct()],
                $"One reason was given on {reason.Occasions} occasions for {reason.Subjects} persons.")));
        }

        change.Summarise($"{await desk.RaiseAsync(found, names, ct)} alerts raised");
        return Done.Instance;
    }

    // An occasion is a matter on a day: an hour's work under one reason is one, whoever it shows.
    private async Task<List<RepeatedReason>> RepeatedAsync(DateTimeOffset due, RuleNumbers numbers, CancellationToken ct)
    {
        var sql = new LogSql();
        var from = sql.At(due.AddDays(-numbers["days"]));
        sql.Add("with given as (")
            .Add("select e.actor_id, e.id, e.at_db, e.subject_ids, coalesce(e.matter, '') || (e.at_app at time zone 'America/New_York')::date as occasion,")
            .Add("md5(lower(btrim(convert_from(p.body, 'UTF8')::jsonb #>> '{CustomFields,Reason}'))) as digest")
            .Add("from audit.event_seen e join audit.payload_seen p on p.event_id = e.id and p.at_db = e.at_db")
            .Add($"where e.at_db >= {from} and e.at_app >= {from} and e.outcome = 'Ok' and e.data_class in ('Personal', 'Restricted')")
            .Add("and e.purpose is not null and cardinality(e.subject_ids) > 0 and e.actor_kind not in ('Job', 'Anonymous', 'Operator'))")
            .Add("select g.actor_id, g.digest, count(distinct s.id), count(distinct g.occasion),")
            .Add($"(array_agg(distinct g.id))[1:{sql.Number(Alert.ListedAtMost)}], min(g.at_db), max(g.at_db)")
            .Add("from given g cross join unnest(g.subject_ids) as s(id) where g.digest is not null group by 1, 2")
            .Add($"having count(distinct s.id) > {sql.Number(numbers["subjects"])} and count(distinct g.occasion) >= {sql.Number(numbers["occasions"])}");
        return await session.RowsAsync(sql, r => new RepeatedReason(r.GetGuid(0), r.GetString(1), r.GetInt64(2), r.GetInt64(3),
            r.GetFieldValue<Guid[]>(4), r.GetFieldValue<DateTimeOffset>(5), r.GetFieldValue<DateTimeOffset>(6)), ct);
    }

    private sealed record RepeatedReason(Guid Actor, string Digest, long Subjects, long Occasions, Guid[] Events, DateTimeOffset From, DateTimeOffset To);
}

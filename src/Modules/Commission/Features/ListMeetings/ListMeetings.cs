using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.Audit;
using Post.Commission.Data;
using Post.Commission.Domain;
using Post.Kernel.Requests;
using Post.Kernel.Time;

namespace Post.Commission.Features.ListMeetings;

/// <summary>Meetings, latest first, by pages.</summary>
[Requires(CommissionPermissions.ReadVotes)]
[Audited("meetings.listed", DataClass.None)]
internal sealed record ListMeetingsQuery(Guid? After, int Limit = 25) : IQuery<ListMeetingsResult>;

/// <param name="Rows">Meetings of the page.</param>
/// <param name="Next">Where the next page begins; null on the last one.</param>
/// <param name="InOffice">How many Commissioners are in office today.</param>
/// <param name="Rule">Quorum and threshold in force today, in words.</param>
internal sealed record ListMeetingsResult(IReadOnlyList<MeetingRow> Rows, Guid? Next, int InOffice, RuleWords? Rule) : ICountsRows
{
    public int RowCount => Rows.Count;
}

internal sealed record MeetingRow(
    Guid MeetingId, DateOnly HeldOn, MeetingKind Kind, string Title, string? MinutesReference, int Votes, int Carried);

internal sealed record RuleWords(string Quorum, string Votes, string Source, DateOnly EffectiveFrom, bool Confirmed);

internal sealed class ListMeetingsHandler(CommissionDb db, TimeProvider clock)
    : IRequestHandler<ListMeetingsQuery, Result<ListMeetingsResult>>
{
    public async Task<Result<ListMeetingsResult>> Handle(ListMeetingsQuery query, CancellationToken ct)
    {
        var meetings = db.Meetings.AsNoTracking().InPresent();
        var last = await meetings.SingleOrDefaultAsync(m => m.MeetingId == query.After, ct);
        if (last is not null)
        {
            meetings = meetings.Where(m => m.HeldOn < last.HeldOn
                || (m.HeldOn == last.HeldOn && m.MeetingId.CompareTo(last.MeetingId) < 0));
        }

        var rows = await meetings.OrderByDescending(m => m.HeldOn).ThenByDescending(m => m.MeetingId).Take(query.Limit + 1)
            .Select(m => new MeetingRow(
                m.MeetingId, m.HeldOn, m.Kind, m.Title, m.MinutesReference,
                db.Votes.Count(v => v.MeetingId == m.MeetingId && v.SupersededAt == null),
                db.Votes.Count(v => v.MeetingId == m.MeetingId && v.SupersededAt == null && v.Outcome == VoteOutcome.Carried)))
            .ToListAsync(ct);
        var page = rows.Take(query.Limit).ToList();
        var today = clock.Today();
        var inOffice = await db.Terms.InPresent().CountAsync(t => t.BeginsOn <= today && (t.EndsOn == null || t.EndsOn >= today), ct);
        return new ListMeetingsResult(page, rows.Count > query.Limit ? page[^1].MeetingId : null, inOffice, await RuleAsync(today, ct));
    }

    private async Task<RuleWords?> RuleAsync(DateOnly today, CancellationToken ct)
    {
        var rules = await db.VotingRules.AsNoTracking().Where(r => r.VoteKindCode == null).ToListAsync(ct);
        return VotingRule.For(rules, "", today) is { } rule
            ? new RuleWords(rule.QuorumWords, rule.VotesWords, rule.Source, rule.EffectiveFrom, rule.ConfirmedBy is not null)
            : null;
    }
}

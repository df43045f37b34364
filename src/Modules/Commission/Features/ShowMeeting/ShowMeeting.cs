using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.Audit;
using Post.Commission.Data;
using Post.Commission.Domain;
using Post.Kernel.Requests;
using Post.Kernel.Time;

namespace Post.Commission.Features.ShowMeeting;

[Requires(CommissionPermissions.ReadVotes)]
[Audited("meeting.opened", DataClass.None)]
internal sealed record ShowMeetingQuery(Guid MeetingId) : IQuery<ShowMeetingResult>;

/// <param name="Meeting">As it is taken now.</param>
/// <param name="Votes">In the order they were recorded.</param>
/// <param name="Earlier">Rows of the meeting and of its votes that were corrected.</param>
internal sealed record ShowMeetingResult(
    MeetingFacts Meeting, IReadOnlyList<VoteRow> Votes, IReadOnlyList<EarlierRow> Earlier) : ICountsRows
{
    public int RowCount => Votes.Count;
}

internal sealed record MeetingFacts(
    Guid MeetingId, DateOnly HeldOn, MeetingKind Kind, string Title, string? MinutesReference, string RecordedBy, DateTimeOffset RecordedAt);

internal sealed record VoteRow(
    Guid VoteId, string Kind, string Clause, string Motion, IReadOnlyList<string> Subjects, DateOnly EffectiveOn, VoteOutcome Outcome,
    bool Rescinded, bool Rescinds, string Tally, string? MinutesReference, string RecordedBy, DateTimeOffset RecordedAt, bool Corrected,
    IReadOnlyList<BallotRow> Ballots);

internal sealed record BallotRow(int SeatNumber, string Name, BallotChoice Choice, string? Reason);

internal sealed record EarlierRow(string What, string Words, string RecordedBy, DateTimeOffset RecordedAt, DateTimeOffset SupersededAt);

internal sealed class ShowMeetingHandler(CommissionDb db, StoredVotes votes, TimeProvider clock)
    : IRequestHandler<ShowMeetingQuery, Result<ShowMeetingResult>>
{
    public async Task<Result<ShowMeetingResult>> Handle(ShowMeetingQuery query, CancellationToken ct)
    {
        var meetings = await db.Meetings.AsNoTracking().Where(m => m.MeetingId == query.MeetingId).ToListAsync(ct);
        if (meetings.Find(m => m.SupersededAt is null) is not { } meeting) return new NotFound("This meeting");

        var rows = await db.Votes.AsNoTracking().Include(v => v.Ballots).Where(v => v.MeetingId == query.MeetingId)
            .OrderBy(v => v.VoteId).ToListAsync(ct);
        var kinds = await db.VoteKinds.AsNoTracking().ToDictionaryAsync(k => k.Code, ct);
        var standing = await votes.StandingAsync(null, ct);
        var corrected = rows.Where(v => v.SupersededAt is not null).Select(v => v.VoteId).ToHashSet();
        return new ShowMeetingResult(
            new MeetingFacts(meeting.MeetingId, meeting.HeldOn, meeting.Kind, meeting.Title, meeting.MinutesReference,
                meeting.RecordedByName, meeting.RecordedAt),
            [.. rows.Where(v => v.SupersededAt is null).Select(v => RowOf(
                v, kinds[v.KindCode], standing.IsRescinded(v.VoteId, clock.Today()), corrected.Contains(v.VoteId)))],
            [.. Earlier(meetings, rows).OrderByDescending(e => e.SupersededAt)]);
    }

    private static VoteRow RowOf(Vote vote, VoteKind kind, bool rescinded, bool corrected) => new(
        vote.VoteId, kind.Label, kind.Clause, vote.Motion, vote.Subjects, vote.EffectiveOn, vote.Outcome, rescinded,
        vote.RescindsVoteId is not null, vote.Tally.Words, vote.MinutesReference, vote.RecordedByName, vote.RecordedAt, corrected,
        [.. vote.Ballots.OrderBy(b => b.SeatNumber).Select(b => new BallotRow(b.SeatNumber, b.Name, b.Choice, b.Reason))]);

    private static IEnumerable<EarlierRow> Earlier(IEnumerable<Meeting> meetings, IEnumerable<Vote> votes) =>
        meetings.Where(m => m.SupersededAt is not null)
            .Select(m => new EarlierRow("Meeting", $"{m.Title}, {m.HeldOn:yyyy-MM-dd}", m.RecordedByName, m.RecordedAt, m.SupersededAt!.Value))
            .Concat(votes.Where(v => v.SupersededAt is not null)
                .Select(v => new EarlierRow(
                    "Vote", $"{v.Motion}: {v.Outcome}, {v.Tally.Words}", v.RecordedByName, v.RecordedAt, v.SupersededAt!.Value)));
}

using Npgsql;
using Post.Commission.Domain;
using Post.Commission.Features.RecordMeeting;
using Post.Commission.Features.RecordVote;
using Post.Commission.Features.SeatCommissioner;
using Post.Commission.Features.ShowMeeting;
using Post.Kernel.Access;
using Post.Kernel.Requests;

namespace Post.Commission.Tests;

public sealed class RecordVoteTests(CommissionHost host) : IClassFixture<CommissionHost>, IAsyncLifetime
{
    private static readonly DateOnly s_before = new(2026, 5, 20);

    public async Task InitializeAsync()
    {
        if (await host.ScalarAsync<long>("select count(*) from commission.commissioner_term") == 0) await host.SeatAsync();
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    [Trait("Clause", "8.03(2) Vote of the Commissioners")]
    public async Task WholeRoll_IsCountedStoredAndAnnounced()
    {
        var events = await host.CountEventsAsync("vote.recorded");
        var recorded = (await RecordAsync("YYYYYNA-R", subject: "matter-1")).Value;

        Assert.Equal(VoteOutcome.Carried, recorded.Outcome);
        Assert.Equal(("Carried", 5, 1, 1, 1, 1, 7), (await host.RowsAsync(
            "select outcome, ayes, nays, abstained, recused, absent, present from commission.vote where vote_id = $1",
            r => (r.GetString(0), r.GetInt32(1), r.GetInt32(2), r.GetInt32(3), r.GetInt32(4), r.GetInt32(5), r.GetInt32(6)), recorded.VoteId)).Single());
        Assert.Equal("Knows the respondent", await host.ScalarAsync<string>(
            "select b.reason from commission.ballot b join commission.vote v on v.id = b.vote_row_id where v.vote_id = $1 and b.choice = 'Recused'",
            recorded.VoteId));
        Assert.Equal(1, await host.ScalarAsync<long>(
            "select count(*) from kernel.outbox where type like '%VoteRecorded' and body->>'voteId' = $1", recorded.VoteId.ToString()));
        Assert.Equal(events + 1, await host.CountEventsAsync("vote.recorded"));
    }

    [Theory]
    [Trait("Clause", "8.03(2) Vote of the Commissioners")]
    [InlineData("YYYYNNNNN", "Failed")]
    [InlineData("YYYY-----", "NoQuorum")]
    public async Task DeclaredCarriedBelowTheThreshold_IsRefused(string roll, string outcome)
    {
        var refused = Assert.IsType<OutcomeContradictsRoll>((await RecordAsync(roll, declared: true)).Refusal);
        Assert.Equal(outcome, refused.Outcome.ToString());
    }

    [Fact]
    public async Task DeclaredNotCarriedThoughItDid_IsRefusedToo() =>
        Assert.IsType<OutcomeContradictsRoll>((await RecordAsync("YYYYYYYYY", declared: false)).Refusal);

    // The last wall: what the code would have to get wrong first.
    [Fact]
    [Trait("Clause", "8.03(2) Vote of the Commissioners")]
    public async Task Database_TakesNoCarriedRowBelowItsThreshold()
    {
        var vote = (await RecordAsync("YYYYNNNNN")).Value.VoteId;

        var refused = await Assert.ThrowsAsync<PostgresException>(() => host.ScriptAsync(
            $"update commission.vote set outcome = 'Carried' where vote_id = '{vote}'"));

        Assert.Equal("ck_vote_carried", refused.ConstraintName);
    }

    [Fact]
    public async Task MemberLeftOut_IsNamed() =>
        Assert.Equal(["Commissioner 9"], Assert.IsType<RollIncomplete>((await RecordAsync("YYYYYYYY")).Refusal).Missing);

    [Fact]
    public async Task MemberTwice_IsRefused() => Assert.IsType<CountedTwice>(
        (await RecordAsync(await host.RollAsync("YYYYYYYYY") is var roll ? [.. roll, roll[0]] : [])).Refusal);

    [Fact]
    public async Task SomebodyNotInOffice_IsRefused() => Assert.IsType<NotInOffice>(
        (await RecordAsync([.. await host.RollAsync("YYYYYYYY"), new RollEntry(Guid.NewGuid(), BallotChoice.Yes, null)])).Refusal);

    [Fact]
    public async Task RecusalWithoutReason_IsInvalid()
    {
        var roll = (await host.RollAsync("YYYYYYYYR")).Select(r => r with { Reason = " " }).ToList();
        Assert.Contains("recused", Assert.IsType<NotValid>((await RecordAsync(roll)).Refusal).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WithoutMotionOrSubject_IsInvalid()
    {
        var meeting = await host.MeetingAsync();
        var refused = await host.SendAsync(
            new RecordVoteCommand(meeting, null, "other", "", [" "], host.Today, null, null, await host.RollAsync("YYYYYYYYY"), null, null), Roles.Counsel);
        Assert.Equal(2, Assert.IsType<NotValid>(refused.Refusal).Problems.Count);
    }

    [Fact]
    public async Task EffectBeforeTheMeeting_IsRefused()
    {
        var meeting = await host.MeetingAsync(s_before);
        var refused = await host.SendAsync(new RecordVoteCommand(
            meeting, null, "other", "Motion", ["x"], s_before.AddDays(-1), null, null, await host.RollAsync("YYYYYYYYY"), null, null), Roles.Counsel);
        Assert.Equal(new EffectiveBeforeTaken(s_before), refused.Refusal);
    }

    [Fact]
    public async Task MeetingOfTomorrow_CannotBeRecorded() => Assert.Equal(
        new MeetingNotHeld(host.Today.AddDays(1)),
        (await host.SendAsync(new RecordMeetingCommand(null, host.Today.AddDays(1), MeetingKind.Special, "Next", null, null), Roles.Counsel)).Refusal);

    [Fact]
    public async Task Correction_SupersedesAndKeepsWhatStoodThere()
    {
        var meeting = await host.MeetingAsync(s_before);
        var first = await VoteAsync(meeting, null, "YYYYYNNNN", null);
        host.Clock.Advance(TimeSpan.FromHours(1));

        var corrected = await VoteAsync(meeting, first.Value.VoteId, "YYYYNNNNN", "The minutes say that Commissioner 5 voted no");

        Assert.Equal(VoteOutcome.Failed, corrected.Value.Outcome);
        var rows = await host.RowsAsync(
            "select outcome, superseded_at is null, reason from commission.vote where vote_id = $1 order by recorded_at",
            r => (r.GetString(0), r.GetBoolean(1), r.IsDBNull(2) ? null : r.GetString(2)), first.Value.VoteId);
        Assert.Equal([("Carried", false, null), ("Failed", true, "The minutes say that Commissioner 5 voted no")], rows);
        Assert.Equal(18, await host.ScalarAsync<long>(
            "select count(*) from commission.ballot b join commission.vote v on v.id = b.vote_row_id where v.vote_id = $1", first.Value.VoteId));
        var shown = (await host.SendAsync(new ShowMeetingQuery(meeting))).Value;
        Assert.True(Assert.Single(shown.Votes).Corrected);
        Assert.Contains("Carried", Assert.Single(shown.Earlier).Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CorrectionWithoutReason_IsInvalid()
    {
        var meeting = await host.MeetingAsync(s_before);
        var first = await VoteAsync(meeting, null, "YYYYYYYYY", null);
        Assert.IsType<NotValid>((await VoteAsync(meeting, first.Value.VoteId, "YYYYYYYY-", null)).Refusal);
    }

    [Fact]
    public async Task MeetingWithVotes_KeepsItsDayAndTakesItsMinutes()
    {
        var meeting = await host.MeetingAsync(s_before);
        await VoteAsync(meeting, null, "YYYYYYYYY", null);

        var moved = await host.SendAsync(new RecordMeetingCommand(meeting, s_before.AddDays(-1), MeetingKind.Regular, "Monthly meeting", null, "typo"), Roles.Counsel);
        var minutes = await host.SendAsync(
            new RecordMeetingCommand(meeting, s_before, MeetingKind.Regular, "Monthly meeting", "Minutes 2026-05, item 4", "Minutes approved"), Roles.Counsel);

        Assert.IsType<MeetingHasVotes>(moved.Refusal);
        Assert.False(minutes.Refused);
        Assert.Equal("Minutes 2026-05, item 4", (await host.SendAsync(new ShowMeetingQuery(meeting))).Value.Meeting.MinutesReference);
    }

    [Theory]
    [InlineData("update commission.vote set outcome = 'Failed'")]
    [InlineData("update commission.ballot set choice = 'Yes'")]
    [InlineData("update commission.meeting set held_on = '2020-01-01'")]
    [InlineData("delete from commission.vote")]
    [InlineData("delete from commission.ballot")]
    [InlineData("update commission.voting_rule set votes_numerator = 1")]
    public async Task Application_CannotOverwriteWhatWasRecorded(string sql)
    {
        var refused = await Assert.ThrowsAsync<PostgresException>(() => host.AsAppAsync(sql));
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
    }

    [Fact]
    public async Task SeatTakenThatDay_IsRefusedAndFreeTheDayAfterTheTermEnds()
    {
        var taken = await host.SendAsync(
            new SeatCommissionerCommand(null, "Newcomer", null, 9, new DateOnly(2026, 6, 1), null, "Appointment", null), Roles.Counsel);

        Assert.Equal(new SeatTaken(9, "Commissioner 9"), taken.Refusal);
        Assert.Equal(new NoSuchSeat(10), (await host.SendAsync(
            new SeatCommissionerCommand(null, "Newcomer", null, 10, new DateOnly(2026, 6, 1), null, "Appointment", null), Roles.Counsel)).Refusal);
    }

    private Task<Result<RecordVoteResult>> RecordAsync(string roll, bool? declared = null, string subject = "matter") =>
        RecordAsync(host.RollAsync(roll), declared, subject);

    private Task<Result<RecordVoteResult>> RecordAsync(IReadOnlyList<RollEntry> roll) => RecordAsync(Task.FromResult(roll), null, "matter");

    private async Task<Result<RecordVoteResult>> RecordAsync(Task<IReadOnlyList<RollEntry>> roll, bool? declared, string subject) => await host.SendAsync(
        new RecordVoteCommand(await host.MeetingAsync(), null, "other", "A motion", [subject], host.Today, null, null, await roll, declared, null), Roles.Counsel);

    private async Task<Result<RecordVoteResult>> VoteAsync(Guid meeting, Guid? vote, string roll, string? reason) => await host.SendAsync(
        new RecordVoteCommand(meeting, vote, "other", "A motion", ["matter"], s_before, null, null, await host.RollAsync(roll), null, reason), Roles.Counsel);
}

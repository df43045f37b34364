using Post.Commission.Contracts;
using Post.Commission.Features.RecordVote;
using Post.Kernel.Access;
using Post.Kernel.Requests;

namespace Post.Commission.Tests;

/// <summary>What other modules are told when a command of theirs needs a vote.</summary>
[Trait("Clause", "8.03(2) Commission")]
public sealed class VotesTests(CommissionHost host) : IClassFixture<CommissionHost>, IAsyncLifetime
{
    private static readonly DateOnly s_taken = new(2026, 5, 20);

    private readonly string _subject = Guid.NewGuid().ToString("N");

    public async Task InitializeAsync()
    {
        if (await host.ScalarAsync<long>("select count(*) from commission.commissioner_term") == 0) await host.SeatAsync();
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task NoVote_IsRefusedAsRequired()
    {
        await host.VoteAsync(VoteKinds.Enforcement, "something else");
        Assert.Equal(new VoteRequired(_subject), (await AskAsync()).Refusal);
        Assert.Equal("vote-required", (await AskAsync()).Refusal!.Code);
    }

    [Fact]
    public async Task VoteOfAnotherKindOnTheSameSubject_DoesNotCount()
    {
        await host.VoteAsync(VoteKinds.KeepBack, _subject);
        Assert.IsType<VoteRequired>((await AskAsync()).Refusal);
    }

    [Fact]
    public async Task CarriedVote_IsGivenToBeCited()
    {
        var vote = await host.VoteAsync(VoteKinds.Enforcement, _subject, "YYYYYN---", s_taken);

        var carried = (await AskAsync()).Value;

        Assert.Equal((vote, s_taken, s_taken), (carried.VoteId, carried.TakenOn, carried.EffectiveOn));
        Assert.StartsWith("5 in favor, 1 against", carried.Tally, StringComparison.Ordinal);
    }

    [Fact]
    public async Task FailedVote_IsRefusedWithItsTally()
    {
        await host.VoteAsync(VoteKinds.Enforcement, _subject, "YYYYNNNNN", s_taken);
        var refused = Assert.IsType<VoteNotCarried>((await AskAsync()).Refusal);
        Assert.StartsWith("4 in favor, 5 against", refused.Tally, StringComparison.Ordinal);
    }

    [Fact]
    public async Task FailedVoteAfterACarriedOne_DoesNotTakeItBack()
    {
        var carried = await host.VoteAsync(VoteKinds.Enforcement, _subject, heldOn: s_taken);
        await host.VoteAsync(VoteKinds.Enforcement, _subject, "NNNNNNNNN");
        Assert.Equal(carried, (await AskAsync()).Value.VoteId);
    }

    [Fact]
    public async Task NamedVoteOnAnotherMatter_IsAMismatch()
    {
        await host.VoteAsync(VoteKinds.Enforcement, _subject, heldOn: s_taken);
        var other = await host.VoteAsync(VoteKinds.Enforcement, "another matter", heldOn: s_taken);
        Assert.Equal(new VoteMismatch(other), (await AskAsync(n => n with { VoteId = other })).Refusal);
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    public async Task VoteBeforeItsGround_IsRefusedByTheDay(int days, bool refused)
    {
        await host.VoteAsync(VoteKinds.Enforcement, _subject, heldOn: s_taken);
        var asked = await AskAsync(n => n with { NotBefore = s_taken.AddDays(days) });
        Assert.Equal(refused ? new VotePrecedesGround(s_taken, s_taken.AddDays(1)) : null, asked.Refusal);
    }

    [Theory]
    [InlineData(-1, true)]
    [InlineData(0, false)]
    public async Task VoteBeforeItsFirstDay_IsRefusedByTheDay(int days, bool refused)
    {
        var effective = host.Today.AddDays(7);
        await host.VoteAsync(VoteKinds.Enforcement, _subject, effectiveOn: effective);
        var asked = await AskAsync(n => n with { On = effective.AddDays(days) });
        Assert.Equal(refused ? new VoteNotYetEffective(effective) : null, asked.Refusal);
    }

    [Fact]
    public async Task RescindedVote_IsRefusedFromTheDayOfTheRescission()
    {
        var vote = await host.VoteAsync(VoteKinds.Enforcement, _subject, heldOn: s_taken);
        await host.VoteAsync(VoteKinds.Enforcement, _subject, effectiveOn: host.Today.AddDays(3), rescinds: vote);

        Assert.False((await AskAsync(n => n with { On = host.Today.AddDays(2) })).Refused);
        Assert.Equal(new VoteRescinded(s_taken), (await AskAsync(n => n with { On = host.Today.AddDays(3) })).Refusal);
    }

    [Fact]
    public async Task RescissionThatFailed_ChangesNothing()
    {
        var vote = await host.VoteAsync(VoteKinds.Enforcement, _subject, heldOn: s_taken);
        await host.VoteAsync(VoteKinds.Enforcement, _subject, "NNNNNNNNN", rescinds: vote);
        Assert.Equal(vote, (await AskAsync()).Value.VoteId);
    }

    [Fact]
    public async Task RescissionRescinded_LetsTheVoteStandAgain()
    {
        var vote = await host.VoteAsync(VoteKinds.Enforcement, _subject, heldOn: s_taken);
        var rescission = await host.VoteAsync(VoteKinds.Enforcement, _subject, rescinds: vote);
        Assert.IsType<VoteRescinded>((await AskAsync()).Refusal);

        await host.VoteAsync(VoteKinds.Enforcement, _subject, rescinds: rescission);

        Assert.Equal(vote, (await AskAsync()).Value.VoteId);
    }

    [Fact]
    public async Task ChainOfRescissions_CannotCloseOnItself()
    {
        var meeting = await host.MeetingAsync();
        var first = await VoteAsync(meeting, null, null);
        var second = await VoteAsync(meeting, null, first.Value.VoteId);

        var closing = await VoteAsync(meeting, first.Value.VoteId, second.Value.VoteId);

        Assert.IsType<NothingToRescind>(closing.Refusal);
        Assert.IsType<NothingToRescind>((await VoteAsync(meeting, first.Value.VoteId, first.Value.VoteId)).Refusal);
    }

    [Fact]
    public async Task CorrectedVote_AnswersAsCorrectedNowAndAsItWasKnownThen()
    {
        var vote = await host.VoteAsync(VoteKinds.Enforcement, _subject, heldOn: s_taken);
        var known = host.Clock.GetUtcNow();
        host.Clock.Advance(TimeSpan.FromMinutes(5));
        var meeting = await host.ScalarAsync<Guid>("select meeting_id from commission.vote where vote_id = $1", vote);
        Assert.False((await host.SendAsync(new RecordVoteCommand(
            meeting, vote, VoteKinds.Enforcement, "Motion", [_subject], s_taken, null, null, await host.RollAsync("YYYYNNNNN"), null, "Miscounted"),
            Roles.Counsel)).Refused);

        Assert.IsType<VoteNotCarried>((await AskAsync()).Refusal);
        Assert.Equal(vote, (await AskAsync(n => n with { KnownAt = known })).Value.VoteId);
        Assert.IsType<VoteRequired>((await AskAsync(n => n with { KnownAt = known.AddYears(-1) })).Refusal);
    }

    [Fact]
    public async Task OneVote_MayNameSeveralSubjectsAndNoOther()
    {
        var meeting = await host.MeetingAsync(s_taken);
        await host.SendAsync(new RecordVoteCommand(
            meeting, null, VoteKinds.PrivilegeWaiver, "To waive for two documents", [$"{_subject}-1", $"{_subject}-2"], s_taken, null, null,
            await host.RollAsync("YYYYYYYYY"), null, null), Roles.Counsel);

        Task<Result<CarriedVote>> Ask(int document) => host.CarriedAsync(new VoteNeeded(VoteKinds.PrivilegeWaiver, $"{_subject}-{document}", host.Today));
        Assert.False((await Ask(1)).Refused);
        Assert.False((await Ask(2)).Refused);
        Assert.IsType<VoteRequired>((await Ask(3)).Refusal);
    }

    private Task<Result<CarriedVote>> AskAsync(Func<VoteNeeded, VoteNeeded>? change = null)
    {
        var needed = new VoteNeeded(VoteKinds.Enforcement, _subject, host.Today);
        return host.CarriedAsync(change is null ? needed : change(needed));
    }

    private async Task<Result<RecordVoteResult>> VoteAsync(Guid meeting, Guid? vote, Guid? rescinds) => await host.SendAsync(
        new RecordVoteCommand(meeting, vote, VoteKinds.Enforcement, "Motion", [_subject], host.Today, rescinds, null,
            await host.RollAsync("YYYYYYYYY"), null, vote is null ? null : "Correction"), Roles.Counsel);
}

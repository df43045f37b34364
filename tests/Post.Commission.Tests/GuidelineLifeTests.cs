using Post.Commission.Contracts;
using Post.Commission.Domain;
using Post.Commission.Features.AdoptGuideline;
using Post.Commission.Features.DraftGuideline;
using Post.Commission.Features.ProposeGuideline;
using Post.Commission.Features.RecordVote;
using Post.Commission.Features.RetireGuideline;
using Post.Commission.Features.ShowGuideline;
using Post.Commission.Features.ShowProposal;
using Post.Commission.Features.SignOffGuideline;
using Post.Commission.Features.SummariseInput;
using Post.Commission.Features.WithdrawProposal;
using Post.Kernel.Access;

namespace Post.Commission.Tests;

public sealed class GuidelineLifeTests : IAsyncLifetime
{
    private const string Forms = """
        {"shown": ["suffix", "officer-number", "badge-number"], "withheld": [], "otherwise": "Withhold", "formerName": "OncePublished"}
        """;

    private readonly CommissionHost _host = new();

    private DateOnly Today => _host.Today;

    public async Task InitializeAsync()
    {
        await ((IAsyncLifetime)_host).InitializeAsync();
        await _host.SeatAsync();
    }

    public Task DisposeAsync() => ((IAsyncLifetime)_host).DisposeAsync();

    [Fact]
    [Trait("Clause", "8.06(6)(a)")]
    [Trait("Clause", "8.06(6)(b)")]
    public async Task VotedAfterPublicInput_IsAVersionThatRestsOnTheVote()
    {
        var proposal = await ReadyAsync();
        var vote = await _host.VoteAsync(VoteKinds.GuidelineAdoption, await SubjectAsync(proposal));

        var version = (await _host.SendAsync(new AdoptGuidelineCommand(proposal))).Value;

        var rules = await _host.RulesAsync(Today);
        Assert.Equal((version, 2), (rules.Guidelines["G-FORMS"].VersionId, rules.Guidelines["G-FORMS"].Version));
        Assert.Contains("badge-number", rules.Guidelines["G-FORMS"].Parameters, StringComparison.Ordinal);
        Assert.Equal(1, (await _host.RulesAsync(Today.AddDays(-1))).Guidelines["G-FORMS"].Version);
        Assert.Equal((vote, "No comments came."), (await _host.RowsAsync(
            "select vote_id, public_input from commission.guideline_version where id = $1", r => (r.GetGuid(0), r.GetString(1)), version)).Single());
        Assert.Equal(1, await _host.CountEventsAsync("guideline.adopted"));
    }

    [Fact]
    [Trait("Clause", "8.06(6)")]
    public async Task Adoption_HasEverythingDecidedAnewThroughOneEvent()
    {
        var proposal = await ReadyAsync();
        await _host.VoteAsync(VoteKinds.GuidelineAdoption, await SubjectAsync(proposal));
        await _host.SendAsync(new AdoptGuidelineCommand(proposal));
        Assert.Equal(1, await _host.ScalarAsync<long>("select count(*) from kernel.outbox where type like '%GuidelinesChanged'"));

        await _host.SettleAsync();

        Assert.Equal(1, await _host.CountEventsAsync("publication.rebuilt"));
    }

    [Fact]
    [Trait("Clause", "8.03(2) Commission")]
    [Trait("Clause", "8.06(6)(a)")]
    public async Task WithoutTheVote_IsRefusedWithTheReasonAndNothingChanges()
    {
        var proposal = await ReadyAsync();

        var refused = await _host.SendAsync(new AdoptGuidelineCommand(proposal));

        Assert.Equal(new VoteRequired(await SubjectAsync(proposal)), refused.Refusal);
        Assert.Equal(1, (await _host.RulesAsync(Today)).Guidelines["G-FORMS"].Version);
        Assert.Equal(refused.Refusal, (await _host.SendAsync(new ShowProposalQuery(proposal))).Value.Missing);
        Assert.Equal(1, await _host.CountEventsAsync("guideline.adopted", Audit.AuditOutcome.Refused));
    }

    [Fact]
    public async Task VoteThatFailed_IsNoVote()
    {
        var proposal = await ReadyAsync();
        await _host.VoteAsync(VoteKinds.GuidelineAdoption, await SubjectAsync(proposal), "YYYYNNNNN");
        Assert.IsType<VoteNotCarried>((await _host.SendAsync(new AdoptGuidelineCommand(proposal))).Refusal);
    }

    [Fact]
    public async Task TextChangedAfterTheVote_NeedsAnother()
    {
        var proposal = await ReadyAsync();
        await _host.VoteAsync(VoteKinds.GuidelineAdoption, await SubjectAsync(proposal));
        await DraftAsync(Forms, proposal);
        await ProposeAsync(proposal);
        await _host.SendAsync(new SummariseInputCommand(proposal, "None."));
        await _host.SendAsync(new SignOffGuidelineCommand(proposal, "Consistent."), Roles.Counsel);

        Assert.IsType<VoteRequired>((await _host.SendAsync(new AdoptGuidelineCommand(proposal))).Refusal);
    }

    [Fact]
    [Trait("Clause", "8.06(6)(a)")]
    public async Task VoteTakenWhileThePublicCouldStillBeHeard_DoesNotCount()
    {
        var proposal = await ReadyAsync();
        await _host.VoteAsync(VoteKinds.GuidelineAdoption, await SubjectAsync(proposal), heldOn: Today.AddDays(-1));
        Assert.Equal(new VotePrecedesGround(Today.AddDays(-1), Today), (await _host.SendAsync(new AdoptGuidelineCommand(proposal))).Refusal);
    }

    [Fact]
    [Trait("Clause", "8.06(6)(a)")]
    public async Task VoteClaimedWithoutPublicInput_IsRefusedAtEveryStep()
    {
        var proposal = await DraftAsync(Forms);
        Assert.IsType<InputWindowMissing>((await _host.SendAsync(new ProposeGuidelineCommand(proposal, null, null, null, null))).Refusal);
        Assert.IsType<ProposalNotProposed>((await _host.SendAsync(new AdoptGuidelineCommand(proposal))).Refusal);
        await ProposeAsync(proposal);
        await _host.SendAsync(new SignOffGuidelineCommand(proposal, "Consistent."), Roles.Counsel);

        Assert.IsType<PublicInputMissing>((await _host.SendAsync(new AdoptGuidelineCommand(proposal))).Refusal);
    }

    [Fact]
    public async Task WindowStillOpen_IsNotSummedUp()
    {
        var proposal = await DraftAsync(Forms);
        await _host.SendAsync(new ProposeGuidelineCommand(proposal, Today.AddDays(-5), Today.AddDays(-5), Today, "Mail"));

        Assert.Equal(new PublicInputStillOpen(Today), (await _host.SendAsync(new SummariseInputCommand(proposal, "None."))).Refusal);
        _host.Clock.Advance(TimeSpan.FromDays(1));
        Assert.False((await _host.SendAsync(new SummariseInputCommand(proposal, "None."))).Refused);
    }

    [Fact]
    [Trait("Clause", "8.06(6)(d)")]
    public async Task WithoutHealthAndSafetyMemo_IsRefused()
    {
        var proposal = await ReadyAsync(memo: " ");
        await _host.VoteAsync(VoteKinds.GuidelineAdoption, await SubjectAsync(proposal));
        Assert.IsType<MemoMissing>((await _host.SendAsync(new AdoptGuidelineCommand(proposal))).Refusal);
    }

    [Fact]
    [Trait("Clause", "8.06(6)(c)")]
    public async Task WithoutCounselsSignOff_IsRefused()
    {
        var proposal = await DraftAsync(Forms);
        await ProposeAsync(proposal);
        await _host.SendAsync(new SummariseInputCommand(proposal, "None."));
        await _host.VoteAsync(VoteKinds.GuidelineAdoption, await SubjectAsync(proposal));
        Assert.IsType<LegalSignOffMissing>((await _host.SendAsync(new AdoptGuidelineCommand(proposal))).Refusal);
    }

    [Theory]
    [Trait("Clause", "8.06(6)(b)")]
    [Trait("Clause", "8.06(6)(c)")]
    [InlineData("birth-date", "", "8.06(4)(b)1.c")]
    [InlineData("home-address", "", "8.06(4)(a)3")]
    [InlineData("", "employment-history", "8.06(3)(a)4")]
    [InlineData("", "8.06(3)(a)2", "8.06(3)(a)2")]
    public async Task FormThatTheRegulationItselfSettles_CannotBeMoved(string shown, string withheld, string clause)
    {
        static string List(string form) => form.Length == 0 ? "[]" : $"[\"{form}\"]";
        var parameters = $$"""{"shown": {{List(shown)}}, "withheld": {{List(withheld)}}, "otherwise": "Withhold", "formerName": "OncePublished"}""";

        var refused = await _host.SendAsync(Draft(parameters));

        Assert.Contains($" {clause} ", refused.Refusal!.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("[]")]
    [InlineData("{\"shown\": [], \"withheld\": [], \"otherwise\": \"Withhold\"}")]
    [InlineData("{\"shown\": \"suffix\", \"withheld\": [], \"otherwise\": \"Withhold\", \"formerName\": \"OncePublished\"}")]
    [InlineData("{\"shown\": [], \"withheld\": [], \"otherwise\": \"Withhold\", \"formerName\": \"OncePublished\", \"shwon\": []}")]
    public async Task ParametersThatNobodyCouldRead_AreRefused(string parameters) =>
        Assert.IsType<ParametersNotReadable>((await _host.SendAsync(Draft(parameters))).Refusal);

    [Fact]
    [Trait("Clause", "8.06(6)(a)")]
    public async Task ExecutiveDirectorsGuideline_NeedsTheDesignationAndEndsWhereTheCommissionersActed()
    {
        var first = await ReadyAsync(authority: GuidelineAuthority.ExecutiveDirector);
        Assert.IsType<NotDesignated>((await _host.SendAsync(new AdoptGuidelineCommand(first), Roles.StdStaff)).Refusal);
        await _host.DesignateAsync(Offices.ExecutiveDirector, Roles.StdStaff, Today.AddDays(-9), Today.AddDays(-1), "guidelines");
        Assert.IsType<DesignationLapsed>((await _host.SendAsync(new AdoptGuidelineCommand(first), Roles.StdStaff)).Refusal);
        await _host.DesignateAsync(Offices.ExecutiveDirector, Roles.ExecutiveDirector);
        Assert.False((await _host.SendAsync(new AdoptGuidelineCommand(first), Roles.ExecutiveDirector)).Refused);

        var second = await ReadyAsync(authority: GuidelineAuthority.ExecutiveDirector);
        var voted = await ReadyAsync();
        await _host.VoteAsync(VoteKinds.GuidelineAdoption, await SubjectAsync(voted));
        await _host.SendAsync(new AdoptGuidelineCommand(voted));

        Assert.Equal(new CommissionersHaveActed("G-FORMS", 3), (await _host.SendAsync(new AdoptGuidelineCommand(second), Roles.ExecutiveDirector)).Refusal);
        Assert.Equal(3, (await _host.RulesAsync(Today)).Guidelines["G-FORMS"].Version);
    }

    [Fact]
    [Trait("Clause", "8.06(6)")]
    public async Task FirstDayToCome_CountsFromThatDayOn()
    {
        var from = Today.AddDays(20);
        var proposal = await ReadyAsync(from: from);
        await _host.VoteAsync(VoteKinds.GuidelineAdoption, await SubjectAsync(proposal));
        await _host.SendAsync(new AdoptGuidelineCommand(proposal));

        Assert.Equal(1, (await _host.RulesAsync(from.AddDays(-1))).Guidelines["G-FORMS"].Version);
        Assert.Equal(2, (await _host.RulesAsync(from)).Guidelines["G-FORMS"].Version);
        var shown = (await _host.SendAsync(new ShowGuidelineQuery("G-FORMS", null, null))).Value;
        Assert.Equal([VersionStanding.ToCome, VersionStanding.InForce], shown.Versions.Select(v => v.Standing));
    }

    [Fact]
    public async Task FirstDayThatIsPast_IsRefused()
    {
        var proposal = await ReadyAsync(from: Today.AddDays(-1));
        await _host.VoteAsync(VoteKinds.GuidelineAdoption, await SubjectAsync(proposal), heldOn: Today);
        Assert.Equal(new EffectiveInThePast(Today.AddDays(-1), Today), (await _host.SendAsync(new AdoptGuidelineCommand(proposal))).Refusal);
    }

    [Theory]
    [InlineData("G-ROLL", "ExecutiveDirector")]
    [InlineData("G-FORMS", "Procedure")]
    public async Task AuthorityThatTheQuestionDoesNotKnow_IsRefused(string code, string authority) => Assert.IsType<WrongAuthority>(
        (await _host.SendAsync(new DraftGuidelineCommand(null, code, Enum.Parse<GuidelineAuthority>(authority), "Text", Forms, "Considered.", Today, null))).Refusal);

    [Fact]
    [Trait("Clause", "8.06(6)(a)")]
    public async Task VoteCorrectedToFailed_TakesTheVersionOutOfForceAndSaysSo()
    {
        var (version, vote) = await AdoptedAsync();
        await _host.SettleAsync();
        var meeting = await _host.ScalarAsync<Guid>("select meeting_id from commission.vote where vote_id = $1", vote);
        var subject = (await _host.RowsAsync("select subjects[1] from commission.vote where vote_id = $1", r => r.GetString(0), vote)).Single();

        await _host.SendAsync(new RecordVoteCommand(
            meeting, vote, VoteKinds.GuidelineAdoption, "Motion", [subject], Today, null, null, await _host.RollAsync("YYYYNNNNN"), null, "Miscounted"),
            Roles.Counsel);

        Assert.Equal(1, (await _host.RulesAsync(Today)).Guidelines["G-FORMS"].Version);
        Assert.Equal(VersionStanding.VoteTakenBack,
            (await _host.SendAsync(new ShowGuidelineQuery("G-FORMS", null, null))).Value.Versions.Single(v => v.VersionId == version).Standing);
        await _host.SettleAsync();
        Assert.Equal(2, await _host.CountEventsAsync("publication.rebuilt"));
    }

    [Fact]
    public async Task RescindedVote_TakesTheVersionOutOfForceFromItsDay()
    {
        var (_, vote) = await AdoptedAsync();
        await _host.VoteAsync(VoteKinds.GuidelineAdoption, "rescind", effectiveOn: Today.AddDays(2), rescinds: vote);

        Assert.Equal(2, (await _host.RulesAsync(Today.AddDays(1))).Guidelines["G-FORMS"].Version);
        Assert.Equal(1, (await _host.RulesAsync(Today.AddDays(2))).Guidelines["G-FORMS"].Version);
    }

    [Fact]
    public async Task Retired_NeedsAVoteOfItsOwnAndLetsTheFormerVersionCountAgain()
    {
        var (version, _) = await AdoptedAsync();
        var retire = new RetireGuidelineCommand(version, Today.AddDays(1), "Superseded by practice");
        Assert.IsType<VoteRequired>((await _host.SendAsync(retire)).Refusal);
        await _host.VoteAsync(VoteKinds.GuidelineRetirement, RetireGuidelineCommand.SubjectOf(version));

        Assert.False((await _host.SendAsync(retire)).Refused);

        Assert.Equal(2, (await _host.RulesAsync(Today)).Guidelines["G-FORMS"].Version);
        Assert.Equal(1, (await _host.RulesAsync(Today.AddDays(1))).Guidelines["G-FORMS"].Version);
        Assert.IsType<AlreadyRetired>((await _host.SendAsync(retire)).Refusal);
        Assert.Equal(1, await _host.CountEventsAsync("guideline.retired"));
    }

    [Fact]
    public async Task OnlyAnswerToAQuestion_CannotBeRetired()
    {
        var only = (await _host.RulesAsync(Today)).Guidelines["G-NAME"].VersionId;
        Assert.Equal(new NothingWouldRemain("G-NAME"), (await _host.SendAsync(new RetireGuidelineCommand(only, Today, "x"))).Refusal);
    }

    [Fact]
    public async Task WithdrawnProposal_IsClosedAndStaysInTheRecord()
    {
        var proposal = await ReadyAsync();
        await _host.SendAsync(new WithdrawProposalCommand(proposal, "Not needed"));

        Assert.IsType<ProposalNotOpen>((await _host.SendAsync(new AdoptGuidelineCommand(proposal))).Refusal);
        Assert.IsType<ProposalNotOpen>((await _host.SendAsync(Draft(Forms) with { ProposalId = proposal })).Refusal);
        var steps = (await _host.SendAsync(new ShowProposalQuery(proposal))).Value.Steps;
        Assert.Equal((ProposalState.Withdrawn, "Not needed"), (steps[0].State, steps[0].Reason));
        Assert.Equal(5, steps.Count);
    }

    [Fact]
    public async Task Comparison_ShowsWhatTheProposalChanges()
    {
        var proposal = await ReadyAsync();
        var shown = (await _host.SendAsync(new ShowProposalQuery(proposal))).Value;

        var change = Assert.Single(shown.Parameters);
        Assert.Equal("shown", change.Path);
        Assert.DoesNotContain("badge-number", change.Before!, StringComparison.Ordinal);
        Assert.Contains("badge-number", change.After!, StringComparison.Ordinal);
    }

    private static DraftGuidelineCommand Draft(string parameters) =>
        new(null, "G-FORMS", GuidelineAuthority.Vote, "The badge number is shown.", parameters, "Considered.", new DateOnly(2026, 6, 10), null);

    private async Task<Guid> DraftAsync(string parameters, Guid? proposal = null) => CommissionHost.Value(
        await _host.SendAsync(Draft(parameters) with { ProposalId = proposal, Text = proposal is null ? "The badge number is shown." : "Changed." }));

    private async Task ProposeAsync(Guid proposal) => CommissionHost.Value(await _host.SendAsync(
        new ProposeGuidelineCommand(proposal, Today.AddDays(-30), Today.AddDays(-30), Today.AddDays(-1), "Mail and hearing")));

    private async Task<Guid> ReadyAsync(
        GuidelineAuthority authority = GuidelineAuthority.Vote, string memo = "Considered.", DateOnly? from = null)
    {
        var proposal = CommissionHost.Value(await _host.SendAsync(
            Draft(Forms) with { Authority = authority, HealthAndSafetyMemo = memo, EffectiveFrom = from ?? Today }));
        await ProposeAsync(proposal);
        CommissionHost.Value(await _host.SendAsync(new SummariseInputCommand(proposal, "No comments came.")));
        CommissionHost.Value(await _host.SendAsync(new SignOffGuidelineCommand(proposal, "Consistent."), Roles.Counsel));
        return proposal;
    }

    private async Task<(Guid Version, Guid Vote)> AdoptedAsync()
    {
        var proposal = await ReadyAsync();
        var vote = await _host.VoteAsync(VoteKinds.GuidelineAdoption, await SubjectAsync(proposal));
        return (CommissionHost.Value(await _host.SendAsync(new AdoptGuidelineCommand(proposal))), vote);
    }

    private async Task<string> SubjectAsync(Guid proposal) => (await _host.SendAsync(new ShowProposalQuery(proposal))).Value.Proposal.Subject;
}

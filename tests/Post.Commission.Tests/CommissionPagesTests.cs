using Bunit;
using Post.Commission.Domain;
using Post.Commission.Features.ListMeetings;
using Post.Commission.Features.PrepareVote;
using Post.Commission.Features.ShowProposal;
using Post.Commission.Ui;
using Post.Kernel.Requests;
using Post.Testing;

namespace Post.Commission.Tests;

public sealed class CommissionPagesTests : PostBunitContext
{
    private static readonly DateOnly s_day = new(2026, 6, 10);
    private static readonly MemberRow s_member = new(Guid.CreateVersion7(), 4, "Hollis Ravensworth");
    private static readonly KindChoice s_kind = new("other", "Another motion", "8.03(2)", "What it is about", "5 members present", "5 members in favor");

    [Fact]
    public void NoMeeting_SaysSoAndWarnsOfTheUnconfirmedRule()
    {
        Dispatcher.Answers<ListMeetingsQuery, ListMeetingsResult>(_ => new ListMeetingsResult(
            [], null, 0, new RuleWords("5 members present", "5 members in favor", "M.G.L. c. 6E, § 2(e)", s_day, Confirmed: false)));

        var page = Render<MeetingsPage>();

        Assert.Contains("No meeting is on record yet", page.Markup, StringComparison.Ordinal);
        Assert.Contains("has not compared", page.Find(".advisory").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Refused_ShowsTheReasonAndNothingElse()
    {
        Dispatcher.Answers<ListMeetingsQuery, ListMeetingsResult>(_ => new NotAllowed("x"));

        var page = Render<MeetingsPage>();

        Assert.Equal("not-allowed", page.Find("[role=alert]").GetAttribute("data-code"));
        Assert.Empty(page.FindAll("table"));
    }

    [Fact]
    public void NewRoll_TakesNobodyToHaveVoted()
    {
        Dispatcher.Answers<PrepareVoteQuery, PrepareVoteResult>(_ => new PrepareVoteResult(s_day, "Meeting", [s_kind], [s_member], [], [], null));

        var page = Render<VotePage>(p => p.Add(v => v.MeetingId, Guid.CreateVersion7()));

        var choice = page.Find($"select[name='choice-{s_member.CommissionerId}']");
        Assert.Equal("Vote of Hollis Ravensworth", choice.GetAttribute("aria-label"));
        Assert.Equal("Absent", choice.QuerySelector("option[selected]")!.GetAttribute("value"));
    }

    [Fact]
    public void NobodyInOffice_LeadsToTheTerms()
    {
        Dispatcher.Answers<PrepareVoteQuery, PrepareVoteResult>(_ => new PrepareVoteResult(s_day, "Meeting", [s_kind], [], [], [], null));

        var page = Render<VotePage>(p => p.Add(v => v.MeetingId, Guid.CreateVersion7()));

        Assert.Empty(page.FindAll("form"));
        Assert.Equal("/staff/meetings/commissioners", page.Find(".empty-state a").GetAttribute("href"));
    }

    [Fact]
    public void Proposal_SaysWhatIsMissing()
    {
        Dispatcher.Answers<ShowProposalQuery, ShowProposalResult>(_ => new ShowProposalResult(
            new ProposalFacts(Guid.CreateVersion7(), "G-FORMS", "Further forms", "8.06(6)(b)", "8.06(6)", 1, ProposalState.Proposed, GuidelineAuthority.Vote,
                "Text", "{}", "Memo", s_day, s_day, s_day, s_day, "Mail", null, null, null, "guideline:G-FORMS:1"),
            1, [new MarkedLine(LineMark.Added, "Text")], [], new LegalSignOffMissing(), []));

        var page = Render<ProposalPage>();

        Assert.Contains("Counsel has not signed it off", page.Find(".next").TextContent, StringComparison.Ordinal);
        Assert.Contains("Added: ", page.Find(".diff").TextContent, StringComparison.Ordinal);
    }
}

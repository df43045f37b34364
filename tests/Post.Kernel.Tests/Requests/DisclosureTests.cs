using Post.Kernel.Access;
using Post.Kernel.Tests.Trial;

namespace Post.Kernel.Tests.Requests;

/// <summary>What the text asks before a disclosure is asked before the handler runs, and what cleared it is on record.</summary>
public sealed class DisclosureTests(PipelineHost host) : PipelineTest(host)
{
    private static readonly Guid s_item = new("11110000-0000-4000-8000-000000000001");

    public override Task DisposeAsync()
    {
        Host.Clearance.Voted.Clear();
        return base.DisposeAsync();
    }

    [Fact]
    [Trait("Clause", "8.07(5)(b)")]
    public async Task PrivilegedItemWithoutVote_IsRefusedWithTheWordsOfTheModuleThatKnows()
    {
        var trace = new Trace();

        var refused = await AsStaffAsync(new DiscloseNotesQuery([s_item]) { Inside = trace.Mark });

        Assert.Equal(new TrialVoteMissing(s_item), refused.Refusal);
        Assert.Equal(0, trace.Reached);
        Assert.Equal(("Denied", "trial-vote-missing"), await OutcomeAsync());
    }

    [Fact]
    [Trait("Clause", "8.07(5)(b)")]
    public async Task PrivilegedItemWithItsVote_IsDisclosedAndTheEventNamesTheVote()
    {
        Host.Clearance.Voted.Add(s_item);

        Assert.False((await AsStaffAsync(new DiscloseNotesQuery([s_item]))).Refused);

        var left = await OneEventAsync();
        Assert.Equal("Ok", left.Outcome);
        Assert.Contains("vote of the trial", left.Body.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task OneItemOfSeveralWithoutVote_HoldsThemAll()
    {
        Host.Clearance.Voted.Add(s_item);

        Assert.True((await AsStaffAsync(new DiscloseNotesQuery([s_item, Guid.NewGuid()]))).Refused);
    }

    // Fail closed: a kind of disclosure that no module can clear is none.
    [Fact]
    [Trait("Clause", "8.07(5)(b)")]
    public async Task LegalProcessThatNobodyCanClear_IsRefused()
    {
        var refused = await AsStaffAsync(new AnswerProcessQuery([s_item]));

        Assert.Equal("8.10", Assert.IsType<DisclosureNotCleared>(refused.Refusal).Clause);
        Assert.Equal(("Denied", "disclosure-not-cleared"), await OutcomeAsync());
    }

    private async Task<(string Outcome, string? Rule)> OutcomeAsync()
    {
        var left = await OneEventAsync();
        return (left.Outcome, left.Rule);
    }
}

using System.Text.Json;
using Bunit;
using Post.AccessReview.Features.FileConcern;
using Post.AccessReview.Features.ReleaseHeld;
using Post.AccessReview.Features.ShowLookers;
using Post.AccessReview.OwnRecord;
using Post.Audit;
using Post.Kernel.Access;
using Post.Testing;

namespace Post.AccessReview.Tests;

/// <summary>What a person is shown of looks at their own record, and what leaves no trace there.</summary>
[Trait("Clause", "8.07(5)")]
public sealed class OwnRecordTests(ReviewHost host) : IClassFixture<ReviewHost>
{
    [Fact]
    public async Task Looks_AreShownWithoutNamesOfStaff()
    {
        var (officer, owner) = Owner();
        var now = TimeProvider.System.GetUtcNow();
        var who = Actor.Of("Secretive Clerk");
        await host.WriteAsync(host.Open(who, now, officer), host.Act(Actor.Of("Releaser"), now, "notice.released", DataClass.None, officer));

        var shown = (await host.Send(new ShowLookersQuery(null), owner)).Value;

        Assert.Equal(["Released a notice", "Opened an officer's file"], shown.Rows.Select(r => r.Act));
        Assert.Equal(("Division of Police Certification", "Certification of officers", "No"), (shown.Rows[1].Unit, shown.Rows[1].Purpose, shown.Rows[1].Left));
        Assert.Equal("Yes: somebody outside was told", shown.Rows[0].Left);
        Assert.DoesNotContain("Secretive", JsonSerializer.Serialize(shown), StringComparison.Ordinal);
    }

    [Fact]
    public async Task LooksAtOthersOwnLooksAndRefusals_AreNotShown()
    {
        var (officer, owner) = Owner();
        var now = TimeProvider.System.GetUtcNow();
        var self = Actor.Of("Self", Roles.OfficerUser) with { Account = owner.Id!.Value, Kind = ActorKind.Officer };
        await host.WriteAsync(
            host.Open(Actor.Of("Else"), now, host.Officers.Add()),
            host.Open(self, now, officer),
            host.Open(Actor.Of("Refused"), now, officer) with { Outcome = AuditOutcome.Denied, DenyRule = "not-allowed" });

        Assert.Empty((await host.Send(new ShowLookersQuery(null), owner)).Value.Rows);
    }

    // Two worlds that differ in held-back looks alone must look alike to the person, to the byte, on every page.
    [Theory]
    [InlineData("investigation")]
    [InlineData("complaint-intake")]
    [InlineData("access-review")]
    public async Task HeldBackLooks_LeaveNoTrace(string confidential)
    {
        var (officer, owner) = Owner();
        var now = TimeProvider.System.GetUtcNow();
        var open = Actor.Of("Open Clerk");
        var secret = Actor.Of("Secret Investigator", Roles.StdStaff) with { Purpose = confidential, Matter = $"S-{Guid.NewGuid():N}" };
        var shownLooks = Enumerable.Range(0, 60).Select(i => host.Open(open, now.AddSeconds(i), officer)).ToList();
        await host.WriteAsync([.. shownLooks.Take(30)]);
        await host.WriteAsync([.. shownLooks.Skip(30)]);
        var without = await PagesAsync(owner);

        var reviewer = People.With(Roles.ComplianceOfficer, host.Clock);
        await host.WriteAsync([.. Enumerable.Range(0, 40).Select(i => host.Open(secret, now.AddSeconds(i), officer))]);
        await host.Send(new Features.SearchLog.SearchLogQuery(new Log.LogSearch { Person = officer }, null), reviewer);
        var with = await PagesAsync(owner);

        Assert.Equal(3, without.Count);
        Assert.Equal(without, with);
    }

    [Fact]
    public async Task ReleasedMatter_IsShownFromThenOn()
    {
        var (officer, owner) = Owner();
        var secret = Actor.Of("Investigator", Roles.StdStaff) with { Purpose = "investigation", Matter = $"R-{Guid.NewGuid():N}" };
        await host.WriteAsync(host.Open(secret, TimeProvider.System.GetUtcNow(), officer));
        var before = (await host.Send(new ShowLookersQuery(null), owner)).Value.Rows.Count;

        var released = await host.Send(new ReleaseHeldCommand(secret.Matter!, "Closed by vote of June 4"), People.With(Roles.RecordsAccessOfficer, host.Clock));
        var again = await host.Send(new ReleaseHeldCommand(secret.Matter!, "Once more"), People.With(Roles.RecordsAccessOfficer, host.Clock));

        Assert.Null(released.Refusal);
        Assert.Equal("already-released", again.Refusal!.Code);
        Assert.Equal((0, 1), (before, (await host.Send(new ShowLookersQuery(null), owner)).Value.Rows.Count));
        Assert.Equal(1L, await host.ScalarAsync<long>(
            "select count(*) from audit.event e join audit.payload p on p.event_id = e.id where action = 'held-entries.released' and outcome = 'Ok' and convert_from(body, 'UTF8') like '%vote of June 4%'"));
    }

    [Fact]
    public async Task Concern_OpensAReviewWithPeriodAndPerson_Once()
    {
        var (officer, owner) = Owner();
        var command = new FileConcernCommand(new DateOnly(2026, 5, 1), new DateOnly(2026, 5, 20), "A neighbour knew what only my file says");
        host.Clock.Set(ReviewHost.Morning);
        owner = owner with { Purpose = new ChosenPurpose("own-record", null, null, host.Clock.GetUtcNow()) };

        Assert.Null((await host.Send(command, owner)).Refusal);
        Assert.Null((await host.Send(command, owner)).Refusal);

        var alert = Assert.Single(await host.RowsAsync(
            "select facts, events_from, subject_ids[1], desk from access_review.alert where source = 'Concern'",
            r => (r.GetString(0), r.GetFieldValue<DateTimeOffset>(1), r.GetGuid(2), r.GetString(3))));
        Assert.Equal(("A neighbour knew what only my file says", new DateTimeOffset(2026, 5, 1, 4, 0, 0, TimeSpan.Zero), officer, "Compliance"), alert);
    }

    [Fact]
    public async Task AccountOfNobody_IsToldSo()
    {
        host.UseRealTime();
        Assert.Equal("no-own-record", (await host.Send(new ShowLookersQuery(null), OwnerOf(Guid.NewGuid()))).Refusal!.Code);
    }

    private (Guid Officer, Caller Owner) Owner()
    {
        host.UseRealTime();
        var (officer, account) = (host.Officers.Add(), Guid.NewGuid());
        host.Accounts.Tie(account, officer);
        return (officer, OwnerOf(account));
    }

    private Caller OwnerOf(Guid account) => new(account, ActorKind.Officer, "The officer", [Roles.OfficerUser])
    {
        Purpose = new ChosenPurpose("own-record", null, null, host.Clock.GetUtcNow()),
    };

    // The pages as they are drawn, so that whatever a page could tell is compared.
    private async Task<IReadOnlyList<string>> PagesAsync(Caller owner)
    {
        await using var drawing = new BunitContext();
        var pages = new List<string>();
        string? after = null;
        do
        {
            var shown = (await host.Send(new ShowLookersQuery(after), owner)).Value;
            pages.Add(drawing.Render<WhoLookedPage>(p => p.Add(x => x.Shown, shown).Add(x => x.IsLaterPage, after is not null)).Markup);
            after = shown.Next;
        }
        while (after is not null);
        return pages;
    }
}

using Post.AccessReview.Features.SearchLog;
using Post.AccessReview.Features.ShowEvent;
using Post.AccessReview.Features.ShowTimeline;
using Post.AccessReview.Log;
using Post.Audit;
using Post.Kernel.Access;
using Post.Testing;

namespace Post.AccessReview.Tests;

[Trait("Clause", "8.07(5)")]
public sealed class SearchLogTests(ReviewHost host) : IClassFixture<ReviewHost>
{
    private Caller Reviewer
    {
        get
        {
            host.UseRealTime();
            return People.With(Roles.ComplianceOfficer, host.Clock);
        }
    }

    [Fact]
    public async Task EachFilter_FindsItsActsAlone()
    {
        var who = Actor.Of("Nora Ellery", Roles.StdStaff) with { Purpose = "hearing", Matter = $"H-{Guid.NewGuid():N}" };
        var officer = host.Officers.Add("Quillfeather");
        var now = TimeProvider.System.GetUtcNow();
        var glass = host.Open(who with { BreakGlass = true }, now, officer);
        var refused = host.Act(who, now, "discipline.shown", DataClass.Restricted, officer) with { Outcome = AuditOutcome.Denied, DenyRule = "not-allowed" };
        await host.WriteAsync(glass, refused, host.Open(Actor.Of("Somebody Else"), now, host.Officers.Add()));

        Assert.Equal(2, (await FoundAsync(new LogSearch { Actor = who.Account })).Count);
        Assert.Equal(2, (await FoundAsync(new LogSearch { Matter = who.Matter })).Count);
        // The reviewer's own looks at this officer stand there too.
        Guid[] both = [glass.Id, refused.Id];
        Assert.Empty(both.Except(await FoundAsync(new LogSearch { Person = officer })));
        Assert.Empty(both.Except(await FoundAsync(new LogSearch { Officer = "quill" })));
        Assert.Empty(both.Except(await FoundAsync(new LogSearch { Officer = host.Officers.NumberOf(officer) })));
        Assert.Equal([glass.Id], await FoundAsync(new LogSearch { Actor = who.Account, BreakGlass = true }));
        Assert.Equal([refused.Id], await FoundAsync(new LogSearch { Actor = who.Account, Outcome = AuditOutcome.Denied }));
        Assert.Equal([refused.Id], await FoundAsync(new LogSearch { Person = officer, Class = DataClass.Restricted, Outcome = AuditOutcome.Denied }));
        Assert.Equal([glass.Id], await FoundAsync(new LogSearch { Person = officer, Action = "officer.opened", Purpose = "hearing" }));
        Assert.Empty(await FoundAsync(new LogSearch { Actor = who.Account, To = DateOnly.FromDateTime(now.UtcDateTime).AddDays(-2) }));
    }

    [Fact]
    public async Task Pages_ShowEachActOnceInOrder()
    {
        var who = Actor.Of("Percy Longwood");
        var now = TimeProvider.System.GetUtcNow();
        var written = Enumerable.Range(0, 137).Select(i => host.Open(who, now, host.Officers.Add())).ToList();
        await host.WriteAsync(written);

        var seen = new List<LogRow>();
        string? after = null;
        do
        {
            var page = (await host.Send(new SearchLogQuery(new LogSearch { Actor = who.Account }, after), Reviewer)).Value;
            seen.AddRange(page.Rows);
            after = page.Next;
        }
        while (after is not null);

        Assert.Equal(written.Select(e => e.Id).Order(), seen.Select(r => r.Event.Id).Order());
        Assert.Equal(seen.OrderByDescending(r => r.Event.LoggedAt).ThenByDescending(r => r.Event.Id).Select(r => r.Event.Id), seen.Select(r => r.Event.Id));
        Assert.All(seen, r => Assert.Equal(("Percy Longwood", "Opened an officer's file", "Certification of officers"), (r.Actor, r.Act, r.Purpose)));
    }

    [Fact]
    public async Task NameOfSeveral_AsksWhichOne()
    {
        var (first, second) = (host.Officers.Add("Twinnamed"), host.Officers.Add("Twinnamed"));
        await host.WriteAsync(host.Open(Actor.Of("Somebody"), TimeProvider.System.GetUtcNow(), first));

        var found = (await host.Send(new SearchLogQuery(new LogSearch { Officer = "Twinnamed" }, null), Reviewer)).Value;

        Assert.Empty(found.Rows);
        Assert.Equal([first, second], found.Choices.Select(c => c.PersonId));
    }

    [Fact]
    public async Task LookIntoTheLog_StandsInTheLogWithThePersonsItShowed()
    {
        var officer = host.Officers.Add();
        await host.WriteAsync(host.Open(Actor.Of("Somebody"), TimeProvider.System.GetUtcNow(), officer));

        await host.Send(new SearchLogQuery(new LogSearch { Person = officer }, null), Reviewer);

        Assert.Equal(1L, await host.ScalarAsync<long>(
            "select count(*) from audit.event where action = 'log.searched' and outcome = 'Ok' and data_class = 'Restricted' and subject_ids @> array[$1]", officer));
    }

    [Fact]
    [Trait("Clause", "8.07(5)(a)")]
    public async Task LookIntoTheLogWithoutPurpose_IsRefusedAndRecorded()
    {
        var before = await host.CountEventsAsync("log.searched", AuditOutcome.Denied);

        var refused = await host.Send(new SearchLogQuery(new LogSearch(), null), People.WithoutPurpose(Reviewer));

        Assert.Equal("purpose-needed", refused.Refusal!.Code);
        Assert.Equal(before + 1, await host.CountEventsAsync("log.searched", AuditOutcome.Denied));
    }

    [Fact]
    public async Task MoreThanAYear_IsNotSearched()
    {
        var asked = new LogSearch { From = new DateOnly(2024, 1, 1), To = new DateOnly(2026, 1, 1) };

        Assert.Equal("not-valid", (await host.Send(new SearchLogQuery(asked, null), Reviewer)).Refusal!.Code);
    }

    [Fact]
    public async Task Event_IsToldWithItsWordsAndItsParts()
    {
        var who = Actor.Of("Wanda Frost") with { Reason = "Renewal of July" };
        var now = TimeProvider.System.GetUtcNow();
        var officer = host.Officers.Add("Larkspur");
        var act = host.Open(who, now, officer) with { Payload = new AuditPayload(null, "lark", "One file", [new FieldChange("status", "a", "b")]) };
        var part = host.Open(who, now, host.Officers.Add()) with { ParentId = act.Id };
        await host.WriteAsync(act, part);

        var shown = (await host.Send(new ShowEventQuery(act.Id), Reviewer)).Value;
        var below = (await host.Send(new ShowEventQuery(part.Id), Reviewer)).Value;

        Assert.Equal(("Wanda Frost", "Renewal of July", "lark", "One file"), (shown.Row.Actor, shown.Payload.Reason, shown.Payload.Query, shown.Payload.Summary));
        Assert.Equal("b", Assert.Single(shown.Payload.Changes).After);
        Assert.Equal("Larkspur, Ida", Assert.Single(shown.Persons).Name);
        Assert.Equal([part.Id], shown.Children.Select(c => c.Event.Id));
        Assert.Equal(act.Id, below.Parent!.Event.Id);
        Assert.Null(shown.Checkpoint);
    }

    [Fact]
    public async Task UnknownEvent_IsNotFound() =>
        Assert.Equal("not-found", (await host.Send(new ShowEventQuery(Guid.NewGuid()), Reviewer)).Refusal!.Code);

    [Fact]
    public async Task Timeline_GroupsByDayAndSitting()
    {
        var who = Actor.Of("Basil Kemp") with { Matter = $"K-{Guid.NewGuid():N}" };
        var later = who with { Session = Guid.NewGuid() };
        var now = TimeProvider.System.GetUtcNow();
        var officer = host.Officers.Add("Timelined");
        await host.WriteAsync(host.Open(who, now, officer), host.Open(who, now, host.Officers.Add()));
        await host.WriteAsync(host.Open(later, now, officer));

        var ofActor = (await host.Send(new ShowTimelineQuery(TimelineOf.Actor, who.Account.ToString(), null, null, null), Reviewer)).Value;
        var ofSubject = (await host.Send(new ShowTimelineQuery(TimelineOf.Subject, officer.ToString(), null, null, null), Reviewer)).Value;
        var ofMatter = (await host.Send(new ShowTimelineQuery(TimelineOf.Matter, who.Matter!, null, null, null), Reviewer)).Value;

        Assert.Equal([1, 2], ofActor.Sittings.Select(s => s.Rows.Count));
        Assert.Equal(("Basil Kemp", 3L), (ofActor.Title, Assert.Single(ofActor.Days).Acts));
        Assert.Equal([1, 1], ofSubject.Sittings.Where(s => s.Actor == "Basil Kemp").Select(s => s.Rows.Count));
        Assert.StartsWith("Timelined, Ida", ofSubject.Title, StringComparison.Ordinal);
        Assert.Equal(3, ofMatter.RowCount);
    }

    [Theory]
    [InlineData("")]
    [InlineData("12")]
    [InlineData("-1-x")]
    [InlineData("99999999999999999999-00000000000000000000000000000000")]
    [InlineData("'; drop table audit.event; --")]
    public void CursorOfSomebodyElse_IsNone(string text) => Assert.Null(LogCursor.Parse(text));

    [Fact]
    public void Cursor_IsReadAsItWasWritten()
    {
        var cursor = new LogCursor(DateTimeOffset.UnixEpoch.AddTicks(17_000_000_000_123_450), Guid.NewGuid());

        Assert.Equal(cursor, LogCursor.Parse(cursor.ToString()));
    }

    private async Task<IReadOnlyList<Guid>> FoundAsync(LogSearch asked)
    {
        var found = await host.Send(new SearchLogQuery(asked, null), Reviewer);
        Assert.Null(found.Refusal);
        return [.. found.Value.Rows.Select(r => r.Event.Id)];
    }
}

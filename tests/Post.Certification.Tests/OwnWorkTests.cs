using FsCheck.Fluent;
using Post.Certification.Applications;
using Post.Certification.Contracts;
using Post.Certification.Domain;
using Post.Certification.Features.ListOwnNotices;
using Post.Certification.Features.ListOwnWork;
using Post.Certification.Features.OpenOwnNotice;
using Post.Certification.Features.ReturnReport;
using Post.Certification.Features.ShowOwnOverview;
using Post.Certification.Worklist;
using Post.Kernel.Requests;

namespace Post.Certification.Tests;

/// <summary>Whatever is open at an agency stands in one list, by its last day and then by age.</summary>
[Trait("Clause", "12.06(2)(c)")]
public sealed class OwnWorkTests(PortalHost host) : IClassFixture<PortalHost>
{
    [Fact]
    public async Task OpenThingsOfSeveralKinds_StandInOneList_ByLastDayThenAge_AndLeaveItWhenDone()
    {
        var agency = await ReportingAgency.OpenAsync(host, "Ginkgo Police Department", "7701-0001", "7701-0002");
        var officer = await PortalOfficer.InvitedAsync(host, "7701-0001");
        var told = await officer.ToldAsync(StatementKind.WorkStatus);
        var report = await agency.ReceivedAsync(ReportKind.Separation, agency.Separation("7701-0002"));
        Assert.Null((await host.AsStaffAsync(new ReturnReportCommand(report, "The day is wrong"))).Refusal);
        var draft = await agency.PrepareAsync(ReportKind.Separation, agency.Separation("7701-0001"));
        await host.ExecuteAsync(
            """
            insert into certification.training_record (id, person_id, provider_code, record_key, type_code, course, course_folded, missed_by, recorded_at, source_id)
            select gen_random_uuid(), $1, 'Mptc', 'W-1', 'InService', 'Yearly training (synthetic)', 'yearly training', $2, now(), s.id from certification.source s limit 1
            """, officer.Person, host.Today.AddDays(-10));

        var list = (await host.Send(new ListOwnWorkQuery(), agency.Liaison)).Value;

        Assert.Equal(["officers", "reports", "statements", "unseen"], list.Parts.Select(p => p.Part).Order(StringComparer.Ordinal));
        Assert.Equal(6, list.Open);
        Assert.Equal("1 officer", Assert.Single(list.Rows, r => r.Words.StartsWith("No electronic mail address", StringComparison.Ordinal)).About);
        Assert.Equal(1, list.Late);
        Assert.Equal("Training not met: Yearly training (synthetic)", list.Rows[0].Words);
        Assert.True(list.Rows[0].IsLate);
        Assert.All(list.Rows.Skip(1), r => Assert.Null(r.Due));
        // Since when an officer has no address nobody can tell: it comes after what has an age.
        Assert.Equal(list.Rows.Skip(1).Select(r => r.Since ?? DateOnly.MaxValue).Order(), list.Rows.Skip(1).Select(r => r.Since ?? DateOnly.MaxValue));
        Assert.Null(list.Rows[^1].Since);
        Assert.Equal((6, 1), ((await host.Send(new ShowOwnOverviewQuery(), agency.Liaison)).Value is var o ? (o.Open, o.Late) : default));
        Assert.Equal(2, (await host.Send(new ListOwnWorkQuery("reports"), agency.Liaison)).Value.Rows.Count);

        // What an officer told is for head and liaison; a clerk has the rest.
        Assert.Equal(["officers", "reports", "unseen"], (await host.Send(new ListOwnWorkQuery(), agency.Clerk)).Value.Parts.Select(p => p.Part).Order(StringComparer.Ordinal));

        Assert.Null((await agency.AnswerAsync(told, takesIn: true, "The roster shows the leave")).Refusal);
        Assert.Null((await agency.SubmitAsync(draft)).Refusal);
        var notice = Assert.Single((await host.Send(new ListOwnNoticesQuery(), agency.Liaison)).Value.Rows).Id;
        Assert.Null((await host.Send(new OpenOwnNoticeCommand(notice), agency.Liaison)).Refusal);
        Assert.Equal(["officers", "reports"], (await host.Send(new ListOwnWorkQuery(), agency.Liaison)).Value.Parts.Select(p => p.Part).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task ApplicationThatStillMissesSomething_StandsThere_UntilTheAgencyHasShownIt()
    {
        var agency = await ApplyingAgency.WithCertifiedAsync(host, "Linwood Police Department", "7/1/2027", "7703-0001");
        var person = await host.PersonAsync("7703-0001");
        var entered = await agency.EnteredAsync(person);

        var row = Assert.Single((await host.Send(new ListOwnWorkQuery("applications"), agency.Liaison)).Value.Rows);
        Assert.EndsWith("still misses: 1 requirement", row.Words, StringComparison.Ordinal);
        Assert.Empty((await host.Send(new ListOwnWorkQuery("applications"), agency.Clerk)).Value.Rows);
        var missing = (await agency.ReadAsync(entered.Id)).Requirements[0].Code;
        Assert.Null((await agency.AnswerAsync(entered.Id, new RequirementSaid(missing, true, new DateOnly(2026, 5, 4), "Personnel file"))).Refusal);
        Assert.Empty((await host.Send(new ListOwnWorkQuery("applications"), agency.Liaison)).Value.Rows);
    }

    [Fact]
    public async Task OfAnotherAgency_NothingIsInTheList_AndStaffHaveNone()
    {
        var agency = await ReportingAgency.OpenAsync(host, "Hawthorn Police Department", "7702-0001");
        var other = await ReportingAgency.OpenAsync(host, "Ironwood Police Department", "7702-0002");
        await agency.PrepareAsync(ReportKind.Separation, agency.Separation("7702-0001"));

        Assert.Single((await host.Send(new ListOwnWorkQuery("reports"), agency.Liaison)).Value.Rows);
        Assert.Empty((await host.Send(new ListOwnWorkQuery("reports"), other.Liaison)).Value.Rows);
        Assert.Equal(["officers"], (await host.Send(new ListOwnWorkQuery(), other.Liaison)).Value.Parts.Select(p => p.Part));
        Assert.IsType<NotAllowed>((await host.AsStaffAsync(new ListOwnWorkQuery())).Refusal);
    }

    [Fact]
    public async Task AreasWithoutLiaison_AreForTheHeadToFill()
    {
        await host.ReportAsync(Reports.Agencies(Reports.September, "Juniper Police Department"));
        var head = await host.MemberAsync(await host.AgencyAsync("Juniper Police Department"), MemberCapacity.Head);
        var clerk = await host.MemberAsync(await host.AgencyAsync("Juniper Police Department"), MemberCapacity.Clerk);

        var row = Assert.Single((await host.Send(new ListOwnWorkQuery(), head)).Value.Rows);
        Assert.StartsWith("Designate a liaison for: ", row.Words, StringComparison.Ordinal);
        Assert.Empty((await host.Send(new ListOwnWorkQuery(), clerk)).Value.Rows);
    }

    [Theory]
    [InlineData("nowhere")]
    [InlineData("20260101_20260101_")]
    [InlineData("20260199_20260101_a")]
    public async Task PlaceThatIsNone_IsRefusedInWords(string after)
    {
        var agency = await ReportingAgency.OpenAsync(host, $"Katsura {after.Length} Police Department");

        var refused = await host.Send(new ListOwnWorkQuery(After: after), agency.Liaison);

        Assert.Contains("That is no place in the list", refused.Refusal!.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnyThings_FromAnySources_AreOrdered_AndPagingMeetsEachOnce()
    {
        var days = Gen.Choose(0, 4).Select(d => new DateOnly(2026, 2, 27).AddDays(d));
        var maybe = Gen.OneOf(days.Select(d => (DateOnly?)d), Gen.Constant((DateOnly?)null));
        var items =
            from count in Gen.Choose(0, 12)
            from drawn in Gen.ListOf(Gen.Zip(maybe, maybe), count)
            select drawn;
        foreach (var (ours, theirs) in Gen.Zip(items, items).Draw(200))
        {
            var sources = new[] { new Drawn("ours", [.. ours]), new Drawn("theirs", [.. theirs]) };
            var all = await new OwnWork(sources).OfAsync(new AgencyWorkReader(Guid.Empty, MemberCapacity.Liaison, Guid.Empty, new DateOnly(2026, 3, 1)), default);

            Assert.Equal(ours.Count + theirs.Count, all.Count);
            foreach (var (one, next) in all.Zip(all.Skip(1)))
            {
                Assert.True((one.Item.Due ?? DateOnly.MaxValue) <= (next.Item.Due ?? DateOnly.MaxValue));
                Assert.True(one.Item.Due != next.Item.Due || (one.Item.Since ?? DateOnly.MaxValue) <= (next.Item.Since ?? DateOnly.MaxValue));
            }

            var met = new List<string>();
            WorkPlace? after = null;
            while (all.FirstOrDefault(w => after is not { } last || WorkPlace.Of(w.Item).CompareTo(last) > 0) is { } found)
            {
                met.Add(found.Item.Key);
                after = WorkPlace.Parse(WorkPlace.Of(found.Item).ToString());
            }

            Assert.Equal(all.Select(w => w.Item.Key), met);
            Assert.Equal(met.Count, met.Distinct().Count());
        }
    }

    private sealed class Drawn(string part, (DateOnly? Due, DateOnly? Since)[] items) : IAgencyWork
    {
        public string Part => part;
        public string Title => part;

        public Task<IReadOnlyList<AgencyWorkItem>> OfAsync(AgencyWorkReader reader, CancellationToken ct) => Task.FromResult<IReadOnlyList<AgencyWorkItem>>(
            [.. items.Select((d, i) => new AgencyWorkItem($"{part}:{i}_x", "To do", "/agency", d.Due, d.Since))]);
    }
}

using Post.Certification.Domain;
using Post.Certification.Features.ListOwnRoster;
using Post.Certification.Features.ListUnreachedOfficers;
using Post.Certification.Features.ShowOfficer;
using Post.Certification.Features.ShowOfficerAddresses;
using Post.Certification.Features.ShowOwnReport;
using Post.Kernel.Notices;
using Post.Kernel.Notices.Addresses;
using Post.Kernel.Notices.Addresses.EndAddress;
using Post.Kernel.Notices.Addresses.RecordAddress;
using Post.Kernel.Requests;

namespace Post.Certification.Tests;

/// <summary>An officer without an electronic mail address is marked; a mailbox of several is taken, and whoever gives it is told.</summary>
public sealed class UnreachedOfficersTests(PortalHost host) : IClassFixture<PortalHost>
{
    private const string Mark = "No electronic mail address: ask for one, and report it";

    // G no such address T absent and marked, since notice under 12.11 cannot be given by it.
    [Fact]
    [Trait("Clause", "12.04(1)(a)6")]
    public async Task WithoutAnAddress_IsMarkedOnFileRosterAndList_UntilOneIsFurnished_AndAgainWhenItEnds()
    {
        var agency = await ReportingAgency.OpenAsync(host, "Teasel Police Department", "7631-0001");
        var person = await host.PersonAsync("7631-0001");
        Assert.True(await MarkedAsync(agency, person));

        await FurnishAsync(person, ContactKind.Postal, "1 Main Street", AddressOrigin.Addressee);
        await FurnishAsync(person, ContactKind.Email, "found@teasel.example", AddressOrigin.Found);
        Assert.True(await MarkedAsync(agency, person));
        var address = await FurnishAsync(person, ContactKind.Email, "given@teasel.example", AddressOrigin.OnBehalfOfAddressee);
        Assert.False(await MarkedAsync(agency, person));

        Assert.Null((await host.AsStaffAsync(new EndAddressCommand(address, "The officer left it"))).Refusal);
        Assert.True(await MarkedAsync(agency, person));
        var row = Assert.Single(await AllAsync(), r => r.PersonId == person);
        Assert.Equal(("Teasel Police Department", true, false), (row.Agencies, row.ByPost, row.CameBack));
    }

    [Fact]
    public async Task WhoLeft_IsNotListed_AndOfTwoNumbersOfOnePersonOneAddressIsEnough()
    {
        var agency = await ReportingAgency.OpenAsync(host, "Vervain Police Department", "7632-0001", "7632-0002", "7632-0003");
        var (left, one, two) = (await host.PersonAsync("7632-0001"), await host.PersonAsync("7632-0002"), await host.PersonAsync("7632-0003"));
        await host.ExecuteAsync("update certification.employment set starts_on = '2015-01-01', ends_on = $2 where person_id = $1", left, host.Today.AddDays(-30));
        await FurnishAsync(two, ContactKind.Email, "two@vervain.example", AddressOrigin.Addressee);
        Assert.DoesNotContain(await AllAsync(), r => r.PersonId == left || r.PersonId == two);
        Assert.Contains(await AllAsync(), r => r.PersonId == one);

        Assert.Null((await host.MergeAsync("7632-0003", "7632-0002")).Refusal);

        Assert.DoesNotContain(await AllAsync(), r => r.PersonId == one || r.PersonId == two);
        Assert.True((await host.AsStaffAsync(new ShowOfficerAddressesQuery(one))).Value.HasEmail);
        Assert.DoesNotContain((await host.Send(new ListOwnRosterQuery(), agency.Liaison)).Value.Rows, r => r.Due.Any(d => d.Words == Mark));
    }

    [Fact]
    public async Task List_IsPagedByKey_EachOnce_AndSaysHowMany()
    {
        string[] numbers = [.. Enumerable.Range(1, 7).Select(i => $"7633-{i:0000}")];
        await ReportingAgency.OpenAsync(host, "Yarrowfield Police Department", numbers);

        var all = await AllAsync(limit: 3);

        Assert.Equal(all.Count, all.DistinctBy(r => r.PersonId).Count());
        Assert.Equal(all.Count, (await host.AsStaffAsync(new ListUnreachedOfficersQuery())).Value.Total);
        Assert.All(numbers, n => Assert.Contains(all, r => r.OfficerNumber == n));
        Assert.Equal(RefusalKind.Invalid, (await host.AsStaffAsync(new ListUnreachedOfficersQuery(Limit: 101))).Refusal!.Kind);
        Assert.Equal(new NotFound("The place in the list"), (await host.AsStaffAsync(new ListUnreachedOfficersQuery(Guid.NewGuid()))).Refusal);
    }

    // B: a mailbox that an agency shares is allowed, with a warning.
    [Fact]
    [Trait("Clause", "12.04(1)(a)6")]
    public async Task SharedMailbox_IsTaken_AndWhoeverGivesItIsTold_WithoutANameOfAnybody()
    {
        var agency = await ReportingAgency.OpenAsync(host, "Betony Police Department", "7634-0001", "7634-0002");
        var (one, two) = (await host.PersonAsync("7634-0001"), await PortalOfficer.InvitedAsync(host, "7634-0002"));
        await FurnishAsync(one, ContactKind.Email, "desk@betony.example", AddressOrigin.OnBehalfOfAddressee);

        var said = agency.Matter("7634-0002") with { Channel = "Email", Contact = "Desk@betony.example", Evidence = null };
        var report = await agency.ReceivedAsync(ReportKind.ContactChange, said);
        var line = Assert.Single((await host.Send(new ShowOwnReportQuery(report), agency.Liaison)).Value.File.Says, l => l.Title == "Shared mailbox");
        Assert.DoesNotContain("First0", line.Words!, StringComparison.Ordinal);
        var told = await two.ToldAsync(StatementKind.Address, two.Says(StatementKind.Address) with { Contact = "desk@betony.example" });
        Assert.Contains((await two.FileAsync(told)).Says, l => l.Title == "Shared mailbox");
        var alone = await two.ToldAsync(StatementKind.Address, two.Says(StatementKind.Address) with { Contact = "alone@home.example" });
        Assert.DoesNotContain((await two.FileAsync(alone)).Says, l => l.Title == "Shared mailbox");

        Assert.Null((await agency.AnswerAsync(told, takesIn: true)).Refusal);

        Assert.True((await two.RecordAsync()).Addresses.Single(a => a.Value == "desk@betony.example").Shared);
        Assert.False((await two.RecordAsync()).Addresses.Single(a => a.Value == "officer7634-0002@home.example").Shared);
        Assert.Contains((await host.AsStaffAsync(new ShowOfficerAddressesQuery(one))).Value.Rows, r => r.Shared);
    }

    private async Task<bool> MarkedAsync(ReportingAgency agency, Guid person)
    {
        var onRoster = Assert.Single((await host.Send(new ListOwnRosterQuery(), agency.Liaison)).Value.Rows).Due.Any(d => d.Words == Mark);
        var onFile = !(await host.AsStaffAsync(new ShowOfficerAddressesQuery(person))).Value.HasEmail;
        var listed = (await AllAsync()).Any(r => r.PersonId == person);
        Assert.Equal(onRoster, (await host.AsStaffAsync(new ShowOfficerQuery(person))).Value.Unreached);
        Assert.Equal((onRoster, onRoster), (onFile, listed));
        return onRoster;
    }

    private async Task<IReadOnlyList<UnreachedOfficerRow>> AllAsync(int limit = 100)
    {
        var rows = new List<UnreachedOfficerRow>();
        Guid? after = null;
        do
        {
            var page = (await host.AsStaffAsync(new ListUnreachedOfficersQuery(after, limit))).Value;
            rows.AddRange(page.Rows);
            after = page.Next;
        }
        while (after is not null);
        return rows;
    }

    private async Task<Guid> FurnishAsync(Guid person, ContactKind kind, string value, AddressOrigin origin) => (await host.AsStaffAsync(new RecordAddressCommand(
        AddresseeKind.Officer, person, kind, value, [ContactPurposes.CommissionCorrespondence], origin, "Letter", host.Today))).Value;
}

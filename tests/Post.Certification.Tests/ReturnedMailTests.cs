using Post.Certification.Domain;
using Post.Certification.Features.ListOwnRoster;
using Post.Certification.Features.ShowOwnOfficer;

namespace Post.Certification.Tests;

/// <summary>Mail that came back asks the officer for an address, and tells the employing agency so, until one is given.</summary>
[Trait("Clause", "12.07(1)(c)")]
public sealed class ReturnedMailTests(PortalHost host) : IClassFixture<PortalHost>
{
    [Fact]
    public async Task MailCameBack_OfficerAndAgencyAreAsked_UntilAnAddressIsGiven()
    {
        var agency = await ReportingAgency.OpenAsync(host, "Nutmeg Police Department", "7401-0001", "7401-0002");
        var other = await ReportingAgency.OpenAsync(host, "Oregano Police Department", "7401-0003");
        var officer = await PortalOfficer.InvitedAsync(host, "7401-0001");
        Assert.False(await AskedAsync(agency, officer));

        await BounceAsync(officer.Person);

        Assert.True(Assert.Single((await officer.RecordAsync()).Addresses).Missing);
        Assert.True(await AskedAsync(agency, officer));
        var due = Assert.Single((await host.Send(new ShowOwnOfficerQuery(officer.Person), agency.Liaison)).Value.Due, d => d.Words.Contains("came back", StringComparison.Ordinal));
        Assert.Equal((host.Today, true), (due.On, due.Past));
        Assert.DoesNotContain((await host.Send(new ListOwnRosterQuery("7401-0002"), agency.Liaison)).Value.Rows, r => r.Due.Any(d => d.Words.Contains("came back", StringComparison.Ordinal)));
        Assert.True((await host.Send(new ShowOwnOfficerQuery(officer.Person), other.Liaison)).Refused);

        host.Clock.Set(host.Clock.GetUtcNow().AddMinutes(1));
        var told = await officer.ToldAsync(StatementKind.Address);
        Assert.True(await AskedAsync(agency, officer));
        Assert.Null((await agency.AnswerAsync(told, takesIn: true)).Refusal);

        Assert.False(await AskedAsync(agency, officer));
        Assert.DoesNotContain((await officer.RecordAsync()).Addresses, a => a.Missing);
    }

    // What came back by mail is not made good by an electronic address: each way is its own.
    [Fact]
    public async Task AddressOfAnotherWay_DoesNotStandInForIt()
    {
        var agency = await ReportingAgency.OpenAsync(host, "Parsley Police Department", "7402-0001");
        var officer = await PortalOfficer.InvitedAsync(host, "7402-0001");
        await BounceAsync(officer.Person);
        host.Clock.Set(host.Clock.GetUtcNow().AddMinutes(1));

        var told = await officer.ToldAsync(StatementKind.Address, officer.Says(StatementKind.Address) with { Channel = "Postal", Contact = "1 Main Street, Parsley MA" });
        Assert.Null((await agency.AnswerAsync(told, takesIn: true)).Refusal);

        Assert.True(await AskedAsync(agency, officer));
    }

    private async Task<bool> AskedAsync(ReportingAgency agency, PortalOfficer officer)
    {
        var row = Assert.Single((await host.Send(new ListOwnRosterQuery(officer.Number), agency.Liaison)).Value.Rows);
        return row.Due.Any(d => d.Words.Contains("came back", StringComparison.Ordinal));
    }

    private Task BounceAsync(Guid person) => host.ExecuteAsync(
        "update kernel.contact_point set state = 'Bounced', ended_by = 'mail server', ended_at = $2, ended_why = 'mailbox closed' where owner_id = $1", person, host.Clock.GetUtcNow().UtcDateTime);
}

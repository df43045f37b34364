using Post.Certification.Domain;
using Post.Certification.Features.EndSroTerms;
using Post.Certification.Features.ListReviewItems;
using Post.Certification.Features.ShowOfficerRecords;
using Post.Kernel.Requests;
using Post.Kernel.Time;
using static Post.Certification.Tests.Imports.FileDesk;

namespace Post.Certification.Tests;

/// <summary>The end of a certification as a school resource officer, which leaves the officer's own alone.</summary>
public sealed class SroTermTests(CertificationHost host) : IClassFixture<CertificationHost>
{
    private const string Listed = "Certified/SRO";

    private DateOnly Today => host.Clock.Today();

    [Fact]
    [Trait("Clause", "IF-10.00 SRO")]
    [Trait("Clause", "12.03(2) SRO Certification")]
    public async Task TermThatNobodyRenewed_EndsOnItsDay_ByADecisionOnce_AndTheOfficerStaysCertified()
    {
        var last = Today.AddDays(3);
        var person = await SroAsync("7501-0001", last);
        Assert.Equal("CertifiedSro", (await host.FactsOfAsync("7501-0001")).Status!.Code);

        await NightAsync(last);
        Assert.Equal("CertifiedSro", (await host.FactsOfAsync("7501-0001")).Status!.Code);
        for (var night = 1; night < 4; night++) await NightAsync(last.AddDays(night));

        var facts = await host.FactsOfAsync("7501-0001");
        Assert.Equal("Certified", facts.Status!.Code);
        Assert.Equal([("Initial", "Active"), ("Sro", "Expired")], (await host.CertificatesAsync(person)).Select(c => (c.Type, c.Status)));
        Assert.Equal([("CertifiedSro", false), ("Certified", true)], (await host.TimelineAsync(person)).Select(s => (s.Code, s.Decided)));
        Assert.Equal(last.AddDays(1), (await host.TimelineAsync(person))[^1].From);
        Assert.Equal([("Expire", last.AddDays(1))], await host.RowsAsync(
            "select kind, effective_on from certification.decision where person_id = $1", r => (r.GetString(0), r.GetFieldValue<DateOnly>(1)), person));
        Assert.Equal(0, await host.ScalarAsync<long>("select count(*) from certification.application where person_id = $1 and closed_at is null", person));
        // Nobody applied for the end: it asks for no records of another certification.
        var cycles = (await host.Send(new ShowOfficerRecordsQuery(person), host.Staff)).Value.Agencies.SelectMany(a => a.Records.Cycles);
        Assert.Equal(1, cycles.Count(c => c.Cycle.Type is CycleType.Sro));
        Assert.Equal(1, await host.ScalarAsync<long>(
            "select count(*) from kernel.notice n join certification.decision d on n.occasion = 'certification-decision:' || d.id where d.person_id = $1 and n.addressee_kind = 'Officer'", person));
    }

    [Theory]
    [InlineData("7502-0001", 0, "CertifiedSro")]
    [InlineData("7502-0002", 1, "Certified")]
    [Trait("Clause", "12.03(2) SRO Certification")]
    public async Task RenewalAskedForByTheLastDay_LetsItGoOn_AndOneAfterItDoesNot(string number, int daysAfter, string word)
    {
        var last = Today.AddDays(2);
        var person = await SroAsync(number, last);
        host.Clock.Set(CivilClock.At(last.AddDays(daysAfter), new TimeOnly(9, 0)));
        await host.ReceivedAsync(person, ApplicationKind.Sro);

        await NightAsync(last.AddDays(2));

        Assert.Equal(word, (await host.FactsOfAsync(number)).Status!.Code);
        // What came late waits for a person all the same.
        Assert.Equal(1, await host.ScalarAsync<long>(
            "select count(*) from certification.application where person_id = $1 and kind = 'Sro' and closed_at is null", person));
    }

    [Fact]
    [Trait("Clause", "12.03(2) SRO Certification")]
    public async Task CertificateThatAFileBroughtAsEnded_IsNotEndedAgain()
    {
        var person = await SroAsync("7503-0001", Today.AddDays(-1));

        await NightAsync(Today.AddDays(1));

        Assert.Equal(0, await host.ScalarAsync<long>("select count(*) from certification.decision where person_id = $1", person));
        Assert.Equal([("Initial", "Active"), ("Sro", "Active")], (await host.CertificatesAsync(person)).Select(c => (c.Type, c.Status)));
    }

    // The Commission's own later list and the certificate cannot both be right.
    [Fact]
    [Trait("Clause", "12.03(2) SRO Certification")]
    public async Task TermThatALaterListContradicts_ComesBeforeAPersonOnce_AndEndsNothing()
    {
        var last = Today.AddDays(2);
        var person = await SroAsync("7504-0001", last);
        host.Clock.Set(CivilClock.At(last.AddDays(5), new TimeOnly(9, 0)));
        await host.BringInAsync("officers", Officers(Officer("7504-0001", status: Listed), Officer("7504-0001", status: "Certified", certification: "SRO")), last.AddDays(4));
        Assert.Equal("CertifiedSro", (await host.FactsOfAsync("7504-0001")).Status!.Code);

        for (var night = 0; night < 3; night++) await NightAsync(Today.AddDays(1));

        var asked = Assert.Single((await host.AsStaffAsync(new ListReviewItemsQuery(nameof(ReviewKind.SroTermContradicted), false, null))).Value.Rows);
        Assert.Equal("7504-0001", asked.OfficerNumber);
        Assert.Equal(0, await host.ScalarAsync<long>("select count(*) from certification.decision where person_id = $1", person));
        Assert.Equal("CertifiedSro", (await host.FactsOfAsync("7504-0001")).Status!.Code);
    }

    [Fact]
    [Trait("Clause", "12.03(2) SRO Certification")]
    public async Task SuspendedOfficer_LosesTheSchoolCertificateWithItsTerm_AndStaysSuspended()
    {
        var last = Today.AddDays(2);
        var person = await host.OfficerAsync("7505-0001", "Suspended");
        await host.BringInAsync("certifications", Certifications(Certificate("7505-0001", "S-7505", "SRO", "9/1/2024", Cell(last))), July);

        host.Clock.Set(CivilClock.At(last.AddDays(1), new TimeOnly(9, 0)));
        await NightAsync(last.AddDays(1));

        Assert.Equal("Suspended", (await host.FactsOfAsync("7505-0001")).Status!.Code);
        Assert.Contains(("Sro", "Expired"), (await host.CertificatesAsync(person)).Select(c => (c.Type, c.Status)));
    }

    [Fact]
    [Trait("Clause", "12.03(2) SRO Certification")]
    public async Task EndByHand_IsRefusedWhileTheTermRuns()
    {
        var person = await SroAsync("7506-0001", Today.AddDays(40));
        var application = await host.ReceivedAsync(person, ApplicationKind.Sro);

        Assert.Equal("sro-term-not-over", (await host.DecideAsync(application, DecisionKind.Expire)).Refusal?.Code);
    }

    [Theory]
    [MemberData(nameof(SettleConditionTests.PeopleRoles), MemberType = typeof(SettleConditionTests))]
    public async Task NobodyRunsTheJob(string role) =>
        Assert.IsType<NotAllowed>((await host.Send(new EndSroTermsCommand(host.Clock.GetUtcNow()), Testing.People.With(role, host.Clock))).Refusal);

    private async Task<Guid> SroAsync(string number, DateOnly last)
    {
        await host.BringInAsync("officers", Officers(Officer(number), Officer(number, certification: "SRO")), June);
        await host.BringInAsync("certifications", Certifications(
            Certificate(number, $"L-{number}", granted: "7/1/2023", expires: "7/1/2029"),
            Certificate(number, $"S-{number}", "SRO", "9/1/2024", Cell(last))), July);
        return await host.PersonAsync(number);
    }

    private async Task NightAsync(DateOnly day)
    {
        var at = CivilClock.At(day, new TimeOnly(0, 18));
        if (host.Clock.GetUtcNow() < at) host.Clock.Set(at);
        Assert.Null((await host.Send(new EndSroTermsCommand(at))).Refusal);
    }

    private static string Cell(DateOnly day) => day.ToString("M/d/yyyy", System.Globalization.CultureInfo.InvariantCulture);
}

using System.Text.Json;
using Post.App.Access;
using Post.Certification.Contracts;
using Post.Certification.Features.ListAgencies;
using Post.Certification.Features.ListAgencySpellings;
using Post.Certification.Features.MapAgencySpelling;
using Post.Certification.Tests.Imports;
using Post.Kernel.Access;
using Post.Kernel.Requests;
using Post.Testing;
using static Post.Certification.Tests.Reports;

namespace Post.Certification.Tests;

public sealed class MapAgencySpellingTests(CertificationHost host) : IClassFixture<CertificationHost>
{
    public static TheoryData<string> PeopleRoles => [.. Roles.OfPeople];

    [Fact]
    public async Task SpellingOfAnExistingAgency_MovesItsRowsAndIsAnnounced()
    {
        await host.ReportAsync(List(August, Officer("6001-0001", "Ty", "Reed", agency: "Adams Police")));
        await host.ReportAsync(Agencies(August, "Adams Police Department"));
        var (from, into) = (await host.AgencyAsync("Adams Police"), await host.AgencyAsync("Adams Police Department"));
        var before = await SeqAsync();

        Assert.Null((await MapAsync("adams police", into, null)).Refusal);

        Assert.Equal(into, (await host.FactsOfAsync("6001-0001")).CurrentAgencyId);
        var agencies = await host.AgenciesAsync();
        Assert.DoesNotContain(agencies, a => a.Id == from);
        Assert.Equal(["Adams Police"], agencies.Single(a => a.Id == into).Spellings);
        Assert.Equal(
            [nameof(LawEnforcementAgencyMerged), nameof(OfficersChanged), nameof(LawEnforcementAgenciesChanged)],
            (await ToldAsync(before)).Select(t => t.Type.Split('.')[^1]));
        Assert.Equal(new LawEnforcementAgencyMerged(from, into), Read<LawEnforcementAgencyMerged>((await ToldAsync(before))[0]));
        // What was known before stays, superseded.
        Assert.Equal(1L, await host.ScalarAsync<long>("select count(*) from certification.employment where agency_id = $1 and superseded_at is not null", from));
    }

    // A person may stand open under both spellings; the record has one open service with an agency.
    [Fact]
    public async Task ServiceOpenThereAlready_IsOneServiceAfterwardsAndBothAreKept()
    {
        await host.BringInAsync("employment", FileDesk.Employment(
            FileDesk.Spell("6003-0901", "3/1/2015", agency: "Bixby Police", rank: ""), FileDesk.Spell("6003-0901", "5/1/2014", agency: "Bixby PD")));

        Assert.Null((await MapAsync("bixby pd", await host.AgencyAsync("Bixby Police"), null)).Refusal);

        Assert.Equal("2015-03-01 Patrol Officer", await host.ScalarAsync<string>(
            "select string_agg(starts_on || ' ' || rank, ', ') from certification.employment where person_id = $1 and superseded_at is null", await host.PersonAsync("6003-0901")));
        Assert.Equal(2L, await host.ScalarAsync<long>(
            "select count(*) from certification.employment where person_id = $1 and superseded_at is not null", await host.PersonAsync("6003-0901")));
    }

    [Fact]
    public async Task Decision_IsRecordedWithReasonAndPersonsTouched()
    {
        await host.ReportAsync(List(August, Officer("6002-0001", "Jo", "Park", agency: "Ashfield PD")), Agencies(August, "Ashfield Police Department"));
        await MapAsync("ashfield pd", await host.AgencyAsync("Ashfield Police Department"), null, "Told by the agency on the telephone");

        Assert.Equal("Told by the agency on the telephone", await host.ScalarAsync<string>(
            "select reason from certification.agency_spelling_decision d join certification.agency_spelling s on s.id = d.spelling_id where folded = 'ashfield pd'"));
        Assert.Equal([await host.PersonAsync("6002-0001")], await host.ScalarAsync<Guid[]>(
            "select subject_ids from audit.event where action = 'agency-spelling.mapped' and outcome = 'Ok' order by at_db desc limit 1"));
    }

    [Fact]
    public async Task AgencyOfItsOwn_IsConfirmedUnderItsOfficialName()
    {
        await host.ReportAsync(List(August, Officer("6003-0001", "Al", "Fox", agency: "Transit")));
        var agency = await host.AgencyAsync("Transit");
        var before = await SeqAsync();

        Assert.Null((await MapAsync("transit", null, "Bay Transit Police Department")).Refusal);

        var confirmed = (await host.AgenciesAsync()).Single(a => a.Id == agency);
        Assert.Equal(("Bay Transit Police Department", false), (confirmed.Name, confirmed.Provisional));
        Assert.Equal(["Transit"], confirmed.Spellings);
        Assert.Equal(agency, Read<LawEnforcementAgenciesChanged>(Assert.Single(await ToldAsync(before))).AgencyIds.Single());
        // From now on the official name is known too, without anybody's help.
        await host.ReportAsync(List(September, Officer("6003-0001", "Al", "Fox", agency: "BAY TRANSIT POLICE DEPT")));
        Assert.Equal(agency, (await host.FactsOfAsync("6003-0001")).CurrentAgencyId);
    }

    [Fact]
    public async Task WrongDecision_IsUndoneByAnotherAndOnlyItsRowsMoveBack()
    {
        await host.ReportAsync(List(August,
            Officer("6004-0001", "Una", "Gray", agency: "Chester Police"), Officer("6004-0002", "Bo", "Gray", agency: "Chesterfield Police")));
        Assert.Null((await MapAsync("chesterfield police", null, "Chesterfield Police Department")).Refusal);
        var chesterfield = await host.AgencyAsync("Chesterfield Police Department");
        Assert.Null((await MapAsync("chester police", chesterfield, null)).Refusal);
        var before = await SeqAsync();

        Assert.Null((await MapAsync("chester police", null, "Chester Police Department")).Refusal);

        var chester = await host.AgencyAsync("Chester Police Department");
        Assert.Equal(chester, (await host.FactsOfAsync("6004-0001")).CurrentAgencyId);
        Assert.Equal(chesterfield, (await host.FactsOfAsync("6004-0002")).CurrentAgencyId);
        var told = await ToldAsync(before);
        Assert.Equal(new AgencySpellingMoved("Chester Police", chesterfield, chester), Read<AgencySpellingMoved>(told[0]));
        // Whoever moved all rows of the old agency would take those of the other spelling along.
        Assert.DoesNotContain(told, t => t.Type.EndsWith(nameof(LawEnforcementAgencyMerged), StringComparison.Ordinal));
        Assert.Equal(2L, await host.ScalarAsync<long>(
            "select count(*) from certification.agency_spelling_decision d join certification.agency_spelling s on s.id = d.spelling_id where folded = 'chester police'"));
    }

    [Fact]
    public async Task SameDecisionTwice_IsRefusedAndAnnouncesNothing()
    {
        await host.ReportAsync(Agencies(August, "Conway Police", "Conway Police Department"));
        var into = await host.AgencyAsync("Conway Police Department");
        await MapAsync("conway police", into, null);
        var before = await SeqAsync();

        Assert.Equal(new SpellingAlreadyMapped("Conway Police", "Conway Police Department"), (await MapAsync("conway police", into, null)).Refusal);
        Assert.Empty(await ToldAsync(before));
    }

    [Fact]
    public async Task ItsOwnProvisionalAgency_CannotBeChosen()
    {
        await host.ReportAsync(Agencies(August, "Florida Police"));
        var refused = await MapAsync("florida police", await host.AgencyAsync("Florida Police"), null);
        Assert.Equal(new IsItsOwnAgency("Florida Police"), refused.Refusal);
    }

    [Fact]
    public async Task NameOfAnotherEntry_IsRefused()
    {
        await host.ReportAsync(Agencies(August, "Goshen Police", "Goshen Police Department"));
        Assert.Equal(
            new NameStandsForAnother("GOSHEN POLICE DEPT."), (await MapAsync("goshen police", null, "GOSHEN POLICE DEPT.")).Refusal);
    }

    [Fact]
    public async Task UnknownSpellingOrAgency_IsRefused()
    {
        await host.ReportAsync(Agencies(August, "Hinsdale Police"));
        Assert.Equal(new AgencyNotOffered(), (await MapAsync("hinsdale police", Guid.CreateVersion7(), null)).Refusal);
        var unknown = await host.AsStaffAsync(new MapAgencySpellingCommand(Guid.CreateVersion7(), null, "X", "why"));
        Assert.Equal(new NotFound("This spelling"), unknown.Refusal);
        // What names no agency has none to move.
        Assert.Equal(new NotFound("This spelling"), (await MapAsync("unassociated officer", null, "X")).Refusal);
    }

    [Theory]
    [InlineData(false, null, "why")]
    [InlineData(true, "Both", "why")]
    [InlineData(false, "--", "why")]
    [InlineData(false, "Name", " ")]
    public async Task IncompleteDecision_IsRefused(bool agency, string? name, string reason)
    {
        var refused = await host.AsStaffAsync(
            new MapAgencySpellingCommand(Guid.CreateVersion7(), agency ? Guid.CreateVersion7() : null, name, reason));
        Assert.IsType<NotValid>(refused.Refusal);
    }

    [Theory]
    [MemberData(nameof(PeopleRoles))]
    public async Task Role_DecidesOnlyWithThePermission(string role)
    {
        var decided = await host.Send(
            new MapAgencySpellingCommand(Guid.CreateVersion7(), null, "Somewhere Police", "why"), People.With(role, host.Clock));

        var allowed = RolePermissions.Table.Allows([role], CertificationPermissions.MapSpellings);
        Assert.IsType(allowed ? typeof(NotFound) : typeof(NotAllowed), decided.Refusal);
    }

    [Theory]
    [MemberData(nameof(PeopleRoles))]
    public async Task Role_ListsAgenciesAndSpellingsOnlyWithThePermission(string role)
    {
        var caller = People.With(role, host.Clock);
        var allowed = RolePermissions.Table.Allows([role], CertificationPermissions.ReadAgencies);

        Assert.Equal(allowed, !(await host.Send(new ListAgenciesQuery(null, null), caller)).Refused);
        Assert.Equal(allowed, !(await host.Send(new ListAgencySpellingsQuery(false, null, null), caller)).Refused);
    }

    [Fact]
    public async Task Queue_PagesByKeyAndLosesWhatIsDecided()
    {
        await host.ReportAsync(Agencies(August, "Yy 1 Police", "Yy 2 Police", "Yy 3 Police"));

        var first = (await host.AsStaffAsync(new ListAgencySpellingsQuery(false, "yy", null, 2))).Value;
        var second = (await host.AsStaffAsync(new ListAgencySpellingsQuery(false, "yy", first.Next, 2))).Value;
        Assert.Equal(["Yy 1 Police", "Yy 2 Police"], first.Rows.Select(r => r.Spelling));
        Assert.Equal("Yy 3 Police", Assert.Single(second.Rows).Spelling);
        Assert.Null(second.Next);

        await MapAsync("yy 2 police", null, "Yy 2 Police Department", "Seen on its letterhead");
        Assert.Equal(2, (await host.AsStaffAsync(new ListAgencySpellingsQuery(false, "yy", null))).Value.Rows.Count);
        var decided = Assert.Single((await host.AsStaffAsync(new ListAgencySpellingsQuery(true, "yy", null))).Value.Rows);
        Assert.Equal(("Yy 2 Police Department", "Seen on its letterhead"), (decided.Agency, decided.Reason));
    }

    [Fact]
    public async Task Agencies_PageByNameAndAreFoundByAnySpelling()
    {
        await host.ReportAsync(Agencies(August, "Zz 1 Police", "Zz 2 Police", "Zz 3 Police"));
        await MapAsync("zz 3 police", await host.AgencyAsync("Zz 1 Police"), null);

        var first = (await host.AsStaffAsync(new ListAgenciesQuery("zz", null, 1))).Value;
        var second = (await host.AsStaffAsync(new ListAgenciesQuery("zz", first.Next, 1))).Value;
        Assert.Equal(["Zz 1 Police", "Zz 2 Police"], first.Rows.Concat(second.Rows).Select(r => r.Name));
        Assert.Null(second.Next);
        Assert.Equal("Zz 1 Police", Assert.Single((await host.AsStaffAsync(new ListAgenciesQuery("zz 3", null))).Value.Rows).Name);
    }

    private async Task<Result<Done>> MapAsync(string folded, Guid? agency, string? name, string reason = "Checked with the agency") =>
        await host.AsStaffAsync(new MapAgencySpellingCommand(await host.SpellingAsync(folded), agency, name, reason));

    private Task<long> SeqAsync() => host.ScalarAsync<long>("select coalesce(max(seq), 0) from kernel.outbox");

    private async Task<IReadOnlyList<Told>> ToldAsync(long after) => JsonSerializer.Deserialize<List<Told>>(
        await host.ScalarAsync<string>(
            "select coalesce(json_agg(json_build_object('type', type, 'body', body::text) order by seq), '[]')::text from kernel.outbox where seq > $1", after),
        JsonSerializerOptions.Web)!;

    private static T Read<T>(Told told) => JsonSerializer.Deserialize<T>(told.Body, JsonSerializerOptions.Web)!;

    private sealed record Told(string Type, string Body);
}

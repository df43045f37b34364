using Post.App.Access;
using Post.Certification.Applications;
using Post.Certification.Domain;
using Post.Certification.Features.ListApplications;
using Post.Certification.Features.ReceiveApplication;
using Post.Certification.Persons;
using Post.Kernel.Access;
using Post.Kernel.Requests;
using Post.Kernel.Time;
using Post.Testing;

namespace Post.Certification.Tests;

public sealed class ReceiveApplicationTests(CertificationHost host) : IClassFixture<CertificationHost>
{
    private DateOnly Today => host.Clock.Today();

    public static TheoryData<string> PeopleRoles => [.. Roles.OfPeople];

    [Fact]
    [Trait("Clause", "8.05(1)(a)")]
    public async Task Initial_HasEveryRequirementOfItsStandardNotShown()
    {
        var person = await host.OfficerAsync("6101-0001", certified: false);

        var file = await host.ApplicationAsync(await host.ReceivedAsync(person, ApplicationKind.Initial, Today.AddDays(-3)));

        Assert.Equal(
            ["age", "education", "basic-training", "fitness", "background", "examination", "first-aid", "cpr", "interview", "character", "not-barred"],
            file.Requirements.Select(r => r.Code));
        Assert.All(file.Requirements, r => Assert.Equal("NotShown", r.Found.Finding));
        Assert.Equal(Today.AddDays(-3 + 90), file.Clock!.Due);
        Assert.True(file.Clock.Explanation.IsTarget);
        Assert.Equal(["Grant", "GrantConditionally", "Decline"], file.Choices.Select(c => c.Code));
    }

    [Fact]
    public async Task Standard_IsThatOfTheDayOfReceipt()
    {
        var person = await host.OfficerAsync("6102-0001", certified: false);
        await host.ExecuteAsync("""
            insert into certification.certification_standard (id, kind, version, title, source, valid_from)
            values ('ce510000-0000-7000-8100-0000000000ff', 'Sro', 2, 'A later standard', 'Test', $1)
            """, Today);
        await host.ExecuteAsync("""
            insert into certification.standard_item (standard_id, code, place, title, shown_by, clause, bars_condition)
            values ('ce510000-0000-7000-8100-0000000000ff', 'later', 1, 'Later', 'Later', 'Later', false)
            """);
        var certified = await host.OfficerAsync("6102-0002");

        var received = await host.ReceivedAsync(certified, ApplicationKind.Sro, Today.AddDays(-1));
        var before = await host.ApplicationAsync(received);
        var after = await host.ApplicationAsync(await host.ReceivedAsync(await host.OfficerAsync("6102-0003"), ApplicationKind.Sro, Today));

        Assert.Equal(["certified", "sro-training", "sro-agreement"], before.Requirements.Select(r => r.Code));
        Assert.Equal(["later"], after.Requirements.Select(r => r.Code));
        Assert.IsType<NoStandardInForce>((await host.ReceiveAsync(person, ApplicationKind.Initial, new DateOnly(2020, 1, 1))).Refusal);
        Assert.Null((await host.DecideAsync(received, DecisionKind.Decline)).Refusal);
        Assert.Equal("Certification as a school resource officer, version 1", Assert.Single((await host.ApplicationAsync(received)).Decisions).Standard);
        await host.ExecuteAsync("update certification.certification_standard set valid_from = '2099-01-01' where id = 'ce510000-0000-7000-8100-0000000000ff'");
    }

    [Fact]
    [Trait("Clause", "8.05(1)(a)")]
    public async Task SecondInitial_IsRefused()
    {
        var person = await host.OfficerAsync("6103-0001");

        Assert.Equal(new InitialOnRecord(new DateOnly(2023, 7, 1)), (await host.ReceiveAsync(person, ApplicationKind.Initial)).Refusal);
    }

    [Fact]
    [Trait("Clause", "8.05(1)(b)")]
    public async Task RecertificationBeforeInitial_IsRefused()
    {
        var person = await host.OfficerAsync("6104-0001", certified: false);

        Assert.IsType<NoInitialOnRecord>((await host.ReceiveAsync(person, ApplicationKind.Recertification)).Refusal);
        Assert.IsType<NoCertificationInForce>((await host.ReceiveAsync(person, ApplicationKind.Sro)).Refusal);
        Assert.IsType<NoCertificationInForce>((await host.ReceiveAsync(person, ApplicationKind.OwnMotion)).Refusal);
    }

    [Fact]
    public async Task SecondOpenOne_IsRefusedByItsNumber()
    {
        var person = await host.OfficerAsync("6105-0001");
        var first = await host.ReceivedAsync(person, ApplicationKind.Recertification);

        var second = await host.ReceiveAsync(person, ApplicationKind.Recertification);

        Assert.Equal(new ApplicationOpenAlready((await host.ApplicationAsync(first)).Reference), second.Refusal);
    }

    [Fact]
    public async Task UnknownOrMergedOfficer_OrAgency_IsRefused()
    {
        var person = await host.OfficerAsync("6106-0001");
        var joined = await host.OfficerAsync("6106-0002", certified: false);
        Assert.Null((await host.AsStaffAsync(new Features.MergePersons.MergePersonsCommand(joined, person, "One file", null))).Refusal);

        Assert.IsType<NumberIsMerged>((await host.ReceiveAsync(joined, ApplicationKind.Initial)).Refusal);
        Assert.IsType<NotFound>((await host.ReceiveAsync(Guid.NewGuid(), ApplicationKind.Initial)).Refusal);
        Assert.IsType<NotFound>((await host.ReceiveAsync(person, ApplicationKind.Recertification, agency: Guid.NewGuid())).Refusal);
    }

    [Theory]
    [InlineData("Something", 0, "Grounds")]
    [InlineData("Recertification", 1, "Grounds")]
    [InlineData("OwnMotion", 0, " ")]
    public async Task UnknownKind_DayToCome_OrNoGrounds_IsInvalid(string kind, int days, string grounds) => Assert.Equal(
        RefusalKind.Invalid,
        (await host.AsStaffAsync(new ReceiveApplicationCommand(Guid.NewGuid(), kind, null, Today.AddDays(days), grounds))).Refusal!.Kind);

    [Theory]
    [MemberData(nameof(PeopleRoles))]
    public async Task OnlyWhoKeepsApplications_MayReceiveOne(string role)
    {
        var sent = await host.Send(
            new ReceiveApplicationCommand(Guid.NewGuid(), "Initial", null, Today, null), People.With(role, host.Clock));

        var may = RolePermissions.Table.Allows([role], CertificationPermissions.KeepApplications);
        Assert.Equal(may, sent.Refusal is not NotAllowed);
        Assert.Equal(role is Roles.CertStaff or Roles.ExecutiveDirector, may);
    }

    [Fact]
    public async Task Queue_PagesByKeyTheEarliestDayFirstAndFilters()
    {
        var people = new List<Guid>();
        for (var i = 1; i <= 5; i++) people.Add(await host.OfficerAsync($"6107-000{i}"));
        foreach (var (person, i) in people.Select((p, i) => (p, i)))
        {
            await host.ReceivedAsync(person, ApplicationKind.Recertification, new DateOnly(2025, 1, 1).AddDays(5 - i));
        }

        var seen = new List<ApplicationRow>();
        Guid? after = null;
        do
        {
            var page = (await host.AsStaffAsync(new ListApplicationsQuery("Recertification", null, false, after, 2))).Value;
            Assert.Equal(page.Rows.Select(r => r.PersonId), page.SubjectIds);
            seen.AddRange(page.Rows);
            after = page.Next;
        }
        while (after is not null);

        Assert.Equal(people.AsEnumerable().Reverse(), seen.Select(r => r.PersonId).Where(people.Contains));
        Assert.Equal(seen.OrderBy(r => r.DueOn).ThenBy(r => r.Id).Select(r => r.Id), seen.Select(r => r.Id));
        Assert.True(seen[0].Late);
        Assert.Equal((6, 6), (seen[0].Items, seen[0].OpenItems));
        Assert.Empty((await host.AsStaffAsync(new ListApplicationsQuery(null, Guid.NewGuid(), false, null))).Value.Rows);
        Assert.DoesNotContain((await host.AsStaffAsync(new ListApplicationsQuery(null, null, true, null))).Value.Rows, r => people.Contains(r.PersonId));
    }
}

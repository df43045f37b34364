using Post.App.Access;
using Post.Certification.Features.ShowOfficer;
using Post.Kernel.Access;
using Post.Kernel.Requests;
using Post.Testing;
using static Post.Certification.Tests.Reports;

namespace Post.Certification.Tests;

public sealed class ShowOfficerTests(CertificationHost host) : IClassFixture<CertificationHost>
{
    public static TheoryData<string> PeopleRoles => [.. Roles.OfPeople];

    [Fact]
    public async Task File_HasEachFactWithSourceAndDays()
    {
        await host.ReportAsync(List(August, Officer("5001-0001", "Ana", "Silva", agency: "Otis Police Department")));
        await host.ReportAsync(List(September, Officer("5001-0001", "Ana", "Rocha", null, "Suspended", "Gill Police Department")));

        var file = (await host.AsStaffAsync(new ShowOfficerQuery(await host.PersonAsync("5001-0001")))).Value;

        Assert.Equal(("Rocha", "Commission list of 2024-09-24"), (file.Name.Surname, file.Name.Source));
        Assert.Equal(("Silva", August, (DateOnly?)September), Assert.Single(file.FormerNames.Select(n => (n.Surname, n.ValidFrom, n.ValidTo))));
        Assert.Equal(["Suspended", "Certified"], file.StatusHistory.Select(s => s.Code));
        Assert.Equal("Suspended", file.Status!.Code);
        Assert.Equal(["Gill Police Department", "Otis Police Department"], file.Employments.Select(e => e.Agency));
        Assert.Equal(["Gill Police Department"], file.Employers);
        Assert.Equal((August, September), (file.Employments[1].LastSeenOn, file.Employments[1].GoneBy));
    }

    [Fact]
    public async Task Namesakes_AreCountedAndNotNamed()
    {
        await host.ReportAsync(List(August, Officer("5002-0001", "Ed", "Quill"), Officer("5002-0002", "ED", "QUILL")));
        var (one, other) = (await host.PersonAsync("5002-0001"), await host.PersonAsync("5002-0002"));

        var file = (await host.AsStaffAsync(new ShowOfficerQuery(one))).Value;

        Assert.Equal(1, file.Namesakes);
        Assert.DoesNotContain(other, await LastSubjectsAsync());
    }

    [Fact]
    public async Task Look_IsRecordedUnderItsPurpose()
    {
        await host.ReportAsync(List(August, Officer("5003-0001", "Flo", "Ames")));
        var person = await host.PersonAsync("5003-0001");

        await host.AsStaffAsync(new ShowOfficerQuery(person));

        Assert.Equal([person], await LastSubjectsAsync());
        Assert.Equal("certification", await host.ScalarAsync<string>(
            "select purpose from audit.event where action = 'officer.opened' order by at_db desc limit 1"));
    }

    [Fact]
    public async Task UnknownPerson_IsNotFoundAndTheTryIsRecorded()
    {
        var nobody = Guid.CreateVersion7();

        var opened = await host.AsStaffAsync(new ShowOfficerQuery(nobody));

        Assert.Equal(new NotFound("This officer"), opened.Refusal);
        Assert.Equal([nobody], await LastSubjectsAsync());
    }

    [Theory]
    [MemberData(nameof(PeopleRoles))]
    public async Task Role_OpensAFileOnlyWithThePermission(string role)
    {
        var opened = await host.Send(new ShowOfficerQuery(Guid.CreateVersion7()), People.With(role, host.Clock));

        var allowed = RolePermissions.Table.Allows([role], CertificationPermissions.ReadOfficers);
        Assert.IsType(allowed ? typeof(NotFound) : typeof(NotAllowed), opened.Refusal);
    }

    [Fact]
    public async Task Statements_DoNotGrowWithTheHistory()
    {
        await host.ReportAsync(List(August, Officer("5004-0001", "Ola", "Short"), Officer("5004-0002", "Ola", "Long")));
        for (var month = 1; month <= 6; month++)
        {
            await host.ReportAsync(List(August.AddMonths(month), Officer(
                "5004-0002", "Ola", $"Long{month}", status: month % 2 == 0 ? "Certified" : "Suspended", agency: $"Town {month} Police")));
        }

        var (few, many) = (await host.PersonAsync("5004-0001"), await host.PersonAsync("5004-0002"));
        await host.StatementsOfAsync(new ShowOfficerQuery(few));

        var statements = await host.StatementsOfAsync(new ShowOfficerQuery(few));
        Assert.Equal(statements, await host.StatementsOfAsync(new ShowOfficerQuery(many)));
        Assert.InRange(statements, 4, 14);
    }

    private async Task<IReadOnlyList<Guid>> LastSubjectsAsync() => await host.ScalarAsync<Guid[]>(
        "select subject_ids from audit.event where action = 'officer.opened' order by at_db desc limit 1");
}

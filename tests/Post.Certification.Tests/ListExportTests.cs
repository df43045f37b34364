using System.Security.Cryptography;
using System.Text;
using Post.App.Access;
using Post.Certification.Desk;
using Post.Certification.Domain;
using Post.Certification.Features.ExportApplications;
using Post.Certification.Features.ExportReports;
using Post.Certification.Features.ExportRoundOfficers;
using Post.Certification.Tests.Imports;
using Post.Kernel.Access;
using Post.Kernel.Requests;
using Post.Testing;

namespace Post.Certification.Tests;

/// <summary>A list as a file: its very rows, under an event with purpose, number of rows, whom it names and the digest of its bytes.</summary>
[Trait("Clause", "8.07(5)(b)")]
public sealed class ListExportTests(CertificationHost host) : IClassFixture<CertificationHost>
{
    private static readonly DateOnly s_ends = new(2026, 7, 1);

    public static TheoryData<string> PeopleRoles => [.. Roles.OfPeople];

    [Fact]
    public async Task OfficersOfARound_AreTakenWholeAndByState_UnderOneEvent()
    {
        var persons = new List<Guid>();
        for (var i = 0; i < 4; i++) persons.Add(await host.OfficerNamedAsync($"7901-000{i}", $"Kel{(char)('a' + i)}", s_ends, $"Kel {i % 2} Police"));
        var round = await host.RoundAsync('K', s_ends);
        await host.ReceivedAsync(persons[0], ApplicationKind.Recertification);

        var all = await TakenAsync(new ExportRoundOfficersCommand(round, null, null));
        var missing = await TakenAsync(new ExportRoundOfficersCommand(round, await host.AgencyAsync("Kel 1 Police"), "Missing"));

        Assert.Equal((4, 2), (all.RowCount, missing.RowCount));
        var lines = Encoding.UTF8.GetString(all.Content).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(5, lines.Length);
        Assert.StartsWith("\"Kela, Lena\",7901-0000,\"Applied, not complete\",2026-07-01,2026-06-10,", lines[1], StringComparison.Ordinal);
        Assert.Equal(persons.Order(), all.Persons.Order());
        var told = Assert.Single(await host.RowsAsync(
            """
            select e.purpose, e.row_count, cardinality(e.subject_ids), encode(e.artefact_sha256, 'hex')
            from audit.event e
            where e.action = 'recertification-officers.exported' and e.row_count = 4
            """, r => (r.GetString(0), r.GetInt32(1), r.GetInt32(2), r.GetString(3))));
        Assert.Equal(("certification", 4, 4, Convert.ToHexStringLower(SHA256.HashData(all.Content))), told);
    }

    [Fact]
    public async Task Applications_AreTheRowsOfTheList_AndNoCellActs()
    {
        var person = await host.OfficerNamedAsync("7902-0001", "=Sum", s_ends);
        await host.ReceivedAsync(person, ApplicationKind.Recertification);

        var file = await TakenAsync(new ExportApplicationsCommand("Recertification", null, false, null));

        Assert.Contains("\"'=Sum, Lena\"", Encoding.UTF8.GetString(file.Content), StringComparison.Ordinal);
        Assert.Equal(file.RowCount, await host.ScalarAsync<long>(
            "select count(*) from certification.application where kind = 'Recertification' and closed_at is null"));
        Assert.IsType<NotValid>((await host.AsStaffAsync(new ExportApplicationsCommand(null, null, false, "All"))).Refusal);
    }

    [Fact]
    public async Task MoreThanLeavesAsOneFile_GivesNothingOut()
    {
        await host.ReceivedAsync(await host.OfficerNamedAsync("7903-0001", "Long", s_ends), ApplicationKind.Recertification);
        await host.ReceivedAsync(await host.OfficerNamedAsync("7903-0002", "Lung", s_ends), ApplicationKind.Recertification);
        await host.ExecuteAsync(
            """
            insert into certification.intake_rule (code, value, meaning, source, valid_from)
            select code, 1, meaning, 'Test', '2026-06-01' from certification.intake_rule where code = 'list-export-rows'
            """);

        Assert.Equal(new ListTooLong(1), (await host.AsStaffAsync(new ExportApplicationsCommand(null, null, false, null))).Refusal);

        await host.ExecuteAsync("delete from certification.intake_rule where code = 'list-export-rows' and source = 'Test'");
    }

    [Fact]
    [Trait("Clause", "8.05(3)")]
    public async Task StandardsRecordOfWhomTheyName_ChangesNoByteOfThem()
    {
        var person = await host.OfficerNamedAsync("7904-0001", "Mull", s_ends, "Mull Police");
        var round = await host.RoundAsync('M', s_ends);
        await host.ReceivedAsync(person, ApplicationKind.Recertification);
        ICommand<ListFile>[] exports =
            [new ExportApplicationsCommand(null, null, false, null), new ExportRoundOfficersCommand(round, null, null), new ExportReportsCommand(false, null, false)];
        List<byte[]> before = [];
        foreach (var export in exports) before.Add((await TakenAsync(export)).Content);

        await host.BringInAsync("disciplinary", string.Join('\n',
            "POST.,IA_Number,ReportingAgency,LastName,FirstName,Current Agency,Allegation_Type,Allegation_Subtype,Allegation_Details,"
                + "IncidentDate,CertificationStatus,MPTCID,Alligation Name,Disciplines,LEADisposition",
            "62790400,,Mull Police,Mull,Lena,Mull Police,Other Misconduct,Other / conduct unbecoming,kittiwake,"
                + "7/15/2017,Certified,7904-0001,A-62790400,Suspension: 1-5 days,Sustained"), FileDesk.June);

        Assert.Equal(1L, await host.ScalarAsync<long>("select count(*) from standards.complaint_subject where person_id = $1", person));
        foreach (var (export, content) in exports.Zip(before)) Assert.Equal(content, (await TakenAsync(export)).Content);
        Assert.Contains("7904-0001", Encoding.UTF8.GetString(before[0]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task WithoutAPurpose_NothingLeaves() => Assert.NotNull(
        (await host.Send(new ExportApplicationsCommand(null, null, false, null), People.WithoutPurpose(host.Staff))).Refusal);

    [Theory]
    [MemberData(nameof(PeopleRoles))]
    public async Task List_IsTakenByWhoMayOpenIt(string role)
    {
        var caller = People.With(role, host.Clock);
        var applications = (await host.Send(new ExportApplicationsCommand(null, null, true, null), caller)).Refusal;
        var officers = (await host.Send(new ExportRoundOfficersCommand(Guid.NewGuid(), null, null), caller)).Refusal;
        var reports = (await host.Send(new ExportReportsCommand(true, null, true), caller)).Refusal;

        Assert.Equal(RolePermissions.Table.Allows([role], CertificationPermissions.ReadApplications), applications is not NotAllowed);
        Assert.Equal(RolePermissions.Table.Allows([role], CertificationPermissions.ReadApplications), officers is not NotAllowed);
        Assert.Equal(RolePermissions.Table.Allows([role], CertificationPermissions.ReadReports), reports is not NotAllowed);
    }

    private async Task<ListFile> TakenAsync(ICommand<ListFile> command)
    {
        var taken = await host.AsStaffAsync(command);
        Assert.Null(taken.Refusal);
        return taken.Value;
    }
}

using Post.Kernel.Imports;
using static Post.Certification.Tests.Imports.FileDesk;

namespace Post.Certification.Tests.Imports;

public sealed class ImportCertificationsTests(CertificationHost host) : IClassFixture<CertificationHost>
{
    private const string Staged = "staged_certificate_row";

    [Fact]
    [Trait("Clause", "8.05(1)(a)")]
    [Trait("Clause", "8.05(1)(b)")]
    [Trait("Clause", "8.06(3)(a)3")]
    public async Task InitialAndThreeRenewals_AreAllHeldAndGiveTheDates()
    {
        var run = await host.BringInAsync("certifications", Certifications(
            Certificate("4201-0001", "C-100", granted: "7/1/2013", status: "Renewed"),
            Certificate("4201-0001", "C-100", "Recertification", "7/1/2016", "7/1/2019", "Renewed"),
            Certificate("4201-0001", "C-100", "Recertification", "7/1/2019", "7/1/2022", "Renewed"),
            Certificate("4201-0001", "C-100", "Recertification", "7/1/2022", "7/1/2025", "Continued", decided: "9/1/2022"),
            Certificate("4201-0001", "S-7", "SRO", "9/1/2024", "9/1/2027")));

        Assert.Equal(new ImportCounts(5, 5, 0, 0, 0), run.Counts);
        var facts = await host.FactsOfAsync("4201-0001");
        Assert.Equal((new DateOnly(2013, 7, 1), new DateOnly(2022, 7, 1), null), (facts.FirstCertifiedOn, facts.LastCertifiedOn, facts.CeasedOn));
        Assert.Equal(5L, await host.ScalarAsync<long>(
            "select count(*) from certification.certificate c join certification.person p on p.id = c.person_id where p.officer_number = '4201-0001' and c.superseded_at is null"));
    }

    [Theory]
    [Trait("Clause", "8.06(3)(a)3")]
    [InlineData("4202-0001", "Expired", "", "2025-06-01")]
    [InlineData("4202-0002", "Expired", "6/5/2025", "2025-06-05")]
    [InlineData("4202-0003", "Revoked", "5/1/2025", "2025-05-01")]
    [InlineData("4202-0004", "Suspended", "5/1/2025", null)]
    [InlineData("4202-0005", "Active", "", null)]
    public async Task OnlyAnEndSetsTheDayOfCeasing(string number, string status, string statusOn, string? ceased)
    {
        await host.BringInAsync("certifications", Certifications(
            Certificate(number, $"C-{number}", granted: "6/1/2022", expires: "6/1/2025", status: status, statusOn: statusOn)));

        var facts = await host.FactsOfAsync(number);
        Assert.Equal(ceased is null ? null : DateOnly.Parse(ceased, System.Globalization.CultureInfo.InvariantCulture), facts.CeasedOn);
        Assert.Equal(status is "Revoked", facts.Decertified);
    }

    [Fact]
    [Trait("Clause", "8.05(1)(a)")]
    public async Task SecondInitial_IsNotTakenInTheFileOrInTheRecord()
    {
        var twice = await host.BringInAsync("certifications", Certifications(
            Certificate("4203-0001", "C-301"), Certificate("4203-0001", "C-302", granted: "7/1/2024")));
        await host.BringInAsync("certifications", Certifications(Certificate("4203-0002", "C-303")));
        var later = await host.BringInAsync("certifications", Certifications(Certificate("4203-0002", "C-304", granted: "7/1/2024")), July);

        Assert.Equal(2, twice.Counts.Held);
        Assert.Equal(1, later.Counts.Held);
        Assert.Contains("a second is a recertification", await host.ReasonAsync(later, Staged, 1), StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Clause", "8.05(1)(b)")]
    public async Task RenewalBeforeTheFirst_IsNotTaken()
    {
        var run = await host.BringInAsync("certifications", Certifications(
            Certificate("4204-0001", "C-401"), Certificate("4204-0001", "C-401", "Recertification", "7/1/2021", "7/1/2024")));

        Assert.Equal(new ImportCounts(2, 1, 1, 0, 0), run.Counts);
    }

    [Fact]
    public async Task NumberOfAnotherOfficer_IsHeld()
    {
        await host.BringInAsync("certifications", Certifications(Certificate("4205-0001", "C-501")));

        var run = await host.BringInAsync("certifications", Certifications(
            Certificate("4205-0002", "C-501"), Certificate("4205-0003", "C-502"), Certificate("4205-0004", "C-502")), July);

        Assert.Equal(3, run.Counts.Held);
    }

    [Fact]
    public async Task LaterFile_SupersedesAndOlderOrSameChangesNothing()
    {
        var first = Certifications(Certificate("4206-0001", "C-601"));
        await host.BringInAsync("certifications", first);
        await host.BringInAsync("certifications", Certifications(Certificate("4206-0001", "C-601", status: "Suspended", statusOn: "8/1/2025")), August);
        var record = await host.RecordAsync();

        var older = await host.BringInAsync("certifications", Certifications(Certificate("4206-0001", "C-601", status: "Relinquished")), July);
        var again = await host.BringInAsync("certifications", first);

        Assert.Equal((1L, 1L), (older.Counts.Unchanged, again.Counts.Unchanged));
        Assert.Equal(record, await host.RecordAsync());
        Assert.Equal("Active:false,Suspended:true", await host.ScalarAsync<string>(
            "select string_agg(status_code || ':' || (superseded_at is null), ',' order by recorded_at) from certification.certificate where number = 'C-601'"));
    }

    [Theory]
    [InlineData("Diploma", "7/1/2022", "7/1/2025", "Active", "", "“Diploma” in CertificateType is none of")]
    [InlineData("Initial", "", "7/1/2025", "Active", "", "GrantedDate is blank.")]
    [InlineData("Initial", "7/1/2022", "7/1/2021", "Active", "", "ExpirationDate is before GrantedDate.")]
    [InlineData("Initial", "7/1/2022", "7/1/2025", "Expired", "1/1/2020", "StatusDate is before GrantedDate.")]
    [InlineData("Initial", "7/1/2022", "7/1/2025", "", "", "in CertificateStatus is none of")]
    [InlineData("Initial", "7/1/2026", "7/1/2029", "Active", "", "GrantedDate 7/1/2026 is later than the file itself.")]
    public async Task RowThatCannotBe_IsRejectedWithItsReason(
        string type, string granted, string expires, string status, string statusOn, string reason)
    {
        var run = await host.BringInAsync("certifications", Certifications(
            Certificate("4207-0001", "C-701", type, granted, expires, status, statusOn), Certificate("4207-0002", $"C-{Guid.NewGuid():N}")));

        Assert.Equal(1, run.Counts.Rejected);
        Assert.Contains(reason, await host.ReasonAsync(run, Staged, 1), StringComparison.Ordinal);
    }
}

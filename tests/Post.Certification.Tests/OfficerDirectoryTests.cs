using Post.Certification.Contracts;
using static Post.Certification.Tests.Reports;

namespace Post.Certification.Tests;

public sealed class OfficerDirectoryTests(CertificationHost host) : IClassFixture<CertificationHost>
{
    [Fact]
    public async Task NumbersNotKnown_AreLeftOut()
    {
        await host.ReportAsync(List(August, Officer("3001-0001", "Gil", "Moss")));

        var found = await host.AskAsync<IOfficerDirectory, IReadOnlyDictionary<string, Guid>>(
            d => d.FindAsync(["3001-0001", "3001-9999"], default));

        Assert.Equal(["3001-0001"], found.Keys);
    }

    [Fact]
    public async Task PagingByKey_VisitsEveryoneOnce()
    {
        await host.ReportAsync(List(August, Officers(57)));

        var seen = new List<Guid>();
        IReadOnlyList<Guid> page;
        do
        {
            var after = seen.Count == 0 ? (Guid?)null : seen[^1];
            page = await host.AskAsync<IOfficerDirectory, IReadOnlyList<Guid>>(d => d.ListAsync(after, 10, default));
            seen.AddRange(page);
        }
        while (page.Count == 10);

        Assert.Equal(await host.ScalarAsync<long>("select count(*) from certification.person"), seen.Distinct().Count());
        Assert.Equal(seen.Count, seen.Distinct().Count());
    }

    [Theory]
    [Trait("Clause", "8.03(2) Decertification")]
    [InlineData("Decertified", true)]
    [InlineData("Expired", false)]
    [InlineData("NotCertified", false)]
    [InlineData("Suspended", false)]
    [InlineData("VoluntarilyRelinquished", false)]
    public async Task Status_IsADecertificationOnlyWhenTheCommissionRevoked(string code, bool decertified)
    {
        var number = $"3002-{code.Length:0000}";
        await host.ReportAsync(List(August, Officer(number, "Ray", "Stone", status: code)));

        Assert.Equal(decertified, (await host.FactsOfAsync(number)).Decertified);
    }

    [Theory]
    [Trait("Clause", "8.03(2) Certification")]
    [InlineData("Suspended", true)]
    [InlineData("AdministrativelySuspended", true)]
    [InlineData("ConditionallyCertified", true)]
    [InlineData("RestrictedInactive", true)]
    [InlineData("Decertified", false)]
    [InlineData("Expired", false)]
    public async Task Certification_StaysOneWhileSuspendedConditionedOrRestricted(string code, bool certified) =>
        Assert.Equal(certified, await host.ScalarAsync<bool>(
            "select certified from certification.certification_status_code where code = $1", code));

    [Fact]
    public async Task Spellings_ResolveWhateverTheirCaseAndMarks()
    {
        await host.ReportAsync(Agencies(August, "Dukes County Sheriff's Office"));

        var resolved = await host.AskAsync<ILawEnforcementAgencies, IReadOnlyDictionary<string, Guid>>(
            a => a.ResolveAsync(["DUKES COUNTY SHERIFFS OFFICE", "dukes county sheriff’s  office", "UNASSOCIATED OFFICER", "never seen", "??"], default));

        Assert.Equal(["DUKES COUNTY SHERIFFS OFFICE", "dukes county sheriff’s  office"], resolved.Keys.Order(StringComparer.Ordinal));
        Assert.Single(resolved.Values.Distinct());
    }

    [Fact]
    [Trait("Clause", "8.03(2) Agency")]
    public void Module_HasNoTypeNamedPlainAgency() =>
        Assert.DoesNotContain(typeof(CertificationModule).Assembly.GetTypes().Concat(typeof(OfficerFacts).Assembly.GetTypes()), t => t.Name is "Agency");
}

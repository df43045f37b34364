using Post.Audit;
using Post.Kernel.Requests;
using Post.Standards.Contracts;
using Post.Standards.Features.ShowDisciplinaryRecord;
using Post.Standards.Tests.ImportDisciplinary;
using Post.Testing;
using static Post.Standards.Tests.ImportDisciplinary.ImportDesk;

namespace Post.Standards.Tests;

public sealed class ShowDisciplinaryRecordTests : IClassFixture<ModuleHost>
{
    private readonly ModuleHost _host;

    public ShowDisciplinaryRecordTests(ModuleHost host) => _host = host;

    [Fact]
    [Trait("Clause", "8.05(2)(e)")]
    public async Task Staff_SeeWhatTheSourceSaidAndTheLookNamesThePerson()
    {
        await _host.BringInAsync(File(
            Row(62000001, 62000001, "1400-0001", details: "Words of the agency", disciplines: "Retraining (DISCIPLINE IS PENDING)")));
        var person = await PersonAsync("1400-0001");

        var record = (await _host.Send(new ShowDisciplinaryRecordQuery(person), People.StandardsStaff(_host.Clock))).Value;

        var allegation = Assert.Single(Assert.Single(record.Complaints).Allegations);
        Assert.Equal("Words of the agency", allegation.Narrative);
        Assert.Equal(DisciplineState.Pending, Assert.Single(allegation.Discipline).State);
        Assert.Equal(1L, await _host.ScalarAsync<long>(
            "select count(*) from audit.event where action = 'discipline.shown' and outcome = 'Ok' and purpose = 'complaint-intake' and $1 = any (subject_ids)",
            person));
    }

    [Fact]
    [Trait("Clause", "8.07(5)")]
    public async Task PersonOfTwoNumbers_HasTheComplaintsOfBothAndTheLookNamesBoth()
    {
        await _host.BringInAsync(File(
            Row(62000201, 62000201, "1402-0001"), Row(62000202, 62000202, "1402-0002"), Row(62000203, 62000202, "1402-0001")));
        var (one, other) = (await PersonAsync("1402-0001"), await PersonAsync("1402-0002"));
        await _host.ExecuteAsync(
            """
            insert into certification.person_merge (id, person_id, into_person_id, reason, decided_by_name, recorded_at)
            values (gen_random_uuid(), $1, $2, 'Letter', 'Test', now())
            """, one, other);

        var record = (await _host.Send(new ShowDisciplinaryRecordQuery(other), People.StandardsStaff(_host.Clock))).Value;

        Assert.Equal(["62000202", "62000201"], record.Complaints.Select(c => c.Number));
        Assert.Equal(2, record.Complaints[0].Allegations.Count);
        Assert.Equal(new[] { one, other }.Order(), (await _host.ScalarAsync<Guid[]>(
            "select subject_ids from audit.event where action = 'discipline.shown' and outcome = 'Ok' order by at_db desc limit 1")).Order());
    }

    [Fact]
    public async Task WithoutAPurpose_NothingIsShownAndTheRefusalIsRecorded()
    {
        var before = await _host.CountEventsAsync("discipline.shown", AuditOutcome.Denied);

        var refused = await _host.Send(
            new ShowDisciplinaryRecordQuery(Guid.NewGuid()), People.WithoutPurpose(People.StandardsStaff(_host.Clock)));

        Assert.IsType<PurposeNeeded>(refused.Refusal);
        Assert.Equal(before + 1, await _host.CountEventsAsync("discipline.shown", AuditOutcome.Denied));
    }

    [Fact]
    public async Task FactsForOtherModules_HoldNoNarrativeAndNoRemark()
    {
        await _host.BringInAsync(File(
            Row(62000101, 62000101, "1401-0001", details: "canary-narrative", disciplines: "Other (canary-remark)")));
        var person = await PersonAsync("1401-0001");

        await using var scope = Microsoft.Extensions.DependencyInjection.ServiceProviderServiceExtensions.CreateAsyncScope(_host.Services);
        var record = (IDisciplinaryRecord)scope.ServiceProvider.GetService(typeof(IDisciplinaryRecord))!;
        var facts = await record.FactsAsync([person], default);

        var told = System.Text.Json.JsonSerializer.Serialize(facts);
        Assert.Contains("62000101", told, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", told, StringComparison.Ordinal);
    }

    private Task<Guid> PersonAsync(string number) =>
        _host.ScalarAsync<Guid>("select id from certification.person where officer_number = $1", number);
}

using System.Diagnostics;
using Post.Certification.Features.ListOfficers;
using Post.Certification.Features.ShowOfficer;
using Xunit.Abstractions;
using static Post.Certification.Tests.Reports;

namespace Post.Certification.Tests;

/// <summary>The register of a whole state, taken in as an import does it; times are told, not judged.</summary>
public sealed class StatewideRegisterTests(CertificationHost host, ITestOutputHelper output) : IClassFixture<CertificationHost>
{
    private const int Size = 25_000;
    private const int ChunkSize = 5_000;

    [Fact]
    [Trait("Category", "Slow")]
    public async Task WholeState_ComesInOnceAndIsReadByPage()
    {
        var whole = List(August);
        var chunks = Enumerable.Range(0, Size / ChunkSize)
            .Select(i => whole with { Officers = [.. Statewide().Skip(i * ChunkSize).Take(ChunkSize)] }).ToArray();

        await TimedAsync("first time", () => host.ReportAsync(chunks));
        var outbox = await host.ScalarAsync<long>("select count(*) from kernel.outbox");
        await TimedAsync("same file again", () => host.ReportAsync(chunks));
        var later = chunks.Select(c => c with { SourceId = Guid.CreateVersion7(), AsOf = September }).ToArray();

        Assert.Equal(Size, await host.ScalarAsync<long>("select count(*) from certification.person"));
        Assert.Equal(Size, await host.ScalarAsync<long>("select count(*) from certification.employment"));
        Assert.Equal(outbox, await host.ScalarAsync<long>("select count(*) from kernel.outbox"));
        await TimedAsync("a later file that says the same", () => host.ReportAsync(later[0]));
        Assert.Equal(Size, await host.ScalarAsync<long>("select count(*) from certification.status_report"));

        await host.ExecuteAsync("analyze");
        await ReadAsync("first page", new ListOfficersQuery(null, null, null, null));
        await ReadAsync("page in the middle", new ListOfficersQuery(null, null, null, await host.PersonAsync("1001-2000")));
        await ReadAsync("name", new ListOfficersQuery("first12345 surname12345", null, null, null));
        await ReadAsync("surname not there", new ListOfficersQuery("zzzz", null, null, null));
        await ReadAsync("number", new ListOfficersQuery("1001-2000", null, null, null));
        await ReadAsync("agency", new ListOfficersQuery(null, await host.AgencyAsync("Town 7 Police Department"), null, null));
        await ReadAsync("status", new ListOfficersQuery(null, null, "Suspended", null));
        await ReadAsync("agency and status", new ListOfficersQuery(null, await host.AgencyAsync("Town 7 Police Department"), "Suspended", null));
        await TimedAsync("file", async () => await host.AsStaffAsync(new ShowOfficerQuery(await host.PersonAsync("1001-2000"))));
    }

    private static IEnumerable<Standards.Contracts.ReportedOfficer> Statewide() =>
        Officers(Size).Select((o, i) => o with
        {
            CurrentAgencySpelling = $"Town {i % 440} Police Department",
            StatusCode = i % 200 == 7 ? "Suspended" : "Certified",
        });

    private async Task ReadAsync(string what, ListOfficersQuery query)
    {
        Assert.Null((await host.AsStaffAsync(query)).Refusal);
        await TimedAsync(what, async () => Assert.Null((await host.AsStaffAsync(query)).Refusal));
    }

    private async Task TimedAsync(string what, Func<Task> work)
    {
        var started = Stopwatch.GetTimestamp();
        await work();
        output.WriteLine($"{what}: {Stopwatch.GetElapsedTime(started).TotalMilliseconds:N1} ms");
    }
}

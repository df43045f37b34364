using System.Text.Json;
using System.Text.RegularExpressions;
using FsCheck.Fluent;
using Post.Certification.Features.ShowOfficer;
using Post.Certification.OfficerFiles;
using Post.Certification.Tests.Imports;

namespace Post.Certification.Tests;

/// <summary>Whatever was merged and un-merged, in any order and with files in between: in the end it was never so.</summary>
public sealed partial class JoinPropertiesTests
{
    private static readonly string[] s_tables =
    [
        "source", "person", "person_name", "person_report", "status_report", "employment", "employment_separation",
        "employment_confirmation", "certificate", "review_item", "agency_spelling", "law_enforcement_agency",
        "law_enforcement_agency_name", "law_enforcement_agency_listing",
    ];

    [Fact]
    [Trait("Clause", "8.06(3)(a)1")]
    public async Task MergesTakenBack_LeaveEveryRowEveryAnswerAndEveryPublishedByteAsBefore()
    {
        foreach (var _ in Enumerable.Range(0, 3))
        {
            await using var alone = await ImportOfficersTests.StartAsync();
            CertificationHost host = alone;
            await TakeAsync(host, RandomHistory.First);
            await TakeAsync(host, RandomHistory.Complaints);
            foreach (var file in RandomHistory.File.Draw(4)) await TakeAsync(host, file);
            await host.SettleAsync();
            var before = await EverythingAsync(host);
            Assert.Contains("62100002", before, StringComparison.Ordinal);

            Assert.True(await JoinAtRandomAsync(host, 12) > 0);
            await host.SettleAsync();
            var joined = await EverythingAsync(host);
            var open = await host.ScalarAsync<long>("select count(*) from certification.person_merge where undone_at is null");
            await UnmergeAllAsync(host);
            await host.SettleAsync();

            Assert.True(open == 0 || before != joined, "A merge that changes no answer is none.");
            Assert.Equal(before, await EverythingAsync(host));
        }
    }

    // Two states get the same files, one of them between merges: at the end nobody can tell which.
    [Fact]
    [Trait("Clause", "8.06(3)(a)1")]
    public async Task FilesThatCameWhileMerged_AreWhereTheyWouldHaveBeen()
    {
        foreach (var _ in Enumerable.Range(0, 2))
        {
            await using var alone = await ImportOfficersTests.StartAsync();
            CertificationHost host = alone;
            await using var other = await ImportOfficersTests.StartAsync();
            CertificationHost twin = other;
            foreach (var file in RandomHistory.File.Draw(5).Prepend(RandomHistory.Complaints).Prepend(RandomHistory.First))
            {
                await TakeAsync(host, file);
                await TakeAsync(twin, file);
                await JoinAtRandomAsync(host, 4);
                await twin.SettleAsync();
            }

            await UnmergeAllAsync(host);
            await host.SettleAsync();
            await twin.SettleAsync();

            Assert.Equal(await twin.RecordAsync(), await host.RecordAsync());
            Assert.Equal(await AnswersAsync(twin), await AnswersAsync(host));
            Assert.Equal(await PublishedAsync(twin), await PublishedAsync(host));
        }
    }

    private static async Task TakeAsync(CertificationHost host, RandomHistory.InFile file) => await host.BringInAsync(file.Kind, file.Text, file.AsOf);

    private static async Task<int> JoinAtRandomAsync(CertificationHost host, int decisions)
    {
        var merged = 0;
        foreach (var (one, other) in RandomHistory.Pair.Draw(decisions))
        {
            if (!(await host.MergeAsync(one, other)).Refused) merged++;
            else await host.UnmergeAsync(one);
            await host.SettleAsync();
        }

        return merged;
    }

    private static async Task UnmergeAllAsync(CertificationHost host)
    {
        foreach (var number in RandomHistory.Numbers) await host.UnmergeAsync(number);
    }

    /// <summary>Every stored row to the letter, every file, every fact told to other modules, every published byte.</summary>
    private static async Task<string> EverythingAsync(CertificationHost host)
    {
        var rows = new List<string>();
        foreach (var table in s_tables)
        {
            rows.Add(table + ": " + await host.ScalarAsync<string>(
                $"select coalesce(string_agg(t::text, e'\n' order by t::text), '') from certification.{table} t"));
        }

        rows.Add(JsonSerializer.Serialize(await FilesAsync(host)));
        var ids = await Task.WhenAll(RandomHistory.Numbers.Select(host.PersonAsync));
        rows.Add(JsonSerializer.Serialize((await host.FactsAsync(ids)).OrderBy(f => f.OfficerNumber, StringComparer.Ordinal)));
        rows.Add(await host.ScalarAsync<string>(
            "select coalesce((select string_agg(o::text, e'\n' order by o.key) from published.officer o), '') "
            + "|| coalesce((select string_agg(m::text, e'\n' order by m.key) from published.officer_moved m), '')"));
        return string.Join("\n", rows);
    }

    private static async Task<List<OfficerFile?>> FilesAsync(CertificationHost host)
    {
        var files = new List<OfficerFile?>();
        foreach (var number in RandomHistory.Numbers)
        {
            var opened = await host.AsStaffAsync(new ShowOfficerQuery(await host.PersonAsync(number)));
            files.Add(opened.Refused ? null : opened.Value with { Merges = [] });
        }

        return files;
    }

    /// <summary>What files say, whatever ids a state gave its rows.</summary>
    private static async Task<string> AnswersAsync(CertificationHost host) => string.Join('\n', (await FilesAsync(host))
        .SelectMany(f => Lines(f!, f!.StatusHistory).Concat(Lines(f, f.Employments)).Concat(Lines(f, f.Certificates)).Concat(Lines(f, [.. f.FormerNames, f.Name])))
        .Order(StringComparer.Ordinal));

    private static IEnumerable<string> Lines<T>(OfficerFile file, IReadOnlyList<T> rows) =>
        rows.Select(r => $"{file.OfficerNumber} {Ids().Replace(JsonSerializer.Serialize(r), "id")}");

    // "Formerly listed as" is left out: a name that came and went while its number was merged was never published. So is which of
    // the sources that say the same is cited: a file that changes nothing publishes nothing.
    private static async Task<string> PublishedAsync(CertificationHost host) => Sources().Replace(Keys().Replace(await host.ScalarAsync<string>(
        """
        select coalesce(string_agg(officer_number || ' ' || (doc::jsonb - 'formerNames'), e'\n' order by officer_number), '')
        from published.officer
        """), "key"), "");

    [GeneratedRegex("\"source\": \"[^\"]*\"")]
    private static partial Regex Sources();

    [GeneratedRegex("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")]
    private static partial Regex Ids();

    [GeneratedRegex("[0-9a-hjkmnp-tv-z]{4}-[0-9a-hjkmnp-tv-z]{4}-[0-9a-hjkmnp-tv-z]{4}")]
    private static partial Regex Keys();
}

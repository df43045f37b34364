using Npgsql;
using Post.Cli.Demo;
using Post.EndToEnd.Tests.Running;
using Post.Testing;

namespace Post.EndToEnd.Tests.Journeys;

/// <summary>Two worlds: the same database, in one of which more is known that the public may not learn.</summary>
public sealed class WithheldFactsLeaveNoTraceTests : IAsyncLifetime
{
    private const int Officers = 100;

    private readonly string _folder = Directory.CreateTempSubdirectory("post-worlds-").FullName;
    private PostDatabase? _here;
    private PostDatabase? _there;

    // All about people whom both worlds show, and with the same name, agency and status as there.
    private static readonly FileRow[] s_withheld =
    [
        Cast.Found with { Complaint = 59_100_001, Discipline = "Pending", Narrative = $"Still open: the {Cast.WordOfANarrative}." },
        Cast.Found with { Complaint = 59_100_002, Discipline = "Suspension: 30+ days (DISCIPLINE DECISION WAS REVERSED)" },
        Cast.Found with { Complaint = 59_100_003, Disposition = "Other", Category = "Bias", Subtype = "Bias on basis of race" },
        Cast.Standing with { Complaint = 59_100_004, Disposition = "Not Sustained", Category = "Criminal Conduct", Subtype = "Property crime" },
        Cast.Standing with { Complaint = 59_100_005, Disposition = "Exonerated", Discipline = "" },
        Cast.Looked with { Complaint = 59_100_006, Disposition = "Unfounded", Discipline = "" },
        Cast.Held with { Complaint = 59_100_007, Disposition = "Other" },
        // Another spelling of an agency that is shown, and an agency that nothing shown names.
        Cast.Found with { Complaint = 59_100_010, Disposition = "Other", ReportingAgency = "HARBOR CITY POLICE DEPARTMENT" },
        Cast.Found with { Complaint = 59_100_011, Disposition = "Other", ReportingAgency = "Nevermore Harbor Police" },
        // A second officer in a complaint that the first one's page shows.
        Cast.Looked with { Complaint = Cast.Found.Complaint, Allegation = 59_100_008, Disposition = "Other" },
    ];

    public async Task InitializeAsync()
    {
        _here = await PostDatabase.CreateAsync();
        var file = SyntheticFile.Write(Path.Combine(_folder, "synthetic-disciplinary_20250630.csv"), Officers, Cast.All);
        await ImportAsync(_here, file);
        _there = await _here.CloneAsync();
    }

    public async Task DisposeAsync()
    {
        if (_there is not null) await _there.DisposeAsync();
        if (_here is not null) await _here.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    [Trait("Clause", "8.06(3)")]
    [Trait("Clause", "8.06(4)")]
    [Trait("Clause", "8.06(4)(b)1.i")]
    [Trait("Clause", "8.06(4)(b)1.j")]
    public async Task TwoWorlds_AnswerAlikeToTheByte()
    {
        await WithholdAsync();
        await using var here = await SiteProcess.StartAsync(PublicSettings(_here!));
        await using var there = await SiteProcess.StartAsync(PublicSettings(_there!));
        var other = new Crawl(there.Http);

        var answers = await new Crawl(here.Http).WalkAsync(await SeedsAsync());

        Assert.True(answers.Count > 3 * Officers, $"Only {answers.Count} addresses were found.");
        var differing = new List<string>();
        foreach (var (address, answer) in answers)
        {
            var same = await other.GetAsync(address);
            if (same.Status != answer.Status || same.Headers != answer.Headers || !same.Body.SequenceEqual(answer.Body)) differing.Add(address);
        }

        Assert.Empty(differing);
        await AssertPublishedFactShowsAsync(other, answers);
    }

    // The other way round: what may be shown does make a difference, so the comparison can see one.
    private async Task AssertPublishedFactShowsAsync(Crawl other, IReadOnlyDictionary<string, Answer> answers)
    {
        var address = $"/officers/{await KeyOfAsync(Cast.Found)}";
        await ImportAsync(_there!, SyntheticFile.Write(Path.Combine(_folder, "public.csv"), Cast.Found with { Complaint = 59_100_009 }));
        Assert.NotEqual(answers[address].Body, (await other.GetAsync(address)).Body);
    }

    private async Task WithholdAsync()
    {
        var before = await AllegationsAsync();
        await ImportAsync(_there!, SyntheticFile.Write(Path.Combine(_folder, "withheld.csv"), s_withheld));
        Assert.Equal(before + s_withheld.Length, await AllegationsAsync());
        await using var connection = new NpgsqlConnection(_there!.Superuser);
        await connection.OpenAsync();
        await using var narratives = new NpgsqlCommand(
            $"update standards.allegation_report set narrative = 'Every text is another, with a {Cast.WordOfANarrative}.'", connection);
        Assert.True(await narratives.ExecuteNonQueryAsync() > Officers);
        await new OperatorDesk(SettingsOf(_there)).RunAsync("publish");
    }

    private async Task<string[]> SeedsAsync()
    {
        string[] words =
        [
            Cast.WordOfANarrative, "pending", "reversed", "bias", "59100001", "59100003", "A-59100008", "nevermore",
            .. s_withheld.SelectMany(r => new[] { r.OfficerNumber, r.Surname, r.Surname[..4], r.Surname[1..], $"{r.FirstName} {r.Agency}" }),
        ];
        return
        [
            "/", "/officers", "/agencies", "/about-the-data", "/officers.csv", "/openapi/v1.json", "/api/v1/officers?limit=100",
            "/api/v1/agencies?limit=100", "/robots.txt", "/healthz/live", $"/officers/{await KeyOfAsync(Cast.Held)}", "/officers/0000-00000-0000",
            .. words.Select(Uri.EscapeDataString).SelectMany(w => new[]
            {
                $"/officers?q={w}", $"/officers.csv?q={w}", $"/api/v1/officers?q={w}", $"/agencies?q={w}", $"/api/v1/agencies?q={w}",
            }),
        ];
    }

    private Task<string> ImportAsync(PostDatabase database, string file) =>
        new OperatorDesk(SettingsOf(database)).ImportAsync(file, DemoState.AsOf);

    private IReadOnlyDictionary<string, string?> SettingsOf(PostDatabase database) => Installation.SettingsOf(database, _folder);

    private Dictionary<string, string?> PublicSettings(PostDatabase database) => new(SettingsOf(database)) { ["Post:Roles"] = "Public" };

    private Task<string> KeyOfAsync(FileRow officer) =>
        ScalarAsync<string>(_here!, $"select key from published.officer where officer_number = '{officer.OfficerNumber}'");

    private Task<long> AllegationsAsync() => ScalarAsync<long>(_there!, "select count(*) from standards.allegation");

    private static async Task<T> ScalarAsync<T>(PostDatabase database, string sql)
    {
        await using var connection = new NpgsqlConnection(database.Superuser);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return (T)(await command.ExecuteScalarAsync())!;
    }
}

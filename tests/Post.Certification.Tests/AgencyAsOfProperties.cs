using System.Text.Json;
using FsCheck.Fluent;
using Post.Certification.Contracts;
using Post.Certification.Features.ListAgencyOfficers;
using Post.Certification.Features.MapAgencySpelling;
using Post.Certification.Features.RecordAgencySuccession;
using Post.Certification.Features.RenameAgency;
using Post.Certification.Features.ShowAgency;
using Post.Certification.Features.WithdrawAgencySuccession;
using Post.Certification.Tests.Imports;
using Post.Kernel.Requests;
using Post.Kernel.Time;
using static Post.Certification.Tests.Imports.FileDesk;

namespace Post.Certification.Tests;

/// <summary>
/// Random histories of a handful of agencies. Every page is kept as it was shown on each day; asked for that day and that knowledge
/// later, the record must show the very same, whatever was renamed, corrected, merged or withdrawn since.
/// </summary>
[Trait("Clause", "8.03(2) Law Enforcement Agency")]
public sealed class AgencyAsOfProperties : IAsyncLifetime
{
    private const int Histories = 2;
    private const int Steps = 20;

    private static readonly string[] s_names = ["Ayer Police", "Barre Police", "Clinton Police", "Douglas Police", "Erving Police"];
    private static readonly string[] s_spellings = ["Ayer PD", "Barre Police Dept", "Clinton P.D.", "Police of Douglas", "Erving Constabulary"];
    private static readonly string[] s_numbers = ["7201-0001", "7201-0002", "7201-0003", "7201-0004"];

    private readonly CertificationHost _host = new();
    private readonly List<Shown> _shown = [];
    private int _refused, _done;

    public Task InitializeAsync() => _host.InitializeAsync();

    public Task DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task AnyDayInThePast_ReadsAsItReadThen()
    {
        await BeginAsync();
        foreach (var history in Gen.Choose(0, int.MaxValue - 1).ArrayOf(Steps).Draw(Histories))
        {
            foreach (var step in history)
            {
                await StepAsync(new Random(step));
                await KeepAsync();
                _host.Clock.Advance(TimeSpan.FromHours(36));
            }
        }

        // A history of files alone, or one that is refused throughout, would prove nothing.
        Assert.True(_done > 1, $"Only {_done} decisions were taken; {_refused} were refused.");
        Assert.NotEqual(0L, await _host.ScalarAsync<long>("select count(*) from certification.law_enforcement_agency_succession"));
        Assert.NotEqual(0L, await _host.ScalarAsync<long>("select count(*) from certification.law_enforcement_agency_state where superseded_at is not null"));
        foreach (var then in _shown)
        {
            Assert.Equal(then.Page, await PageAsync(then.Agency, then.Day, then.Day));
        }
    }

    // Agencies old enough to end, of which one changes its kind and another ends: whatever the dice do, there is a past to tell.
    private async Task BeginAsync()
    {
        await _host.BringInAsync("agencies", Agencies([.. s_names.Select(n => Agency(n))]), new DateOnly(2024, 1, 1));
        await KeepAsync();
        _host.Clock.Advance(TimeSpan.FromHours(36));
        await _host.BringInAsync("agencies", Agencies(Agency(s_names[0], "Campus", "Essex")), new DateOnly(2024, 2, 1));
        await TryAsync(new RenameAgencyCommand(await _host.AgencyAsync(s_names[1]), "Barre Public Safety", new DateOnly(2025, 1, 1), "Act", "Read"));
        await TryAsync(new RecordAgencySuccessionCommand(
            await _host.AgencyAsync(s_names[2]), AgencyEnding.Merged, new DateOnly(2025, 9, 1), [await _host.AgencyAsync(s_names[3])], "Vote", "Read"));
        await KeepAsync();
        _host.Clock.Advance(TimeSpan.FromHours(36));
    }

    private async Task StepAsync(Random dice)
    {
        switch (dice.Next(9))
        {
            case 0 or 1:
                await _host.BringInAsync("agencies", Agencies(Agency(
                    Pick(dice, s_names), Pick(dice, "Town", "Campus", "State"), Pick(dice, "Essex", "Norfolk", ""),
                    others: dice.Next(3) == 0 ? Pick(dice, s_spellings) : "")), Day(dice));
                return;
            case 2:
                await _host.ReportAsync(Reports.List(Day(dice), Reports.Officer(Pick(dice, s_numbers), "Ann", Pick(dice, "Smith", "Stone"), agency: Pick(dice, [.. s_names, .. s_spellings]))));
                return;
            case 3:
                var start = dice.Next(2015, 2024);
                await _host.BringInAsync("employment", Employment(Spell(
                    Pick(dice, s_numbers), $"5/1/{start}", dice.Next(2) == 0 ? "" : $"5/1/{start + dice.Next(1, 3)}", Pick(dice, [.. s_names, .. s_spellings]),
                    Pick(dice, "Smith", "Stone"), "Ann", Pick(dice, "Patrol Officer", "Sergeant"))), Day(dice));
                return;
            case 4:
                await TryAsync(await MapAsync(dice));
                return;
            case 5:
                await TryAsync(new RenameAgencyCommand(await AnyAgencyAsync(dice), $"{Pick(dice, s_names)} {dice.Next(4)}", Day(dice), "Act", "Read"));
                return;
            case 6 or 7:
                var corrects = dice.Next(3) == 0 ? await AnyAsync(dice, "select id from certification.law_enforcement_agency_succession where superseded_at is null order by id") : null;
                var agency = corrects is null ? await AnyAgencyAsync(dice)
                    : await _host.ScalarAsync<Guid>("select agency_id from certification.law_enforcement_agency_succession where id = $1", corrects);
                await TryAsync(new RecordAgencySuccessionCommand(
                    agency, AgencyEnding.Merged, new DateOnly(2026, 1, 1).AddDays(dice.Next(200)), [await AnyAgencyAsync(dice)], "Vote", "Read", corrects));
                return;
            default:
                if (await AnyAsync(dice, "select id from certification.law_enforcement_agency_succession where superseded_at is null order by id") is { } succession)
                {
                    await TryAsync(new WithdrawAgencySuccessionCommand(succession, "It did not pass"));
                }

                return;
        }
    }

    private async Task<MapAgencySpellingCommand> MapAsync(Random dice)
    {
        var spelling = await AnyAsync(dice, "select id from certification.agency_spelling where agency_id is not null order by id");
        return dice.Next(2) == 0
            ? new MapAgencySpellingCommand(spelling ?? Guid.NewGuid(), await AnyAgencyAsync(dice), null, "Asked")
            : new MapAgencySpellingCommand(spelling ?? Guid.NewGuid(), null, $"{Pick(dice, s_names)} Department", "Asked");
    }

    // What the rules refuse changes nothing: that is a step of history too.
    private async Task TryAsync(ICommand<Done> command)
    {
        if ((await _host.AsStaffAsync(command)).Refused) _refused++;
        else _done++;
    }

    private async Task KeepAsync()
    {
        var today = _host.Clock.Today();
        foreach (var agency in await AgenciesAsync()) _shown.Add(new Shown(agency, today, await PageAsync(agency, null, null)));
    }

    private async Task<string> PageAsync(Guid agency, DateOnly? on, DateOnly? known)
    {
        var file = await _host.AsStaffAsync(new ShowAgencyQuery(agency, on, known));
        var roster = await _host.AsStaffAsync(new ListAgencyOfficersQuery(agency, on, known, Limit: 100));
        Assert.Null(file.Refusal ?? roster.Refusal);
        return JsonSerializer.Serialize(new { File = file.Value, Roster = roster.Value });
    }

    private Task<IReadOnlyList<Guid>> AgenciesAsync() =>
        _host.RowsAsync("select id from certification.law_enforcement_agency order by id", r => r.GetGuid(0));

    private async Task<Guid> AnyAgencyAsync(Random dice) =>
        await AnyAsync(dice, "select id from certification.law_enforcement_agency order by id") ?? Guid.NewGuid();

    private async Task<Guid?> AnyAsync(Random dice, string sql)
    {
        var ids = await _host.RowsAsync(sql, r => r.GetGuid(0));
        return ids.Count == 0 ? null : ids[dice.Next(ids.Count)];
    }

    private DateOnly Day(Random dice) => _host.Clock.Today().AddDays(-dice.Next(500));

    private static string Pick(Random dice, params string[] choices) => choices[dice.Next(choices.Length)];

    private sealed record Shown(Guid Agency, DateOnly Day, string Page);
}

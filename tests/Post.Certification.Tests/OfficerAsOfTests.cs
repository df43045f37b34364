using System.Text.Json;
using FsCheck.Fluent;
using Post.Certification.Features.ShowOfficer;
using Post.Certification.OfficerFiles;
using Post.Certification.Tests.Imports;
using Post.Kernel.Requests;
using Post.Kernel.Time;
using Post.Testing;
using static Post.Certification.Tests.Imports.FileDesk;

namespace Post.Certification.Tests;

/// <summary>The file as it was on a day, and as it was known when another ended.</summary>
public sealed class OfficerAsOfTests
{
    // The axis of knowledge: each day something comes in or is decided, and what the file said that evening is kept.
    [Fact]
    [Trait("Clause", "8.05(1)(a)")]
    [Trait("Clause", "8.05(1)(b)")]
    [Trait("Clause", "8.05(1)(j)")]
    public async Task File_AsKnownOnAnyDay_IsWhatItWasThatEvening()
    {
        foreach (var _ in Enumerable.Range(0, 3))
        {
            await using var alone = await ImportOfficersTests.StartAsync();
            CertificationHost host = alone;
            var evenings = new List<(DateOnly Day, string Number, string Said)>();
            foreach (var file in RandomHistory.File.Draw(6).Prepend(RandomHistory.First))
            {
                await host.BringInAsync(file.Kind, file.Text, file.AsOf);
                foreach (var (one, other) in RandomHistory.Pair.Draw(2))
                {
                    if ((await host.MergeAsync(one, other)).Refused) await host.UnmergeAsync(one);
                }

                var today = host.Clock.Today();
                foreach (var number in RandomHistory.Numbers) evenings.Add((today, number, await SaidAsync(host, number)));
                host.Clock.Advance(TimeSpan.FromDays(1));
            }

            foreach (var (day, number, said) in evenings)
            {
                Assert.Equal((day, number, said), (day, number, await SaidAsync(host, number, known: day)));
            }
        }
    }

    // The axis of the world: lists that came in the order of their days, each day then asked with all that is known since.
    [Fact]
    [Trait("Clause", "8.06(3)(a)2")]
    public async Task File_OnAnyDay_IsWhatTheListOfThatDayMadeOfIt()
    {
        foreach (var _ in Enumerable.Range(0, 3))
        {
            await using var alone = await ImportOfficersTests.StartAsync();
            CertificationHost host = alone;
            DateOnly[] days = [new(2025, 5, 31), June, July, August];
            var then = new List<(DateOnly Day, string Number, string Said)>();
            foreach (var day in days)
            {
                var rows = RandomHistory.Status().Draw(5).DistinctBy(r => r[..40]).ToArray();
                await host.BringInAsync("officers", day == days[0] ? RandomHistory.First.Text : Officers(rows), day);
                foreach (var number in RandomHistory.Numbers) then.Add((day, number, WithoutRecording(await host.FileAsync(number))));
            }

            foreach (var (day, number, said) in then)
            {
                Assert.Equal((day, number, said), (day, number, WithoutRecording(await host.FileAsync(number, day))));
                Assert.Equal((day, number, said), (day, number, WithoutRecording(await host.FileAsync(number, day.AddDays(3)))));
            }
        }
    }

    [Fact]
    public async Task Service_OnADay_ShowsNothingThatCameLater()
    {
        await using var alone = await ImportOfficersTests.StartAsync();
        CertificationHost host = alone;
        await host.BringInAsync("employment", Employment(
            Spell("6301-0001", "3/1/2010", "6/30/2018", "Otis Police Department", nature: "Resignation", reason: "Moved", misconduct: "No", investigation: "No"),
            Spell("6301-0001", "8/1/2018", "", "Gill Police Department")));
        await host.BringInAsync("certifications", Certifications(
            Certificate("6301-0001", "C-1", granted: "7/1/2012", expires: "7/1/2015", status: "Expired"),
            Certificate("6301-0001", "C-1", "Recertification", "7/1/2015", "7/1/2018", "Suspended", "2/1/2017")));

        var file = await host.FileAsync("6301-0001", new DateOnly(2016, 1, 1));

        var row = Assert.Single(file.Employments);
        Assert.Equal(("Otis Police Department", true, (DateOnly?)null, 0), (row.Agency, row.Open, row.EndsOn, row.Separations.Count));
        Assert.Equal(["NotRecorded", "Expired"], file.Certificates.Select(c => c.StatusCode));
        Assert.Empty(file.StatusHistory);
        Assert.Equal(["Gill Police Department"], (await host.FileAsync("6301-0001")).Employers);
        Assert.Equal("Moved", Assert.Single((await host.FileAsync("6301-0001", new DateOnly(2018, 6, 30))).Employments[0].Separations).Reason);
    }

    [Fact]
    [Trait("Clause", "8.07(5)")]
    public async Task PastLook_IsRecordedWithItsPointInTime()
    {
        await using var alone = await ImportOfficersTests.StartAsync();
        CertificationHost host = alone;
        await host.BringInAsync("officers", Officers(Officer("6302-0001")));
        var today = host.Clock.Today();

        await host.FileAsync("6302-0001", July, today);
        Assert.Equal($"as it was on 2025-07-31, as known at the end of {today:yyyy-MM-dd}", await SummaryAsync(host));
        await host.FileAsync("6302-0001");
        Assert.Equal("", await SummaryAsync(host));
    }

    [Fact]
    public async Task DayAheadOrBeforeEverything_SaysSoInWords()
    {
        await using var alone = await ImportOfficersTests.StartAsync();
        CertificationHost host = alone;
        await host.BringInAsync("officers", Officers(Officer("6303-0001")));
        var person = await host.PersonAsync("6303-0001");
        var tomorrow = host.Clock.Today().AddDays(1);

        Assert.Equal(new DayLiesAhead(tomorrow), (await host.AsStaffAsync(new ShowOfficerQuery(person, tomorrow))).Refusal);
        Assert.Equal(new DayLiesAhead(tomorrow), (await host.AsStaffAsync(new ShowOfficerQuery(person, null, tomorrow))).Refusal);
        var before = (await host.AsStaffAsync(new ShowOfficerQuery(person, June.AddDays(-1)))).Refusal;
        Assert.Equal(new NothingOnRecordThen(June, host.Clock.Today()), before);
        Assert.Contains("June 30, 2025", before!.Text, StringComparison.Ordinal);
        Assert.IsType<NothingOnRecordThen>((await host.AsStaffAsync(new ShowOfficerQuery(person, null, host.Clock.Today().AddDays(-1)))).Refusal);
        Assert.IsType<NotFound>((await host.AsStaffAsync(new ShowOfficerQuery(Guid.NewGuid(), June))).Refusal);
    }

    [Fact]
    public async Task Namesakes_ShareNothing()
    {
        await using var alone = await ImportOfficersTests.StartAsync();
        CertificationHost host = alone;
        await host.BringInAsync("officers", Officers(Officer("6304-0001"), Officer("6304-0002", status: "Suspended", agency: "Otis Police Department")));
        await host.BringInAsync("employment", Employment(Spell("6304-0002", "3/1/2010", "6/30/2018", "Gill Police Department", nature: "Resignation", misconduct: "No", investigation: "No")));
        await host.BringInAsync("certifications", Certifications(Certificate("6304-0002", "C-2")));
        await host.SettleAsync();

        var (one, other) = (await host.FileAsync("6304-0001"), await host.FileAsync("6304-0002"));

        Assert.Equal(("Certified", "Millbrook Police Department"), (one.Status!.Code, Assert.Single(one.Employments).Agency));
        Assert.Empty(one.Certificates);
        Assert.Equal((2, 1, "Suspended"), (other.Employments.Count, other.Certificates.Count, other.Status!.Code));
        Assert.Empty(await host.PairsAsync("6304"));
        Assert.Equal([one.PersonId], one.SubjectIds);
        Assert.All(one.Employments, e => Assert.Equal(one.PersonId, e.PersonId));
        Assert.All([.. other.Employments.Select(e => e.PersonId), .. other.Certificates.Select(c => c.PersonId)], id => Assert.Equal(other.PersonId, id));
    }

    private static Task<string> SummaryAsync(ModuleHost host) => host.ScalarAsync<string>(
        """
        select coalesce(convert_from(p.body, 'UTF8')::jsonb #>> '{CustomFields,Summary}', '')
        from audit.event e join audit.payload p on p.event_id = e.id
        where e.action = 'officer.opened' order by e.at_db desc limit 1
        """);

    private static async Task<string> SaidAsync(CertificationHost host, string number, DateOnly? known = null)
    {
        var opened = await host.AsStaffAsync(new ShowOfficerQuery(await host.PersonAsync(number), null, known));
        return opened.Refusal is { } refusal ? refusal.Text : Text(opened.Value);
    }

    // What waits to be looked at, who else bears the name, and whether there is an address are questions of today and not in a past file. Whether an agency
    // has been confirmed is the agency's, not the officer's.
    private static string Text(OfficerFile file) => JsonSerializer.Serialize(file with
    {
        ToLookAt = 0,
        Namesakes = 0,
        Unreached = false,
        Employments = [.. file.Employments.Select(e => e with { Provisional = false })],
    });

    // A row that has ended since was recorded anew with its end.
    private static string WithoutRecording(OfficerFile file) => Text(file with
    {
        Name = file.Name with { RecordedAt = default },
        FormerNames = [.. file.FormerNames.Select(n => n with { RecordedAt = default })],
        Status = file.Status is { } status ? status with { RecordedAt = default } : null,
        StatusHistory = [.. file.StatusHistory.Select(s => s with { RecordedAt = default })],
        Employments = [.. file.Employments.Select(e => e with { RecordedAt = default })],
    });
}

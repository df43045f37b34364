using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Post.Certification.Domain;
using Post.Certification.Features.EndTerms;
using Post.Certification.Features.FreezeRound;
using Post.Certification.Features.ListRoundOfficers;
using Post.Certification.Features.MakeRound;
using Post.Certification.Features.RemindAgencies;
using Post.Certification.Features.ShowRound;
using Post.Certification.Rounds;
using Post.Certification.Tests.Imports;
using Post.Kernel.Time;
using static Post.Certification.Tests.Imports.FileDesk;

namespace Post.Certification.Tests;

/// <summary>Rounds of recertification on letters of their own, so that tests on one database do not meet.</summary>
internal static class RoundDesk
{
    private static int s_cycle = 100;

    /// <summary>An officer of the status list with a certificate that ends on a day.</summary>
    public static async Task<Guid> OfficerNamedAsync(
        this CertificationHost host, string number, string surname, DateOnly ends, string agency = "Millbrook Police Department",
        string status = "Certified", string first = "Lena", bool certificate = true)
    {
        var last = ends.ToString("M/d/yyyy", CultureInfo.InvariantCulture);
        await host.BringInAsync("officers", Officers(Officer(number, $"{surname}, {first}", status, agency, last)), June);
        if (certificate)
        {
            await host.BringInAsync("certifications", Certifications(Certificate(
                number, $"L-{number}", granted: "7/1/2023", expires: last, last: surname, first: first)));
        }

        return await host.PersonAsync(number);
    }

    /// <summary>A plan of a cycle of its own in which one letter has a round for itself, and the others stand around it.</summary>
    public static async Task<Guid> PlanAsync(this CertificationHost host, char letter, DateOnly endsOn, DateOnly? opensOn = null)
    {
        var cycle = Interlocked.Increment(ref s_cycle);
        var id = Guid.CreateVersion7();
        var ranges = new List<(Guid Id, char From, char To)> { (id, letter, letter) };
        if (letter > 'A') ranges.Add((Guid.CreateVersion7(), 'A', (char)(letter - 1)));
        if (letter < 'Z') ranges.Add((Guid.CreateVersion7(), (char)(letter + 1), 'Z'));
        foreach (var range in ranges)
        {
            await host.ExecuteAsync(
                """
                insert into certification.round_plan (id, cycle, rule, from_letter, to_letter, opens_on, ends_on, confidence, source, valid_from)
                values ($1, $2, 'Surname', $3, $4, $5, $6, 'High', 'Test', '2021-07-01')
                """, range.Id, cycle, range.From.ToString(), range.To.ToString(), opensOn ?? endsOn.AddDays(-60), endsOn);
        }

        return id;
    }

    public static async Task<Guid> RoundAsync(this CertificationHost host, char letter, DateOnly endsOn, bool frozen = true, DateOnly? opensOn = null)
    {
        var made = await host.AsStaffAsync(new MakeRoundCommand(await host.PlanAsync(letter, endsOn, opensOn)));
        Assert.Null(made.Refusal);
        if (frozen) Assert.Null((await host.AsStaffAsync(new FreezeRoundCommand(made.Value))).Refusal);
        return made.Value;
    }

    public static async Task<RoundBoard> BoardAsync(this CertificationHost host, Guid round)
    {
        var shown = await host.AsStaffAsync(new ShowRoundQuery(round));
        Assert.Null(shown.Refusal);
        return shown.Value;
    }

    public static async Task<IReadOnlyList<RoundOfficerRow>> OfficersOfAsync(this CertificationHost host, Guid round, Guid? agency = null, string? state = null)
    {
        var listed = await host.AsStaffAsync(new ListRoundOfficersQuery(round, agency, state));
        Assert.Null(listed.Refusal);
        return listed.Value.Rows;
    }

    public static async Task<string> StateAsync(this CertificationHost host, Guid round, Guid person) =>
        (await host.OfficersOfAsync(round)).Single(r => r.Officer.PersonId == person).Officer.State;

    /// <summary>A complete application, received on a day.</summary>
    public static async Task<Guid> CompleteAsync(this CertificationHost host, Guid person, DateOnly? on = null)
    {
        var application = await host.ReceivedAsync(person, ApplicationKind.Recertification, on);
        await host.ShowAllAsync(application);
        return application;
    }

    /// <summary>What the night after a day does, and the worker after it.</summary>
    public static async Task NightAfterAsync(this CertificationHost host, DateOnly day, bool worker = true)
    {
        Assert.Null((await host.Send(new EndTermsCommand(CivilClock.At(day.AddDays(1), new TimeOnly(0, 15))))).Refusal);
        if (worker) await host.CarryOutAsync();
    }

    public static async Task RemindAsync(this CertificationHost host, DateOnly day) =>
        Assert.Null((await host.Send(new RemindAgenciesCommand(CivilClock.At(day, new TimeOnly(6, 20))))).Refusal);

    public static async Task CarryOutAsync(this CertificationHost host)
    {
        var runner = host.Services.GetRequiredService<BatchRunner>();
        foreach (var batch in await runner.RunningAsync(default)) await runner.RunAsync(batch, default);
    }
}

using Microsoft.EntityFrameworkCore;
using Post.Certification.Contracts;
using Post.Certification.Data;
using Post.Certification.Domain;
using Post.Kernel.Access;

namespace Post.Certification.Applications;

/// <summary>Which agency entered an application, by whom and when.</summary>
public sealed record EntryRow(string Agency, string By, MemberCapacity Capacity, DateTimeOffset At);

/// <summary>What the agency said of a requirement.</summary>
public sealed record AnswerRow(Guid Id, string Code, bool Shown, DateOnly? On, string? Reference, string? Note, string By, DateTimeOffset At)
{
    /// <summary>Last day of what shows it.</summary>
    public DateOnly? ExpiresOn { get; init; }

    public string Words => Shown ? "Shown" : "Not yet";
}

/// <summary>What the agency says of the requirements of one application now, and what it said before, the latest first.</summary>
internal sealed record AnswersGiven(IReadOnlyDictionary<string, AnswerRow> Present, IReadOnlyList<AnswerRow> Earlier);

/// <summary>Writes and reads what an agency says of the requirements of an application; no finding follows from it.</summary>
internal sealed class ApplicationAnswers(CertificationDb db, CurrentCaller caller, TimeProvider clock)
{
    public async Task<AnswersGiven> OfAsync(Guid application, CancellationToken ct)
    {
        var all = await db.RequirementAnswers.AsNoTracking().Where(a => a.ApplicationId == application)
            .OrderByDescending(a => a.SaidAt).ThenByDescending(a => a.Id).ToListAsync(ct);
        return new AnswersGiven(
            all.Where(a => a.SupersededAt is null).ToDictionary(a => a.ItemCode, Row), [.. all.Where(a => a.SupersededAt is not null).Select(Row)]);
    }

    public async Task<EntryRow?> EntryAsync(Guid application, CancellationToken ct) => await (
        from entry in db.ApplicationEntries.AsNoTracking()
        where entry.ApplicationId == application
        join name in db.LawEnforcementAgencyNames.Present() on entry.AgencyId equals name.AgencyId
        select new EntryRow(name.Name, entry.EnteredByName, entry.Capacity, entry.EnteredAt)).SingleOrDefaultAsync(ct);

    public void Add(Guid application, IEnumerable<RequirementSaid> said) => db.RequirementAnswers.AddRange(said.Select(s => Answer(application, s)));

    /// <summary>A later word of the agency takes the place of what stands; that stays as what was said.</summary>
    public async Task SupersedeAsync(RequirementAnswer? standing, RequirementAnswer next, CancellationToken ct)
    {
        if (standing is not null)
        {
            await db.RequirementAnswers.Where(a => a.Id == standing.Id).ExecuteUpdateAsync(a => a.SetProperty(x => x.SupersededAt, next.SaidAt), ct);
        }

        db.RequirementAnswers.Add(next);
    }

    public RequirementAnswer Answer(Guid application, RequirementSaid said) => new()
    {
        Id = Guid.CreateVersion7(clock.GetUtcNow()),
        ApplicationId = application,
        ItemCode = said.Code,
        Shown = said.Shown!.Value,
        ShownOn = said.On,
        ExpiresOn = said.LastDay,
        Reference = Trimmed(said.Reference),
        Note = Trimmed(said.Note),
        SaidAt = clock.GetUtcNow(),
        SaidBy = caller.Value.Id,
        SaidByName = caller.Value.Name,
    };

    private static AnswerRow Row(RequirementAnswer a) => new(a.Id, a.ItemCode, a.Shown, a.ShownOn, a.Reference, a.Note, a.SaidByName, a.SaidAt)
    {
        ExpiresOn = a.ExpiresOn,
    };

    private static string? Trimmed(string? words) => string.IsNullOrWhiteSpace(words) ? null : words.Trim();
}

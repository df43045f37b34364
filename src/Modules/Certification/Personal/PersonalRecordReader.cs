using Microsoft.EntityFrameworkCore;
using Post.Certification.Applications;
using Post.Certification.Contracts;
using Post.Certification.Data;
using Post.Certification.Domain;
using Post.Certification.OfficerFiles;
using Post.Certification.Persons;
using Post.Certification.Reporting;
using Post.Kernel.Deadlines;

namespace Post.Certification.Personal;

/// <summary>
/// What a person may see of their own file. What is held back has no place in it: remarks and questions of staff, what an agency answered
/// about misconduct and investigations, what it disputes before staff have looked, who settled what and why numbers were joined (c. 66A, § 2; the confidentiality of inquiries).
/// </summary>
/// <param name="OfficerNumber">The number by which the person is known.</param>
/// <param name="Name">The present name.</param>
/// <param name="FormerNames">Names borne before.</param>
/// <param name="Status">The present status; null where none is shown.</param>
/// <param name="Service">Service, the present first.</param>
/// <param name="Certificates">Certificates and renewals.</param>
/// <param name="Trainings">Training.</param>
/// <param name="Retrainings">Retraining that was ordered.</param>
/// <param name="Decisions">Decisions about the certification, the latest first.</param>
public sealed record PersonalFile(
    string OfficerNumber, PersonalName Name, IReadOnlyList<PersonalName> FormerNames, PersonalStatus? Status, IReadOnlyList<PersonalSpell> Service,
    IReadOnlyList<CertificateRow> Certificates, IReadOnlyList<TrainingRow> Trainings, IReadOnlyList<RetrainingRow> Retrainings,
    IReadOnlyList<PersonalDecision> Decisions)
{
    /// <summary>Service at schools, the latest first; what staff have to look at about it is theirs.</summary>
    public IReadOnlyList<PersonalSchool> Schools { get; init; } = [];
}

/// <summary>Service at a school as the agency tells of it (12.04(1)(c)4).</summary>
public sealed record PersonalSchool(string School, string Place, string Agency, DateOnly From, DateOnly? Until, DateTimeOffset RecordedAt);

public sealed record PersonalName(string Full, DateOnly From, DateOnly? Until);

public sealed record PersonalStatus(string Code, string Label, string Meaning, DateOnly AsOf, DateOnly? ExpiresOn, string Source);

/// <summary>Service at an agency; of its end the day and the nature alone.</summary>
public sealed record PersonalSpell(
    string Agency, DateOnly? From, DateOnly? Until, bool Open, string? Rank, IReadOnlyList<PersonalSeparation> Separations, IReadOnlyList<ServiceFactRow> Facts,
    string Source, DateTimeOffset RecordedAt)
{
    public IReadOnlyList<LeavePeriod> Leaves { get; init; } = [];
}

public sealed record PersonalSeparation(DateOnly On, string NatureCode);

public sealed record PersonalDecision(
    Guid Id, string Reference, string Words, string Tone, string Reasons, string Authority, DateOnly DecidedOn, DateOnly EffectiveOn, DateOnly? ExpiresOn,
    IReadOnlyList<PersonalCondition> Conditions)
{
    /// <summary>Where it stands on review, in words; null where no petition is open against it.</summary>
    public string? Review { get; init; }

    public DateOnly? WindowEndsOn { get; init; }
    public DeadlineExplanation? WindowCounted { get; init; }

    /// <summary>A petition can be filed still, in time or late.</summary>
    public bool MayPetition { get; init; }

    /// <summary>The petition that the person filed here.</summary>
    public ReportKey? Petition { get; init; }
}

public sealed record PersonalCondition(int Place, string Words, DateOnly? DueOn, string State, bool Late, DateOnly? SettledOn, DeadlineExplanation? Counted)
{
    /// <summary>Days that count from the return to duty; null where the decision set the day.</summary>
    public int? DaysFromReturn { get; init; }

    public bool Open => State == nameof(ConditionState.Open);
}

/// <summary>Reads a person's own file with all their numbers.</summary>
internal sealed class PersonalRecordReader(CertificationDb db, DecisionReader decisions, StatementReading statements, TimeProvider clock)
{
    public async Task<PersonalFile> ReadAsync(OfficerMembers person, CancellationToken ct)
    {
        var at = FileMoment.Now(clock);
        var rows = new FileRows(db, person.MemberIds, at);
        var names = PastRows.On(at, await rows.NamesAsync(ct));
        var name = names.Find(n => n.PersonId == person.PersonId && n.ValidTo is null) ?? names.Find(n => n.ValidTo is null) ?? names[0];
        var statuses = PastRows.On(at, await rows.StatusesAsync(ct)).FindAll(s => s.ValidTo is null);
        var service = PastRows.On(at, await rows.EmploymentsAsync(ct), await rows.SeparationsAsync(ct), await rows.FactsAsync(ct));
        var trainings = await rows.TrainingsAsync(ct);
        return new PersonalFile(
            await db.People.AsNoTracking().Where(p => p.Id == person.PersonId).Select(p => p.OfficerNumber).SingleAsync(ct),
            Of(name), [.. names.Where(n => n != name).Select(Of)], Of(PresentStatus.Of(statuses, s => s.Code, s => s.AsOf).Shown), [.. service.Select(Of)],
            PastRows.On(at, await rows.CertificatesAsync(ct)), PastRows.On(at, trainings, await rows.ExplanationsAsync(trainings, ct), []),
            PastRows.On(at, await rows.RetrainingsAsync(ct)), await DecisionsAsync(person, ct))
        {
            Schools = await SchoolsAsync(person, ct),
        };
    }

    private Task<List<PersonalSchool>> SchoolsAsync(OfficerMembers person, CancellationToken ct) => (
        from s in db.SchoolServices.AsNoTracking()
        where person.MemberIds.Contains(s.PersonId) && s.SupersededAt == null
        join name in db.LawEnforcementAgencyNames.Present() on s.AgencyId equals name.AgencyId
        orderby s.StartsOn descending, s.School
        select new PersonalSchool(s.School, s.Place, name.Name, s.StartsOn, s.EndsOn, s.RecordedAt)).ToListAsync(ct);

    /// <summary>Decisions about the person, with conditions, windows and how each day was counted.</summary>
    public async Task<IReadOnlyList<PersonalDecision>> DecisionsAsync(OfficerMembers person, CancellationToken ct)
    {
        var rows = await decisions.OfAsync(db.Decisions.Where(d => person.MemberIds.Contains(d.PersonId)), ct);
        var clocks = await db.Conditions.AsNoTracking().Where(c => person.MemberIds.Contains(c.PersonId)).ToDictionaryAsync(c => c.Id, c => c.ClockId, ct);
        var petitions = (await db.OfficerStatements.AsNoTracking()
            .Where(s => person.MemberIds.Contains(s.PersonId) && s.DecisionId != null && s.State != StatementState.Returned).OrderBy(s => s.Number).ToListAsync(ct))
            .GroupBy(s => s.DecisionId!.Value).ToDictionary(g => g.Key, g => new ReportKey(g.Last().Id, g.Last().Reference));
        var all = new List<PersonalDecision>();
        foreach (var row in rows) all.Add(await OfAsync(row, clocks, petitions.GetValueOrDefault(row.Id), ct));
        return all;
    }

    private async Task<PersonalDecision> OfAsync(DecisionRow row, Dictionary<Guid, Guid?> clocks, ReportKey? petition, CancellationToken ct)
    {
        var conditions = new List<PersonalCondition>();
        foreach (var c in row.Conditions)
        {
            // How a day was counted is asked of what is still to be met alone.
            var counted = c.State == nameof(ConditionState.Open) ? await statements.CountAsync(clocks[c.Id], c.DueOn, ct) : null;
            conditions.Add(new PersonalCondition(c.Place, c.Words, c.DueOn, c.State, c.Late, c.SettledOn, counted) { DaysFromReturn = c.DaysFromReturn });
        }

        return new PersonalDecision(
            row.Id, row.Reference, row.Words, row.Tone, row.Reasons, row.Authority, row.DecidedOn, row.EffectiveOn, row.ExpiresOn, conditions)
        {
            Review = row.Review,
            WindowEndsOn = row.WindowEndsOn,
            WindowCounted = await statements.CountAsync(row.Steps.FirstOrDefault(s => s.ClockId is not null)?.ClockId, row.WindowEndsOn, ct),
            MayPetition = petition is null && row.NextSteps.Contains(nameof(ReviewStepKind.Filed)),
            Petition = petition,
        };
    }

    private static PersonalName Of(NameRow n) => new($"{n.FirstName} {n.Surname} {n.Suffix}".TrimEnd(), n.ValidFrom, n.ValidTo);

    private static PersonalStatus? Of(StatusRow? s) => s is null ? null : new PersonalStatus(s.Code, s.Label, s.Meaning, s.AsOf, s.ExpiresOn, s.Source);

    private static PersonalSpell Of(EmploymentRow e) => new(
        e.Agency, e.StartsOn ?? e.SeenFrom, e.EndsOn ?? e.GoneBy, e.Open, e.Rank, [.. e.Separations.Select(s => new PersonalSeparation(s.SeparatedOn, s.NatureCode))],
        e.Facts, e.Source, e.RecordedAt)
    { Leaves = e.Leaves };
}

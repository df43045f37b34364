using Microsoft.EntityFrameworkCore;
using Post.Certification.Applications;
using Post.Certification.Contracts;
using Post.Certification.Data;
using Post.Certification.Domain;
using Post.Kernel.Access;
using Post.Kernel.Data;
using Post.Kernel.Requests;
using Post.Kernel.Time;

namespace Post.Certification.Reporting;

/// <summary>
/// Writes into the record what a report says, with the report as the source of every row: what it contradicts is superseded, and
/// nothing is rewritten.
/// </summary>
internal sealed class ReportIntake(
    CertificationDb db, ReportSubjects subjects, ReportFacts facts, HireBars bars, ServiceRows rows, ReportedTraining trainings,
    ServiceFactRows states, ReturnClocks returns, NameRows names, ReportedContact contacts, ChangeContext change, TimeProvider clock)
{
    private const string SourceKind = "agency-report";

    /// <summary>Returns the person whose record changed.</summary>
    public async Task<Result<Guid>> TakeInAsync(AgencyReport report, string agency, bool samePerson, CancellationToken ct)
    {
        // One at a time with files that are brought in: both must not register the same new officer.
        await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtext('certification.intake'))", ct);
        var subject = await subjects.OfAsync(report.AgencyId, report.OfficerNumber!, ct);
        if (ReportKinds.Of(report.Kind).OfCondition) return await ConditionAsync(report, subject, ct);
        if (await WhyNotAsync(report, subject, samePerson, ct) is { } no) return no;

        var source = Source(report, agency);
        db.Sources.Add(source);
        var number = subject.NumberId ?? Register(report, source);
        db.Reports.Add(new PersonReport
        {
            PersonId = number,
            SourceId = source.Id,
            Kind = SourceKind,
            AsOf = source.AsOf,
            IsCommissionList = false,
            RecordedAt = source.RecordedAt,
        });
        await WriteAsync(report, subject, number, source, agency, ct);
        if (await FollowAsync(report, subject, ct) is { } uncounted) return uncounted;
        var person = subject.PersonId ?? number;
        change.About(person);
        db.Publish(new OfficersChanged([person]));
        return person;
    }

    // A return to duty starts what counts from it (12.05(1)(i)(c)), read from the rows as they stand now.
    private async Task<Refusal?> FollowAsync(AgencyReport report, ReportSubject subject, CancellationToken ct)
    {
        if (report.Kind is not ReportKind.WorkStatusChange) return null;
        await db.SaveChangesAsync(ct);
        return await returns.FollowAsync(subject.MemberIds, ct);
    }

    private Task WriteAsync(
        AgencyReport report, ReportSubject subject, Guid number, FactSource source, string agency, CancellationToken ct) => report.Kind switch
        {
            ReportKind.Hire => rows.BeginAsync(report, subject, number, source, ct),
            ReportKind.Separation => rows.EndAsync(report, subject.EndedBy(report)!, source, ct),
            ReportKind.SuspensionTraining => trainings.TrainedAsync(report, subject, source, ct),
            ReportKind.Retraining => trainings.RetrainedAsync(report, subject, source, ct),
            ReportKind.WorkStatusChange or ReportKind.RankChange => states.ChangeAsync(report, subject, source, ct),
            ReportKind.NameChange => names.RenameAsync(NameSaid.By(report), subject.PersonId!.Value, source, ct),
            ReportKind.ContactChange => contacts.FurnishAsync(report, agency, subject.PersonId!.Value, ct),
            _ => throw new ArgumentOutOfRangeException(nameof(report)),
        };

    // A report that a condition was met writes nothing: what became of the condition is a decision of its own (12.05(1)(a), (f)).
    private async Task<Result<Guid>> ConditionAsync(AgencyReport report, ReportSubject subject, CancellationToken ct)
    {
        if (subject.PersonId is not { } person) return new NotOfOwnAgency();
        if (report.ConditionId is { } id)
        {
            var state = await db.Conditions.AsNoTracking().Where(c => c.Id == id).Select(c => c.State).SingleAsync(ct);
            if (state is ConditionState.Open or ConditionState.Missed) return new ConditionOpen(report.Reference);
            change.Changed("condition", "reported as met", state.ToString());
        }

        change.About(person);
        return person;
    }

    private async Task<Refusal?> WhyNotAsync(AgencyReport report, ReportSubject subject, bool samePerson, CancellationToken ct)
    {
        if (report.Kind is ReportKind.Separation) return WhyNotEnd(report, subject.EndedBy(report));
        if (report.Kind is not ReportKind.Hire) return await facts.WhyNotAsync(report, subject, ct);
        if (subject.PersonId is not { } person) return null;
        if (await bars.OfAsync(person, clock.Today(), ct) is { } bar)
        {
            return new HireBarred($"The record shows this officer as {bar.Words} ({bar.Clause}). Return the report, with that as its reason.");
        }

        if (subject.Open is { StartsOn: { } since } open && open != subject.BegunBy(report)) return new EmploymentOverlap(since);
        return samePerson ? null : await NameDisagreesAsync(report, person, ct);
    }

    private static Refusal? WhyNotEnd(AgencyReport report, Employment? service) => service switch
    {
        null => new NothingToEnd(),
        { StartsOn: { } began } when report.OccurredOn < began => new SeparationBeforeHire(began),
        _ => null,
    };

    private async Task<Refusal?> NameDisagreesAsync(AgencyReport report, Guid person, CancellationToken ct)
    {
        var name = await db.Names.AsNoTracking().Present().Where(n => n.PersonId == person).SingleAsync(ct);
        var said = PersonName.SortKeyOf(report.FirstName!, report.Surname!);
        var agree = await db.Database.SqlQuery<bool>($"select certification.names_agree({name.SortKey}, {said}) as \"Value\"").SingleAsync(ct);
        return agree ? null : new NameDisagrees($"{name.FirstName} {name.Surname}");
    }

    // An agency's report is no list of the Commission: it is evidence of 8.06(1) by its days alone (G-EVIDENCE).
    private FactSource Source(AgencyReport report, string agency) => new()
    {
        Id = report.Id,
        Description = $"{ReportWords.Of(report.Kind)}, report {report.Reference} of {agency}",
        IsCommissionList = false,
        AsOf = CivilClock.LegalDate(report.SubmittedAt!.Value),
        RecordedAt = clock.GetUtcNow(),
    };

    private Guid Register(AgencyReport report, FactSource source)
    {
        var id = Guid.CreateVersion7(clock.GetUtcNow());
        db.People.Add(new Person { Id = id, OfficerNumber = report.OfficerNumber!, CreatedAt = source.RecordedAt });
        db.Names.Add(new PersonName
        {
            Id = Guid.CreateVersion7(clock.GetUtcNow()),
            PersonId = id,
            FirstName = report.FirstName!,
            Surname = report.Surname!,
            SortKey = PersonName.SortKeyOf(report.FirstName!, report.Surname!),
            ValidFrom = source.AsOf,
            RecordedAt = source.RecordedAt,
            SourceId = source.Id,
        });
        change.Changed("officer", null, report.OfficerNumber);
        return id;
    }
}

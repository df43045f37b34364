using Microsoft.EntityFrameworkCore;
using Post.Certification.Data;
using Post.Certification.Domain;
using Post.Certification.Members;
using Post.Certification.Persons;
using Post.Certification.Reporting;
using Post.Kernel.Deadlines;
using Post.Kernel.Notices.Addresses;
using Post.Kernel.Time;

namespace Post.Certification.Personal;

/// <summary>Reads a statement with its clock and steps, and of training whether the record bears it out.</summary>
internal sealed class StatementReading(CertificationDb db, DeadlineStore clocks, ContactPoints points, TimeProvider clock)
{
    /// <param name="statement">The statement.</param>
    /// <param name="reader">Who reads it: who of the Commission acted is told to the Commission alone.</param>
    /// <param name="ct">Stops waiting.</param>
    public async Task<StatementFile> OfAsync(OfficerStatement statement, StatementReader reader, CancellationToken ct)
    {
        var reads = reader.Reads(statement);
        var words = StatementKinds.Of(statement.Kind);
        return new StatementFile(
            statement.Id, statement.Reference, statement.Kind.ToString(), words.Title, statement.State.ToString(), StatementKinds.Of(statement.State, statement.WithAgencies),
            reads
                ? [.. StatementLines.Of(statement.Kind, statement.Content, await AddressAsync(statement, ct), await DecisionAsync(statement, ct)), .. await OnRecordAsync(statement, reader, ct), .. await SharedAsync(statement, ct)]
                : [],
            statement.OccurredOn, statement.KnownOn, statement.SubmittedAt, statement.InTime)
        {
            DueOn = statement.DueOn,
            HowCounted = await CountAsync(statement.ClockId, statement.DueOn, ct),
            Day = words.Day,
            Clause = words.Clause,
            Writes = words.Writes,
            Replaces = statement.Supersedes is { } old ? await KeyAsync(db.OfficerStatements.Where(s => s.Id == old), ct) : null,
            ReplacedBy = await KeyAsync(db.OfficerStatements.Where(s => s.Supersedes == statement.Id), ct),
            Content = reads ? statement.Content : new(),
            WithAgencies = statement.WithAgencies,
            Places = statement.WithAgencies ? await PlacesAsync(statement.Id, reader, ct) : [],
            Steps = await StepsAsync(statement, reader, ct),
        };
    }

    // What an officer says of training is the officer's word alone until somebody who gives or keeps it has reported it (12.07(1)(b)5).
    private async Task<IReadOnlyList<ReportLine>> OnRecordAsync(OfficerStatement statement, StatementReader reader, CancellationToken ct)
    {
        if (statement.Kind is not StatementKind.Training) return [];
        var person = (await db.MembersAsync([statement.PersonId], ct))[statement.PersonId];
        // An agency reads training of an officer while the officer serves there (ADR 0045).
        if (reader.Agency is { } agency
            && !await db.Employments.AsNoTracking().Of(agency).HoldingOn(clock.Today()).AnyAsync(e => person.MemberIds.Contains(e.PersonId), ct)) return [];
        var rows = await db.Trainings.AsNoTracking()
            .Where(t => person.MemberIds.Contains(t.PersonId) && t.SupersededAt == null && t.CompletedOn == statement.OccurredOn)
            .OrderBy(t => t.Course).ThenBy(t => t.Id).Select(t => new { t.Course, t.ProviderCode }).ToListAsync(ct);
        return [StatementLines.OfRecord(statement.Subject!, [.. rows.Select(t => (t.Course, t.ProviderCode))])];
    }

    // Taken in all the same; whoever gives it is told, and not who else reads it (12.04(1)(a)6).
    private async Task<IReadOnlyList<ReportLine>> SharedAsync(OfficerStatement statement, CancellationToken ct)
    {
        if (statement.Kind is not StatementKind.Address || statement.Contact is not { } given) return [];
        return await ReportLines.SharedAsync(points, given, (await db.MembersAsync([statement.PersonId], ct))[statement.PersonId].MemberIds, ct);
    }

    private async Task<IReadOnlyList<ReportStepRow>> StepsAsync(OfficerStatement statement, StatementReader reader, CancellationToken ct)
    {
        var reads = reader.Reads(statement);
        var steps = await db.StatementSteps.AsNoTracking()
            .Where(s => s.StatementId == statement.Id && (reader.Agency == null || s.AgencyId == null || s.AgencyId == reader.Agency))
            .Select(s => new { Step = s, Agency = db.LawEnforcementAgencyNames.Present().Where(n => n.AgencyId == s.AgencyId).Select(n => n.Name).FirstOrDefault() })
            .ToListAsync(ct);
        return
        [
            .. steps.OrderBy(s => s.Step.TakenAt).ThenBy(s => s.Step.Kind).Select(s => new ReportStepRow(
                StatementKinds.OfStep(s.Step.Kind), s.Step.TakenAt, By(s.Step, s.Agency), reads ? s.Step.Note : null)),
        ];

        string By(StatementStep step, string? agency) => agency is not null && reader.Agency is null
            ? agency
            : reader.IsOfficer && step.TakenBy != statement.SubmittedBy ? "The Commission" : step.TakenByName;
    }

    private async Task<IReadOnlyList<StatementPlace>> PlacesAsync(Guid statement, StatementReader reader, CancellationToken ct)
    {
        var places = await db.StatementAddressees.AsNoTracking()
            .Where(a => a.StatementId == statement && (reader.Agency == null || a.AgencyId == reader.Agency))
            .Select(a => new { Place = a, Agency = db.LawEnforcementAgencyNames.Present().Where(n => n.AgencyId == a.AgencyId).Select(n => n.Name).First() })
            .OrderBy(a => a.Agency).ToListAsync(ct);
        var rows = new List<StatementPlace>();
        foreach (var (place, agency) in places.Select(p => (p.Place, p.Agency)))
        {
            rows.Add(new StatementPlace(
                agency, StatementKinds.Of(place.State, withAgencies: true), place.State is StatementState.Submitted, place.AnsweredAt)
            {
                DueOn = place.ClockId is { } chain ? (await clocks.ChainAsync(chain, ct))[0].Due : null,
            });
        }

        return rows;
    }

    /// <summary>How a clock was counted for a day that it gave; null where no rule counted one.</summary>
    public async Task<DeadlineExplanation?> CountAsync(Guid? chain, DateOnly? due, CancellationToken ct) =>
        chain is { } id ? (await clocks.ChainAsync(id, ct)).FirstOrDefault(c => c.Due == due)?.Explanation : null;

    private async Task<string?> AddressAsync(OfficerStatement statement, CancellationToken ct) =>
        statement.AddressId is { } id ? (await points.FindAsync(id, ct))?.Value : null;

    private async Task<string?> DecisionAsync(OfficerStatement statement, CancellationToken ct) => statement.DecisionId is not { } id
        ? null
        : CertificationDecision.ReferenceOf(await db.Decisions.AsNoTracking().Where(d => d.Id == id).Select(d => d.Number).SingleAsync(ct));

    private static Task<ReportKey?> KeyAsync(IQueryable<OfficerStatement> statements, CancellationToken ct) =>
        statements.AsNoTracking().Select(s => new ReportKey(s.Id, OfficerStatement.ReferenceOf(s.Number))).SingleOrDefaultAsync(ct);
}

using Microsoft.EntityFrameworkCore;
using Post.Certification.Data;
using Post.Certification.Domain;
using Post.Kernel.Access;
using Post.Kernel.Requests;

namespace Post.Certification.Personal;

/// <summary>What every change of a statement needs: its number, a turn, and the step that tells of it.</summary>
internal sealed class StatementDesk(CertificationDb db, CurrentCaller caller, TimeProvider clock)
{
    /// <summary>Waits until no other statement of the person is being submitted or settled; ends with the transaction.</summary>
    public Task HoldAsync(Guid person, CancellationToken ct)
    {
        var key = $"certification.statements:{person}";
        return db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtextextended({key}, 0))", ct);
    }

    /// <param name="person">Who says it, by the number under which they are known.</param>
    /// <param name="kind">What it is about.</param>
    /// <param name="said">What it says; its days are known.</param>
    /// <param name="due">The last day and the clock that counted it; none where no rule counts one.</param>
    /// <param name="corrects">The statement that it replaces.</param>
    /// <param name="agencies">To which agencies it goes; to the Commission where there is none.</param>
    /// <param name="ct">Stops waiting.</param>
    public async Task<OfficerStatement> ReceiveAsync(
        Guid person, StatementKind kind, StatementContent said, (ReportClock Clock, bool Late) due, Guid? corrects,
        IReadOnlyList<Guid> agencies, CancellationToken ct)
    {
        var statement = new OfficerStatement
        {
            Id = Guid.CreateVersion7(clock.GetUtcNow()),
            Number = (await db.Database.SqlQuery<long>($"select nextval('certification.officer_statement_number')").ToListAsync(ct))[0],
            PersonId = person,
            Kind = kind,
            Supersedes = corrects,
            OccurredOn = said.OccurredOn!.Value,
            KnownOn = said.KnownOn!.Value,
            Channel = said.Channel,
            Contact = said.Contact,
            AddressId = said.AddressId,
            FirstName = said.FirstName,
            Surname = said.Surname,
            Suffix = said.Suffix,
            WorkStatusCode = said.WorkStatusCode,
            Subject = said.Subject,
            Head = said.Head,
            NoUnit = said.NoUnit,
            Minutes = said.Minutes,
            Place = said.Place,
            Evidence = said.Evidence,
            DecisionId = said.DecisionId,
            Attested = StatementKinds.AttestationVersion,
            SubmittedAt = clock.GetUtcNow(),
            SubmittedBy = caller.Value.Id,
            SubmittedByName = caller.Value.Name,
            ClockId = due.Clock.Id,
            DueOn = due.Clock.Due,
            InTime = !due.Late,
            WithAgencies = agencies.Count > 0,
        };
        db.OfficerStatements.Add(statement);
        Step(statement, StatementState.Submitted, due.Late ? $"After the last day, which was {due.Clock.Due:MMMM d, yyyy}" : null);
        return statement;
    }

    /// <summary>A statement that waits for the Commission, held for this change.</summary>
    public async Task<Result<OfficerStatement>> WaitingAsync(Guid id, CancellationToken ct)
    {
        var held = await HeldAsync(id, ct);
        if (held.Refusal is { } refusal) return refusal;
        if (held.Value.WithAgencies) return new StatementWithAgency(held.Value.Reference);
        return held.Value.State is StatementState.Submitted ? held.Value : new StatementSettled(held.Value.Reference);
    }

    /// <summary>A statement that waits for an answer of the agency, and its place there, held for this change.</summary>
    public async Task<Result<(OfficerStatement Statement, StatementAddressee Place)>> WaitingAtAsync(Guid agency, Guid id, CancellationToken ct)
    {
        if (!await db.StatementAddressees.AsNoTracking().AnyAsync(a => a.StatementId == id && a.AgencyId == agency, ct)) return new NotFound("This statement");
        var held = await HeldAsync(id, ct);
        if (held.Refusal is { } refusal) return refusal;
        var place = await db.StatementAddressees.SingleAsync(a => a.StatementId == id && a.AgencyId == agency, ct);
        if (place.State is not StatementState.Submitted) return new StatementSettled(held.Value.Reference);
        return (held.Value, place);
    }

    public void Close(OfficerStatement statement, StatementState state, string? note)
    {
        statement.Close(state, clock.GetUtcNow());
        Step(statement, state, note);
    }

    /// <summary>What one agency answered. The statement itself is settled when every agency has: taken in by one is taken in.</summary>
    public async Task AnswerAsync(OfficerStatement statement, StatementAddressee place, StatementState state, string? note, CancellationToken ct)
    {
        place.Close(state, clock.GetUtcNow());
        Step(statement, state, note, place.AgencyId);
        var others = await db.StatementAddressees.AsNoTracking()
            .Where(a => a.StatementId == statement.Id && a.AgencyId != place.AgencyId).Select(a => a.State).ToListAsync(ct);
        if (others.Contains(StatementState.Submitted)) return;
        statement.Close(others.Append(state).Contains(StatementState.TakenIn) ? StatementState.TakenIn : state, clock.GetUtcNow());
    }

    private async Task<Result<OfficerStatement>> HeldAsync(Guid id, CancellationToken ct)
    {
        var known = await db.OfficerStatements.AsNoTracking().SingleOrDefaultAsync(s => s.Id == id, ct);
        if (known is null) return new NotFound("This statement");
        await HoldAsync(known.PersonId, ct);
        return await db.OfficerStatements.SingleAsync(s => s.Id == id, ct);
    }

    private void Step(OfficerStatement statement, StatementState kind, string? note, Guid? agency = null) => db.StatementSteps.Add(new StatementStep
    {
        Id = Guid.CreateVersion7(clock.GetUtcNow()),
        StatementId = statement.Id,
        Kind = kind,
        TakenAt = clock.GetUtcNow(),
        TakenBy = caller.Value.Id,
        TakenByName = caller.Value.Name,
        AgencyId = agency,
        Note = note,
    });
}

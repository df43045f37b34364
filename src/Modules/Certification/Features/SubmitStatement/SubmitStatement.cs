using System.Globalization;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.Audit;
using Post.Certification.Contracts;
using Post.Certification.Data;
using Post.Certification.Domain;
using Post.Certification.Personal;
using Post.Certification.Reporting;
using Post.Certification.Units;
using Post.Kernel.Data;
using Post.Kernel.Deadlines;
using Post.Kernel.Requests;
using Post.Kernel.Time;

namespace Post.Certification.Features.SubmitStatement;

/// <summary>
/// An officer tells of a change about themselves, attested (12.07(1)(b), (d)): the agencies that employ the officer, or the Commission.
/// Whose it is the account says, and nothing of the record changes by it.
/// </summary>
[Requires(CertificationPermissions.UseOwnRecord)]
[Audited("own-record.statement.submitted", DataClass.Personal, Fields = ["report"])]
internal sealed record SubmitStatementCommand(StatementKind Kind, StatementContent Said, bool Attested, Guid? Corrects = null) : ICommand<StatementReceipt>;

/// <summary>That it was received.</summary>
public sealed record StatementReceipt(Guid Id, string Reference);

internal sealed class SubmitStatementValidator : AbstractValidator<SubmitStatementCommand>
{
    public SubmitStatementValidator()
    {
        RuleFor(c => c.Kind).IsInEnum().NotEqual(StatementKind.Petition).WithMessage("Choose what to tell.");
        RuleFor(c => c.Said.Contact).MaximumLength(OfficerStatement.ContactMaxLength).WithMessage($"Shorten the address to {OfficerStatement.ContactMaxLength} characters.");
        RuleFor(c => c.Said.FirstName).MaximumLength(OfficerStatement.NameMaxLength);
        RuleFor(c => c.Said.Surname).MaximumLength(OfficerStatement.NameMaxLength);
        RuleFor(c => c.Said.Suffix).MaximumLength(OfficerStatement.SuffixMaxLength).WithMessage("That is too long for a suffix.");
        RuleFor(c => c.Said.Head).MaximumLength(OfficerStatement.NameMaxLength);
        RuleFor(c => c.Said.Subject).MaximumLength(OfficerStatement.SubjectMaxLength).WithMessage($"Shorten it to {OfficerStatement.SubjectMaxLength} characters.");
        RuleFor(c => c.Said.Place).MaximumLength(OfficerStatement.ShortMaxLength).WithMessage($"Shorten the place to {OfficerStatement.ShortMaxLength} characters.");
        RuleFor(c => c.Said.Evidence).MaximumLength(OfficerStatement.EvidenceMaxLength)
            .WithMessage($"Shorten what shows it to {OfficerStatement.EvidenceMaxLength} characters.");
    }
}

internal sealed class SubmitStatementHandler(
    CertificationDb db, OwnPerson own, StatementDesk desk, StatementRoute route, OfficerAddresses addresses, NameRows names, RunningDeadlines deadlines,
    StatedUnit unit, ChangeContext change, TimeProvider clock)
    : IRequestHandler<SubmitStatementCommand, Result<StatementReceipt>>
{
    private const string ClockRule = "officer-statement";

    public async Task<Result<StatementReceipt>> Handle(SubmitStatementCommand command, CancellationToken ct)
    {
        var person = await own.CurrentAsync(ct);
        if (person.Refusal is { } nobody) return nobody;
        if (StatementRules.WhyNot(command.Kind, command.Said, clock.Today()) is { } unfit) return unfit;
        if (!command.Attested) return new AttestationRequired(StatementKinds.AttestationClause);
        await desk.HoldAsync(person.Value.PersonId, ct);
        if (await WhyNotAsync(command, person.Value, ct) is { } no) return no;

        var due = await CountAsync(person.Value.PersonId, command.Said.KnownOn!.Value, ct);
        if (due.Refusal is { } uncounted) return uncounted;
        var agencies = await route.AgenciesAsync(command.Kind, person.Value.MemberIds, ct);
        var statement = await desk.ReceiveAsync(
            person.Value.PersonId, command.Kind, command.Said, (due.Value, due.Value.Due < clock.Today()), command.Corrects, agencies, ct);
        if (await SendAsync(statement, agencies, ct) is { } unsent) return unsent;
        if (await ReplaceAsync(statement, ct) is { } standing) return standing;
        await unit.AskAsync(statement, person.Value.MemberIds, ct);
        Tell(statement);
        await db.SaveChangesAsync(ct);
        return new StatementReceipt(statement.Id, statement.Reference);
    }

    private async Task<Refusal?> WhyNotAsync(SubmitStatementCommand command, OfficerMembers person, CancellationToken ct)
    {
        if (command.Corrects is { } id && !await MayCorrectAsync(id, command.Kind, person, ct)) return new CorrectsNothing();
        if (command.Kind is StatementKind.AddressEnd)
        {
            var known = OfficerAddresses.InUse(await addresses.OfAsync(person.MemberIds, ct));
            if (known.All(a => a.Id != command.Said.AddressId)) return new AddressNotYours();
            return known.Count == 1 ? new AddressRequired() : null;
        }

        if (command.Kind is not StatementKind.Name) return null;
        var present = await names.PresentAsync(person.PersonId, ct);
        return present.FirstName == command.Said.FirstName && present.Surname == command.Said.Surname && present.Suffix == command.Said.Suffix ? new OnRecordAlready() : null;
    }

    private Task<bool> MayCorrectAsync(Guid id, StatementKind kind, OfficerMembers person, CancellationToken ct) => db.OfficerStatements.AsNoTracking().AnyAsync(
        s => s.Id == id && s.Kind == kind && person.MemberIds.Contains(s.PersonId) && (s.State == StatementState.Submitted || s.State == StatementState.Returned)
            && !db.OfficerStatements.Any(n => n.Supersedes == s.Id), ct);

    // Without a number set by the Commission nothing is due, and nothing is late (part 0.3(3)).
    private async Task<Result<ReportClock>> CountAsync(Guid person, DateOnly known, CancellationToken ct)
    {
        var started = await deadlines.StartAsync(
            new DeadlineSubject("OfficerStatement", person, "Statement of an officer"), ClockRule, DeadlineTrigger.On("The officer knew of it", known), "Submitted", ct);
        if (started.Refusal is NoRuleInForce) return ReportClock.None;
        if (started.Refusal is { } refusal) return refusal;
        if (await deadlines.LockAsync(started.Value.ChainId, ct) is not { } running) return new ReportClock(started.Value.ChainId, started.Value.Due);
        var met = await deadlines.CloseAsync(running, DeadlineState.Met, clock.Today(), "The statement was submitted", ct);
        return met.Refusal is { } open ? open : new ReportClock(started.Value.ChainId, met.Value.Due);
    }

    // To both, where two employ the officer.
    private async Task<Refusal?> SendAsync(OfficerStatement statement, IReadOnlyList<Guid> agencies, CancellationToken ct)
    {
        foreach (var agency in agencies)
        {
            var answer = await route.StartAnswerAsync(statement, ct);
            if (answer.Refusal is { } refusal) return refusal;
            db.StatementAddressees.Add(new StatementAddressee { StatementId = statement.Id, AgencyId = agency, ClockId = answer.Value.Id });
        }

        return null;
    }

    private async Task<Refusal?> ReplaceAsync(OfficerStatement statement, CancellationToken ct)
    {
        if (statement.Supersedes is not { } id) return null;
        var old = await db.OfficerStatements.SingleAsync(s => s.Id == id, ct);
        if (old.State is StatementState.Submitted) desk.Close(old, StatementState.Replaced, $"By {statement.Reference}");
        foreach (var place in await db.StatementAddressees.Where(a => a.StatementId == id && a.State == StatementState.Submitted).ToListAsync(ct))
        {
            place.Close(StatementState.Replaced, clock.GetUtcNow());
            if (await route.EndAnswerAsync(place.ClockId, $"Replaced by {statement.Reference}", ct) is { } refusal) return refusal;
        }

        change.Changed("replaces", null, old.Reference);
        return null;
    }

    private void Tell(OfficerStatement statement)
    {
        change.About(statement.PersonId);
        change.Summarise($"{statement.Reference}: {StatementKinds.Of(statement.Kind).Title}");
        change.Changed("happened", null, Iso(statement.OccurredOn));
        change.Changed("known", null, Iso(statement.KnownOn));
        change.Changed("attested", null, statement.Attested);
        change.Changed("sent to", null, statement.WithAgencies ? "employing agencies" : "Commission");
        if (!statement.InTime) change.Changed("in time", null, "no");
    }

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

using Microsoft.EntityFrameworkCore;
using Post.Certification.Contracts;
using Post.Certification.Data;
using Post.Certification.Domain;
using Post.Certification.Notices;
using Post.Kernel.Access;
using Post.Kernel.Data;
using Post.Kernel.Deadlines;
using Post.Kernel.Requests;

namespace Post.Certification.Applications;

/// <summary>A decision that nothing speaks against.</summary>
internal sealed record DecisionToWrite(
    CertificationApplication Application, PersonRecord Record, DecisionWish Wish, string Reasons, Guid? VoteId, DateOnly Today)
{
    /// <summary>Who decided, where somebody else carries it out.</summary>
    public DecisionAuthor? Author { get; init; }
}

/// <summary>Who made a decision.</summary>
internal sealed record DecisionAuthor(Guid? Id, string Name);

/// <summary>Writes a decision with everything that follows from it: status, certificates, conditions, clocks and who is told.</summary>
internal sealed class DecisionWriter(
    CertificationDb db, RunningDeadlines deadlines, ReturnClocks returns, DecisionLetters letters, ChangeContext change, CurrentCaller caller, TimeProvider clock)
{
    private const string ConditionRule = "certification-condition";

    public async Task<Result<Guid>> WriteAsync(DecisionToWrite to, CancellationToken ct)
    {
        var (id, number) = (NewId(), await db.NextDecisionAsync(ct));
        var status = StatusAfter(to, await HoldsSroAsync(to, ct));
        var source = $"{DecisionWords.Of(to.Wish.Rule.Decision)}, decision {CertificationDecision.ReferenceOf(number)}";
        var draft = Decision(to, id, number, status, null);
        var certificates = new CertificateEffects(draft, to.Record, source, NewId)
            .Of(to.Application.Kind, ConditionsIn(to.Wish));
        db.Decisions.Add(Decision(to, id, number, status, certificates.Last));
        AddSource(draft, source);
        await WriteCertificatesAsync(certificates, draft, ct);
        if (status is not null) await WriteStatusAsync(to, draft, status, ct);
        if (await AddConditionsAsync(to, draft, ct) is { } uncounted) return uncounted;
        if (await CloseAsync(to, draft, ct) is { } refusal) return refusal;
        if (await letters.IssueAsync(to.Application, draft, to.Wish.Conditions, ct) is { } untold) return untold;

        db.Publish(new OfficersChanged([draft.PersonId]));
        db.Publish(new CertificationDecided(id, draft.PersonId, draft.Kind.ToString(), draft.EffectiveOn));
        change.Summarise($"{to.Application.Reference}: {source}, with effect from {draft.EffectiveOn:yyyy-MM-dd}");
        await db.SaveChangesAsync(ct);
        return id;
    }

    // A school resource officer certification stands beside the officer's own: it adds to the word and hides nothing.
    private static string? StatusAfter(DecisionToWrite to, bool holdsSro) => to.Wish.Rule.StatusCode switch
    {
        CertificationStatusCode.Full when holdsSro => CertificationStatusCode.FullWithSro,
        // Its end takes that word away again, and nothing else.
        CertificationStatusCode.Full when to.Application.Kind is ApplicationKind.Sro && to.Record.PresentStatusCode is not CertificationStatusCode.FullWithSro => null,
        CertificationStatusCode.FullWithSro when to.Record.PresentStatusCode is not CertificationStatusCode.Full => null,
        var code => code,
    };

    // One whose term has run out goes on only while a renewal that was asked for in time is pending (M.G.L. c. 30A, § 13).
    private async Task<bool> HoldsSroAsync(DecisionToWrite to, CancellationToken ct) =>
        to.Record.PresentSro is { } sro && (!(sro.ExpiresOn < to.Wish.EffectiveOn)
            || await db.Applications.AnyAsync(
                a => a.PersonId == to.Record.PersonId && a.Kind == ApplicationKind.Sro && a.ClosedAt == null && a.ReceivedOn <= a.LapsesOn, ct));

    private static string? ConditionsIn(DecisionWish wish) => wish.Conditions.Count == 0
        ? null
        : string.Join("; ", wish.Conditions.Select(c => c.DueOn is { } day ? $"{c.Words.Trim()} (by {day:yyyy-MM-dd})" : c.Words.Trim()));

    private CertificationDecision Decision(DecisionToWrite to, Guid id, long number, string? status, Guid? certificate) => new()
    {
        Id = id,
        Number = number,
        ApplicationId = to.Application.Id,
        PersonId = to.Record.PersonId,
        Kind = to.Wish.Rule.Decision,
        Reasons = to.Reasons,
        Authority = to.Wish.Rule.Authority,
        DecidedOn = to.Today,
        EffectiveOn = to.Wish.EffectiveOn,
        ExpiresOn = to.Wish.ExpiresOn,
        StatusCode = status,
        Reviewable = to.Wish.Rule.Reviewable,
        VoteId = to.VoteId,
        CertificateId = certificate,
        RecordedAt = clock.GetUtcNow(),
        RecordedBy = to.Author is { } author ? author.Id : caller.Value.Id,
        RecordedByName = to.Author?.Name ?? caller.Value.Name,
    };

    private void AddSource(CertificationDecision decision, string words)
    {
        db.Sources.Add(new FactSource
        {
            Id = decision.Id,
            Description = words,
            IsCommissionList = true,
            AsOf = decision.EffectiveOn,
            RecordedAt = decision.RecordedAt,
        });
        // The Commission's own decision is evidence of a certification as its published list is (8.06(1), G-EVIDENCE).
        db.Reports.Add(new PersonReport
        {
            PersonId = decision.PersonId,
            SourceId = decision.Id,
            Kind = "decision",
            AsOf = decision.EffectiveOn,
            IsCommissionList = true,
            RecordedAt = decision.RecordedAt,
        });
    }

    private async Task WriteCertificatesAsync(CertificateChange change, CertificationDecision decision, CancellationToken ct)
    {
        var now = decision.RecordedAt;
        if (change.Superseded.Count > 0)
        {
            await db.Certificates.Where(c => change.Superseded.Contains(c.Id))
                .ExecuteUpdateAsync(c => c.SetProperty(x => x.SupersededAt, now), ct);
        }

        db.Certificates.AddRange(change.Added);
    }

    private async Task WriteStatusAsync(DecisionToWrite to, CertificationDecision decision, string code, CancellationToken ct)
    {
        var record = to.Record;
        var label = await db.StatusCodes.AsNoTracking().Where(c => c.Code == code).Select(c => c.Label).SingleAsync(ct);
        var begun = StatusTimeline.Begin(record.Own, new StatusReport
        {
            Id = NewId(),
            PersonId = decision.PersonId,
            AsOf = decision.EffectiveOn,
            Code = code,
            SourceText = label,
            // The word is that of the officer's own certification, and so is its last day.
            ExpiresOn = to.Application.Kind is ApplicationKind.Sro ? record.PresentStatus?.ExpiresOn : decision.ExpiresOn,
            DecisionId = decision.Id,
            RecordedAt = decision.RecordedAt,
            SourceId = decision.Id,
        }, NewId);
        var now = decision.RecordedAt;
        await db.Statuses.Where(s => begun.Superseded.Contains(s.Id)).ExecuteUpdateAsync(s => s.SetProperty(x => x.SupersededAt, now), ct);
        db.Statuses.AddRange(begun.Added);
        change.Changed("status", record.PresentStatusCode, code);
    }

    private async Task<Refusal?> AddConditionsAsync(DecisionToWrite to, CertificationDecision decision, CancellationToken ct)
    {
        foreach (var (wish, place) in to.Wish.Conditions.Select((c, i) => (c, i + 1)))
        {
            var condition = new CertificationCondition
            {
                Id = NewId(),
                DecisionId = decision.Id,
                ApplicationId = to.Application.Id,
                PersonId = decision.PersonId,
                Place = place,
                Words = wish.Words.Trim(),
                DaysFromReturn = wish.DaysFromReturn,
            };
            db.Conditions.Add(condition);
            if (await TimeAsync(condition, wish, to, decision, ct) is { } refusal) return refusal;
        }

        return null;
    }

    // What counts from a return that is on record already has its day at once.
    private async Task<Refusal?> TimeAsync(
        CertificationCondition condition, ConditionWish wish, DecisionToWrite to, CertificationDecision decision, CancellationToken ct)
    {
        if (wish.DueOn is not { } day) return await returns.CountAsync(condition, decision, await returns.ServicesAsync(to.Record.MemberIds, ct), ct);
        var started = await deadlines.StartAsync(
            new DeadlineSubject("CertificationCondition", condition.Id, $"{decision.Reference}, condition {condition.Place}"), ConditionRule,
            DeadlineTrigger.On("Day set by the decision", day), "Set by the decision", ct);
        if (started.Refusal is { } refusal) return refusal;
        condition.DueBy(day, started.Value.ChainId);
        return null;
    }

    private async Task<Refusal?> CloseAsync(DecisionToWrite to, CertificationDecision decision, CancellationToken ct)
    {
        if (!to.Wish.Rule.Closes) return null;
        to.Application.Close(ApplicationEnd.Decided, decision.RecordedAt);
        if (await deadlines.LockAsync(to.Application.ClockId, ct) is not { State: DeadlineState.Running } target) return null;
        return (await deadlines.CloseAsync(target, DeadlineState.Met, to.Today, $"Decided by {decision.Reference}", ct)).Refusal;
    }

    private Guid NewId() => Guid.CreateVersion7(clock.GetUtcNow());
}

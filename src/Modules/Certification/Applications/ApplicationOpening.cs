using Microsoft.EntityFrameworkCore;
using Post.Certification.Data;
using Post.Certification.Domain;
using Post.Certification.Persons;
using Post.Kernel.Access;
using Post.Kernel.Data;
using Post.Kernel.Deadlines;
using Post.Kernel.Requests;

namespace Post.Certification.Applications;

/// <summary>An application as it came in: for whom, for what, endorsed by which agency, on which day.</summary>
internal sealed record ApplicationIncoming(Guid PersonId, ApplicationKind Kind, Guid? AgencyId, DateOnly ReceivedOn)
{
    public string? Grounds { get; init; }
    public string? Representative { get; init; }
}

/// <summary>The one place where an application is opened, whoever brought it: whether it may be, its number, clock and requirements.</summary>
internal sealed class ApplicationOpening(
    CertificationDb db, RecordReader records, RunningDeadlines deadlines, ChangeContext change, CurrentCaller caller, TimeProvider clock)
{
    private const string ClockRule = "certification-decision-target";

    /// <summary>Holds the person until the transaction ends; the caller saves.</summary>
    public async Task<Result<CertificationApplication>> OpenAsync(ApplicationIncoming incoming, CancellationToken ct)
    {
        await records.HoldAsync(incoming.PersonId, ct);
        var record = await records.OfAsync(incoming.PersonId, ct);
        if (await WhyNotAsync(incoming.PersonId, incoming.Kind, record, ct) is { } refusal) return refusal;
        var standard = await StandardAsync(incoming.Kind, incoming.ReceivedOn, ct);
        if (standard is null && incoming.Kind is not ApplicationKind.OwnMotion) return new NoStandardInForce(incoming.ReceivedOn);

        var id = Guid.CreateVersion7(clock.GetUtcNow());
        var number = await db.NextApplicationAsync(ct);
        var started = await deadlines.StartAsync(
            new DeadlineSubject("CertificationApplication", id, CertificationApplication.ReferenceOf(number)), ClockRule,
            DeadlineTrigger.On(incoming.Kind is ApplicationKind.OwnMotion ? "Motion opened" : "Application received", incoming.ReceivedOn),
            "Received", ct);
        if (started.Refusal is { } uncounted) return uncounted;
        var application = Application(incoming, record, standard, (id, number), started.Value);
        db.Applications.Add(application);
        await AddEvidenceAsync(id, standard, ct);
        change.Summarise($"{application.Reference}: {incoming.Kind}");
        return application;
    }

    /// <summary>Why none of this kind may be opened for the person now; null where one may.</summary>
    public async Task<Refusal?> WhyNotAsync(Guid person, ApplicationKind kind, PersonRecord record, CancellationToken ct)
    {
        if (record.PersonId != person) return await MergedAsync(person, record.PersonId, ct);
        var open = await db.Applications.AsNoTracking()
            .Where(a => record.MemberIds.Contains(a.PersonId) && a.Kind == kind && a.ClosedAt == null).OrderBy(a => a.Number).FirstOrDefaultAsync(ct);
        return open is null ? WhyNot(kind, record) : new ApplicationOpenAlready(open.Reference);
    }

    /// <summary>What an application that comes on the day must show.</summary>
    public Task<CertificationStandard?> StandardAsync(ApplicationKind kind, DateOnly on, CancellationToken ct) => db.Standards.AsNoTracking()
        .Where(s => s.Kind == kind && s.ValidFrom <= on).OrderByDescending(s => s.ValidFrom).FirstOrDefaultAsync(ct);

    /// <summary>Last day of what an application of the kind is about, as it is on record.</summary>
    public static DateOnly? LapsesOn(ApplicationKind kind, PersonRecord record) =>
        kind is ApplicationKind.Initial ? null : (kind is ApplicationKind.Sro ? record.PresentSro : record.LastAsOfficer)?.ExpiresOn;

    private async Task<Refusal> MergedAsync(Guid person, Guid into, CancellationToken ct)
    {
        var numbers = await db.People.AsNoTracking().Where(p => p.Id == person || p.Id == into).ToDictionaryAsync(p => p.Id, p => p.OfficerNumber, ct);
        return new NumberIsMerged(numbers[person], numbers[into], into);
    }

    private static Refusal? WhyNot(ApplicationKind kind, PersonRecord record) => kind switch
    {
        ApplicationKind.Initial when record.Initial is { } initial => new InitialOnRecord(initial.GrantedOn),
        ApplicationKind.Recertification when record.AsOfficer.Count == 0 => new NoInitialOnRecord(),
        ApplicationKind.Sro or ApplicationKind.OwnMotion when record.Present is null => new NoCertificationInForce(),
        _ => null,
    };

    private CertificationApplication Application(
        ApplicationIncoming incoming, PersonRecord record, CertificationStandard? standard, (Guid Id, long Number) key, RunningDeadline target) => new()
        {
            Id = key.Id,
            Number = key.Number,
            Kind = incoming.Kind,
            PersonId = incoming.PersonId,
            AgencyId = incoming.AgencyId,
            StandardId = standard?.Id,
            ReceivedOn = incoming.ReceivedOn,
            LapsesOn = LapsesOn(incoming.Kind, record),
            Grounds = string.IsNullOrWhiteSpace(incoming.Grounds) ? null : incoming.Grounds.Trim(),
            Representative = string.IsNullOrWhiteSpace(incoming.Representative) ? null : incoming.Representative.Trim(),
            ClockId = target.ChainId,
            DueOn = target.Due!.Value,
            OpenedAt = clock.GetUtcNow(),
            OpenedBy = caller.Value.Id,
            OpenedByName = caller.Value.Name,
        };

    // Each requirement has a finding from the first day on: that nobody has shown it yet.
    private async Task AddEvidenceAsync(Guid application, CertificationStandard? standard, CancellationToken ct)
    {
        if (standard is null) return;
        var codes = await db.StandardItems.AsNoTracking()
            .Where(i => i.StandardId == standard.Id).OrderBy(i => i.Place).Select(i => i.Code).ToListAsync(ct);
        var now = clock.GetUtcNow();
        db.Evidence.AddRange(codes.Select(code => new RequirementEvidence
        {
            Id = Guid.CreateVersion7(now),
            ApplicationId = application,
            ItemCode = code,
            Finding = Finding.NotShown,
            RecordedAt = now,
            RecordedBy = caller.Value.Id,
            RecordedByName = caller.Value.Name,
        }));
    }
}

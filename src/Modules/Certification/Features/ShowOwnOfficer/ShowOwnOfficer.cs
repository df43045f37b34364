using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.Audit;
using Post.Certification.Contracts;
using Post.Certification.Data;
using Post.Certification.Domain;
using Post.Certification.Members;
using Post.Certification.OfficerFiles;
using Post.Certification.Persons;
using Post.Certification.Reporting;
using Post.Kernel.Access;
using Post.Kernel.Requests;
using Post.Kernel.Time;

namespace Post.Certification.Features.ShowOwnOfficer;

/// <summary>
/// An officer as the own agency may see them: service there, and while they serve certificates and training. Nothing that another
/// agency reported of its own service, and no reasons given to a provider of training; what the officer says of a requirement missed they read.
/// </summary>
[Requires(CertificationPermissions.UsePortal)]
[Audited("own-agency.officer.opened", DataClass.Personal, Fields = ["identity", "names", "status", "employment", "separations", "certificates", "training", "condition", "application"])]
internal sealed record ShowOwnOfficerQuery(Guid PersonId) : IQuery<OwnOfficer>, INamesSubjects
{
    public IEnumerable<Guid> SubjectIds => [PersonId];
}

/// <param name="Agency">The caller's own agency.</param>
/// <param name="PersonId">The officer.</param>
/// <param name="OfficerNumber">The number by which the officer is known.</param>
/// <param name="Name">The present name.</param>
/// <param name="Serving">Whether the officer serves there today; of one who left, only the service there is shown.</param>
/// <param name="Status">The present status; null where none is shown.</param>
/// <param name="Service">Service at this agency.</param>
/// <param name="Certificates">Certificates.</param>
/// <param name="Trainings">Training, without the reasons that a provider sent.</param>
/// <param name="Due">What is due.</param>
public sealed record OwnOfficer(
    string Agency, Guid PersonId, string OfficerNumber, NameRow Name, bool Serving, StatusRow? Status, IReadOnlyList<EmploymentRow> Service,
    IReadOnlyList<CertificateRow> Certificates, IReadOnlyList<TrainingRow> Trainings, IReadOnlyList<DueItem> Due) : INamesSubjects, ICountsRows
{
    /// <summary>Conditions of the certification that are open or were missed, while the officer serves.</summary>
    public IReadOnlyList<OpenCondition> Conditions { get; init; } = [];

    /// <summary>Whether the caller may write a note against a row of the training committee.</summary>
    public bool MayDispute { get; init; }

    /// <summary>Applications for certification, as far as the agency may know of them.</summary>
    public IReadOnlyList<OwnApplicationRow> Applications { get; init; } = [];

    /// <summary>Work statuses that reports of the agency say and the record does not yet.</summary>
    public IReadOnlyList<ProposedStatus> Proposed { get; init; } = [];

    /// <summary>Whether a leave goes on, as the record has it.</summary>
    public bool OnLeave => Service.Any(s => s.Leaves.Any(l => l.LastDay is null));

    public IReadOnlyList<Guid> MemberIds { get; init; } = [PersonId];
    public IEnumerable<Guid> SubjectIds => MemberIds;
    public int RowCount => 1;
}

/// <summary>What a report of the work status says that is a draft, or waits.</summary>
public sealed record ProposedStatus(ReportKey Report, string Words, DateOnly? From, bool Draft, string StateWords);

internal sealed class ShowOwnOfficerHandler(CertificationDb db, ActingMembers acting, OwnDue due, OpenConditions conditions, OwnApplications applications, TimeProvider clock)
    : IRequestHandler<ShowOwnOfficerQuery, Result<OwnOfficer>>
{
    // A file's name may tell which other agency sent it.
    private const string Record = "The Commission's record";

    public async Task<Result<OwnOfficer>> Handle(ShowOwnOfficerQuery query, CancellationToken ct)
    {
        var acts = await acting.CurrentAsync(ct);
        if (acts.Refusal is { } refusal) return refusal;
        var (agency, today) = (acts.Value.AgencyId, clock.Today());
        var person = (await db.MembersAsync([query.PersonId], ct))[query.PersonId];
        var spells = await db.Employments.AsNoTracking().Of(agency).Where(e => person.MemberIds.Contains(e.PersonId)).ToListAsync(ct);
        var serving = spells.AsQueryable().HoldingOn(today).Any();
        var since = today.AddDays(-await db.RuleAsync(IntakeRules.FormerDays, today, ct));
        if (!serving && !spells.Exists(e => (e.EndsOn ?? e.GoneBy) >= since)) return new NotOfOwnAgency();
        return await ReadAsync(acts.Value, person.PersonId, person.MemberIds, serving, today, ct);
    }

    private async Task<Result<OwnOfficer>> ReadAsync(
        ActingMember acts, Guid person, IReadOnlyList<Guid> members, bool serving, DateOnly today, CancellationToken ct)
    {
        var at = FileMoment.Now(clock);
        var rows = new FileRows(db, members, at);
        var names = PastRows.On(at, await rows.NamesAsync(ct));
        var service = PastRows.On(at, await rows.EmploymentsAsync(ct), await rows.SeparationsAsync(ct), await rows.FactsAsync(ct));
        var number = await db.People.AsNoTracking().Where(p => p.Id == person).Select(p => p.OfficerNumber).SingleAsync(ct);
        var name = names.Find(n => n.PersonId == person && n.ValidTo is null) ?? names.First(n => n.ValidTo is null);
        var statuses = serving ? PastRows.On(at, await rows.StatusesAsync(ct)).FindAll(s => s.ValidTo is null) : [];
        var dues = await due.OfAsync(
            acts.AgencyId, serving ? new Dictionary<Guid, IReadOnlyList<Guid>> { [person] = members } : [], today, ct);
        return new OwnOfficer(
            acts.Agency, person, number, name, serving, PresentStatus.Of(statuses, s => s.Code, s => s.AsOf).Shown,
            [.. service.Where(e => e.AgencyId == acts.AgencyId)
                .Select(e => e with { Separations = [.. e.Separations.Where(s => s.AgencyId == acts.AgencyId)], Facts = [.. e.Facts.Select(f => f with { Source = Record })] })],
            serving ? [.. PastRows.On(at, await rows.CertificatesAsync(ct)).Select(c => c with { Source = Record })] : [],
            serving ? await TrainingsAsync(rows, acts.AgencyId, at, ct) : [],
            [.. dues[person].OrderBy(d => d.On ?? DateOnly.MaxValue)])
        {
            Conditions = serving ? await conditions.OfAsync(members, ct) : [],
            Applications = serving ? await applications.OfAsync(acts.AgencyId, members, ct) : [],
            MayDispute = serving && acts.Capacity <= MemberCapacity.Liaison,
            Proposed = await ProposedAsync(acts.AgencyId, members, ct),
            MemberIds = members,
        };
    }

    // What the officer offers as an explanation is of the agency's own record too (12.04(1)(e)); of several the one that stands.
    private static async Task<IReadOnlyList<TrainingRow>> TrainingsAsync(FileRows rows, Guid agency, FileMoment at, CancellationToken ct)
    {
        var trainings = await rows.TrainingsAsync(ct);
        return
        [
            .. PastRows.On(at, trainings, await rows.ExplanationsAsync(trainings, ct), await rows.DisputesAsync(trainings, agency, ct))
                .Select(t => t with { Explanation = null, Source = Record, Explanations = [.. t.Explanations.Take(1)] }),
        ];
    }

    private async Task<IReadOnlyList<ProposedStatus>> ProposedAsync(Guid agency, IReadOnlyList<Guid> members, CancellationToken ct)
    {
        var reports = await db.AgencyReports.AsNoTracking()
            .Where(r => r.AgencyId == agency && r.Kind == ReportKind.WorkStatusChange && (r.State == ReportState.Draft || r.State == ReportState.Submitted)
                && db.People.Any(p => members.Contains(p.Id) && p.OfficerNumber == r.OfficerNumber))
            .OrderBy(r => r.Number).ToListAsync(ct);
        return
        [
            .. reports.Select(r => new ProposedStatus(
                new ReportKey(r.Id, r.Reference), string.Join(", ", ReportLines.StatusWords(r.Content)), r.OccurredOn, r.State is ReportState.Draft, ReportWords.Of(r.State))),
        ];
    }
}

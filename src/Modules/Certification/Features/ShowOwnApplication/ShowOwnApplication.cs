using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.Audit;
using Post.Certification.Applications;
using Post.Certification.Contracts;
using Post.Certification.Data;
using Post.Certification.Domain;
using Post.Certification.Members;
using Post.Kernel.Deadlines;
using Post.Kernel.Requests;
using Post.Kernel.Time;

namespace Post.Certification.Features.ShowOwnApplication;

/// <summary>
/// An application that the caller's own agency entered: what it said, and while the officer serves there what the Commission found and
/// decided. Why staff found so stays with them.
/// </summary>
[Requires(CertificationPermissions.UsePortal)]
[Audited("own-agency.application.opened", DataClass.Personal, Fields = ["identity", "application", "requirements", "decisions"])]
internal sealed record ShowOwnApplicationQuery(Guid Id) : IQuery<OwnApplicationFile>;

/// <param name="Id">The application.</param>
/// <param name="Reference">Its number.</param>
/// <param name="KindWords">What was applied for.</param>
/// <param name="PersonId">The officer.</param>
/// <param name="Name">The present name.</param>
/// <param name="OfficerNumber">The officer number.</param>
/// <param name="Entry">Who entered it, and when.</param>
/// <param name="ReceivedOn">The day from which its clock counts.</param>
/// <param name="LapsesOn">Last day of the certification, as it was on record then.</param>
/// <param name="Representative">Head of the bargaining unit, as named.</param>
/// <param name="Standard">The standard of that day.</param>
/// <param name="Serving">Whether the officer serves there today; of one who left, only what the agency said is shown.</param>
/// <param name="Open">Whether it is still to be decided; null where the officer left.</param>
public sealed record OwnApplicationFile(
    Guid Id, string Reference, string KindWords, Guid PersonId, string Name, string OfficerNumber, EntryRow Entry, DateOnly ReceivedOn, DateOnly? LapsesOn,
    string? Representative, string? Standard, bool Serving, bool? Open) : INamesSubjects, ICountsRows
{
    public IReadOnlyList<OwnRequirementRow> Requirements { get; init; } = [];

    /// <summary>What the agency said before, the latest first.</summary>
    public IReadOnlyList<AnswerRow> Earlier { get; init; } = [];

    public IReadOnlyList<OwnDecisionRow> Decisions { get; init; } = [];
    public RunningDeadline? Clock { get; init; }
    public DateOnly Today { get; init; }

    /// <summary>Whether the caller may say more of a requirement.</summary>
    public bool MayAnswer { get; init; }

    public IEnumerable<Guid> SubjectIds => [PersonId];
    public int RowCount => 1;
}

/// <summary>A requirement, what the agency says of it, and what the Commission found; null where it found nothing yet, or the officer left.</summary>
public sealed record OwnRequirementRow(string Code, string Title, string ShownBy, string Clause, AnswerRow? Said, string? Finding, DateTimeOffset? FoundAt)
{
    /// <summary>What shows it has a last day.</summary>
    public bool RunsOut { get; init; }

    /// <summary>The last day that the Commission found.</summary>
    public DateOnly? ExpiresOn { get; init; }

    /// <summary>It was met, and what showed it has run out since.</summary>
    public bool RanOut { get; init; }
}

/// <summary>A decision as the agency is told of it.</summary>
public sealed record OwnDecisionRow(
    string Reference, string Words, string Tone, string Reasons, DateOnly DecidedOn, DateOnly EffectiveOn, DateOnly? ExpiresOn, string? Review,
    IReadOnlyList<OwnConditionRow> Conditions);

/// <summary>A condition of a decision, and by when it is to be met.</summary>
public sealed record OwnConditionRow(string Words, DateOnly? DueOn, int? DaysFromReturn);

internal sealed class ShowOwnApplicationHandler(
    CertificationDb db, ActingMembers acting, OwnApplications applications, ApplicationAnswers answers, DecisionReader decisions, DeadlineStore deadlines,
    TimeProvider clock)
    : IRequestHandler<ShowOwnApplicationQuery, Result<OwnApplicationFile>>
{
    public async Task<Result<OwnApplicationFile>> Handle(ShowOwnApplicationQuery query, CancellationToken ct)
    {
        var acts = await acting.CurrentAsync(ct);
        if (acts.Refusal is { } refusal) return refusal;
        if (await applications.EnteredAsync(acts.Value.AgencyId, query.Id, ct) is not { } application) return new NotFound("This application");
        var person = await db.ServingAsync(acts.Value.AgencyId, application.PersonId, clock.Today(), ct);
        var (serving, given) = (person is not null, await answers.OfAsync(application.Id, ct));
        return await HeadAsync(application, serving, ct) with
        {
            Requirements = await RequirementsAsync(application, given.Present, serving, ct),
            Earlier = given.Earlier,
            Decisions = serving ? await DecisionsAsync(application.Id, ct) : [],
            Clock = serving ? (await deadlines.ChainAsync(application.ClockId, ct)).FirstOrDefault(d => d.SupersededAt is null) : null,
            Today = clock.Today(),
            MayAnswer = application.ClosedAt is null && person?.PersonId == application.PersonId && acts.Value.Capacity <= MemberCapacity.Liaison,
        };
    }

    private async Task<OwnApplicationFile> HeadAsync(CertificationApplication a, bool serving, CancellationToken ct)
    {
        var head = await (
            from person in db.People.AsNoTracking()
            where person.Id == a.PersonId
            join name in db.Names.Present() on person.Id equals name.PersonId
            select new
            {
                person.OfficerNumber,
                Name = name.FirstName + " " + name.Surname + (name.Suffix == null ? "" : " " + name.Suffix),
                Standard = db.Standards.Where(s => s.Id == a.StandardId).Select(s => s.Title + ", version " + s.Version).FirstOrDefault(),
            }).SingleAsync(ct);
        return new OwnApplicationFile(
            a.Id, a.Reference, DecisionWords.OfApplication(a.Kind.ToString()), a.PersonId, head.Name, head.OfficerNumber, (await answers.EntryAsync(a.Id, ct))!,
            a.ReceivedOn, a.LapsesOn, a.Representative, head.Standard, serving, serving ? a.ClosedAt is null : null);
    }

    private async Task<IReadOnlyList<OwnRequirementRow>> RequirementsAsync(
        CertificationApplication application, IReadOnlyDictionary<string, AnswerRow> said, bool serving, CancellationToken ct)
    {
        var found = await db.Evidence.AsNoTracking().Where(e => e.ApplicationId == application.Id && e.SupersededAt == null).ToDictionaryAsync(e => e.ItemCode, ct);
        var standing = await db.RequirementsOn(application.Id, clock.Today()).ToDictionaryAsync(s => s.ItemCode, ct);
        var items = await db.StandardItems.AsNoTracking().Where(i => i.StandardId == application.StandardId).OrderBy(i => i.Place).ToListAsync(ct);
        return [.. items.Select(i => Row(i, said.GetValueOrDefault(i.Code), serving ? found[i.Code] : null) with
        {
            RunsOut = i.RunsOut,
            RanOut = serving && standing[i.Code].RanOut,
        })];
    }

    // Before anybody looked, that nothing is shown is the form in which an application begins.
    private static OwnRequirementRow Row(StandardItem item, AnswerRow? said, RequirementEvidence? found) => new(
        item.Code, item.Title, item.ShownBy, item.Clause, said, found?.Finding.ToString(), found is null or { Finding: Finding.NotShown } ? null : found.RecordedAt)
    {
        ExpiresOn = found?.ExpiresOn,
    };

    private async Task<IReadOnlyList<OwnDecisionRow>> DecisionsAsync(Guid application, CancellationToken ct) =>
    [
        .. (await decisions.OfAsync(db.Decisions.Where(d => d.ApplicationId == application), ct)).Select(d => new OwnDecisionRow(
            d.Reference, d.Words, d.Tone, d.Reasons, d.DecidedOn, d.EffectiveOn, d.ExpiresOn, d.Review,
            [.. d.Conditions.Select(c => new OwnConditionRow(c.Words, c.DueOn, c.DaysFromReturn))])),
    ];
}

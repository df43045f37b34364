using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.Audit;
using Post.Certification.Applications;
using Post.Certification.Data;
using Post.Certification.Domain;
using Post.Kernel.Access;
using Post.Kernel.Deadlines;
using Post.Kernel.Requests;
using Post.Kernel.Time;

namespace Post.Certification.Features.ShowApplication;

[Requires(CertificationPermissions.ReadApplications)]
[Audited("certification-application.opened", DataClass.Personal, Fields = ["identity", "status", "application", "requirements", "decisions"])]
internal sealed record ShowApplicationQuery(Guid Id) : IQuery<ApplicationFile>;

internal sealed class ShowApplicationHandler(
    CertificationDb db, DecisionReader decisions, ApplicationAnswers answers, DeadlineStore deadlines, CurrentCaller caller, PermissionTable permissions, TimeProvider clock)
    : IRequestHandler<ShowApplicationQuery, Result<ApplicationFile>>
{
    public async Task<Result<ApplicationFile>> Handle(ShowApplicationQuery query, CancellationToken ct)
    {
        var application = await db.Applications.AsNoTracking().SingleOrDefaultAsync(a => a.Id == query.Id, ct);
        if (application is null) return new NotFound("This application");
        var file = await HeadAsync(application, ct);
        var (present, earlier) = await RequirementsAsync(application, ct);
        var said = await answers.OfAsync(application.Id, ct);
        return file with
        {
            Entry = await answers.EntryAsync(application.Id, ct),
            EarlierSaid = said.Earlier,
            Requirements = [.. present.Select(r => r with { Said = said.Present.GetValueOrDefault(r.Code) })],
            Earlier = earlier,
            Decisions = await decisions.OfAsync(db.Decisions.Where(d => d.ApplicationId == application.Id), ct),
            Choices = await ChoicesAsync(application, ct),
            Clock = (await deadlines.ChainAsync(application.ClockId, ct)).FirstOrDefault(d => d.SupersededAt is null),
            Today = clock.Today(),
            MayKeep = Allows(CertificationPermissions.KeepApplications),
            MayDecide = Allows(CertificationPermissions.Decide),
        };
    }

    private bool Allows(string permission) => permissions.Allows(caller.Value.Roles, permission);

    private async Task<ApplicationFile> HeadAsync(CertificationApplication a, CancellationToken ct)
    {
        var head = await (
            from person in db.People.AsNoTracking()
            where person.Id == a.PersonId
            join name in db.Names.Present() on person.Id equals name.PersonId
            join present in db.Statuses.Present() on person.Id equals present.PersonId into statuses
            from status in statuses.DefaultIfEmpty()
            join word in db.StatusCodes on status.Code equals word.Code into words
            from code in words.DefaultIfEmpty()
            select new
            {
                person.OfficerNumber,
                Name = name.Surname + ", " + name.FirstName,
                Code = code == null ? null : code.Code,
                Label = code == null ? null : code.Label,
                AsOf = status == null ? null : (DateOnly?)status.AsOf,
                Agency = db.LawEnforcementAgencyNames.Present().Where(n => n.AgencyId == a.AgencyId).Select(n => n.Name).FirstOrDefault(),
                Standard = db.Standards.Where(s => s.Id == a.StandardId)
                    .Select(s => s.Title + ", version " + s.Version + " (" + s.Source + ")").FirstOrDefault(),
            }).SingleAsync(ct);
        return new ApplicationFile(
            a.Id, a.Reference, a.Kind.ToString(), a.PersonId, head.Name, head.OfficerNumber, head.Agency, a.ReceivedOn, a.LapsesOn,
            a.Grounds, head.Standard, a.OpenedByName, a.OpenedAt, a.ClosedAs?.ToString(), a.ClosedAt)
        {
            StatusCode = head.Code,
            StatusLabel = head.Label,
            StatusAsOf = head.AsOf,
        };
    }

    private async Task<(IReadOnlyList<RequirementRow> Present, IReadOnlyList<FindingRow> Earlier)> RequirementsAsync(
        CertificationApplication application, CancellationToken ct)
    {
        var evidence = await db.Evidence.AsNoTracking().Where(e => e.ApplicationId == application.Id)
            .OrderByDescending(e => e.RecordedAt).ThenByDescending(e => e.Id).ToListAsync(ct);
        var items = await db.StandardItems.AsNoTracking().Where(i => i.StandardId == application.StandardId).OrderBy(i => i.Place).ToListAsync(ct);
        var now = evidence.Where(e => e.SupersededAt is null).ToDictionary(e => e.ItemCode);
        var standing = await db.RequirementsOn(application.Id, clock.Today()).ToDictionaryAsync(s => s.ItemCode, ct);
        return (
            [.. items.Select(i => Row(i, now[i.Code], standing[i.Code]))],
            // That nobody had shown it yet at first is no news.
            [.. evidence.Where(e => e is { SupersededAt: not null } && (e.Finding is not Finding.NotShown || e.Note is not null)).Select(Row)]);
    }

    private static RequirementRow Row(StandardItem item, RequirementEvidence found, RequirementStanding standing) => new(
        item.Code, item.Title, item.ShownBy, item.Clause, item.BarsCondition, Row(found))
    {
        RunsOut = item.RunsOut,
        RanOut = standing.RanOut,
        Open = standing.IsOpen,
    };

    private static FindingRow Row(RequirementEvidence e) => new(e.ItemCode, e.Finding.ToString(), e.ShownOn, e.Note, e.Document, e.RecordedByName, e.RecordedAt)
    {
        ExpiresOn = e.ExpiresOn,
    };

    private async Task<IReadOnlyList<DecisionChoice>> ChoicesAsync(CertificationApplication application, CancellationToken ct)
    {
        if (application.ClosedAt is not null) return [];
        var labels = await db.StatusCodes.AsNoTracking().ToDictionaryAsync(c => c.Code, c => c.Label, ct);
        var rules = await db.DecisionRules.AsNoTracking().Where(r => r.Application == application.Kind).ToListAsync(ct);
        return
        [
            .. DecisionRule.InForce(rules, clock.Today()).Select(r => new DecisionChoice(
                r.Decision.ToString(), r.StatusCode is { } code ? labels[code] : null, r.NeedsVote, r.Closes, r.TermRule is not null, r.Authority)),
        ];
    }
}

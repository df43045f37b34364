using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.Audit;
using Post.Certification.Applications;
using Post.Certification.Data;
using Post.Certification.Domain;
using Post.Certification.Rounds;
using Post.Kernel.Requests;
using Post.Kernel.Time;

namespace Post.Certification.Features.ListRoundOfficers;

/// <summary>The work list of a round, of one agency or of all: where each officer stands and what is missing.</summary>
[Requires(CertificationPermissions.ReadApplications)]
[Audited("recertification-officers.listed", DataClass.Personal, Fields = ["identity", "status", "application", "requirements", "decisions"], Lists = true)]
internal sealed record ListRoundOfficersQuery(Guid RoundId, Guid? AgencyId = null, string? State = null, Guid? After = null, int Limit = 50)
    : IQuery<RoundOfficers>, IAsksFor
{
    public string? Query => string.Join(" · ", new[] { AgencyId?.ToString(), State }.Where(p => p is not null));
}

internal sealed class ListRoundOfficersValidator : AbstractValidator<ListRoundOfficersQuery>
{
    public ListRoundOfficersValidator() =>
        RuleFor(q => q.Limit).InclusiveBetween(1, 100).WithMessage("A page has 1 to 100 rows.");
}

/// <summary>A page of the officers of a round.</summary>
public sealed record RoundOfficers(
    Guid RoundId, string Reference, string Title, DateOnly DueOn, DateOnly EndsOn, Guid? AgencyId, string? Agency, DateOnly Today,
    IReadOnlyList<RoundOfficerRow> Rows, Guid? Next) : INamesSubjects, ICountsRows
{
    public IEnumerable<Guid> SubjectIds => Rows.Select(r => r.Officer.PersonId);
    public int RowCount => Rows.Count;
}

/// <summary>An officer of a round with what is still to be shown.</summary>
public sealed record RoundOfficerRow(OfficerStanding Officer, IReadOnlyList<string> Open)
{
    public string Words => RoundWords.OfState(Officer.State);
    public string Tone => RoundWords.ToneOf(Officer.State);

    /// <summary>Why no clock goes on with an officer whose term has ended; nothing while one does, or it has not.</summary>
    public string? ForAPerson(DateOnly today) => (Officer.State, Officer.LapsesOn < today) switch
    {
        ("Incomplete" or "Complete", true) when !Officer.Continued && Officer.ReceivedOn > Officer.LapsesOn =>
            "Received after the certification had ended: a person decides",
        ("Missing", true) => "The certification has ended: a person looks at it where the night left it",
        _ => null,
    };

    /// <summary>What was decided, in words; nothing while that is looked at anew.</summary>
    public string? Decided => Officer.State is "Decided" or "Expired" && Enum.TryParse<DecisionKind>(Officer.DecidedAs, out var kind)
        ? DecisionWords.Of(kind)
        : null;
}

internal sealed class ListRoundOfficersHandler(CertificationDb db, RoundStanding standing, TimeProvider clock)
    : IRequestHandler<ListRoundOfficersQuery, Result<RoundOfficers>>
{
    public async Task<Result<RoundOfficers>> Handle(ListRoundOfficersQuery query, CancellationToken ct)
    {
        var round = await db.Rounds.AsNoTracking().SingleOrDefaultAsync(r => r.Id == query.RoundId, ct);
        if (round is null) return new NotFound("This round");
        var agency = await AgencyAsync(query.AgencyId, ct);
        if (query.AgencyId is not null && agency is null) return new NotFound("This agency");
        var found = await standing.OfficersAsync(round.Id, query.AgencyId, query.State, query.After, query.Limit + 1, ct);
        var page = found.Take(query.Limit).ToList();
        var open = await OpenAsync([.. page.Where(o => o.OpenItems > 0).Select(o => o.ApplicationId!.Value)], ct);
        return new RoundOfficers(
            round.Id, round.Reference(), RoundWords.Title(round.Rule, round.FromLetter, round.ToLetter, round.EndsOn), round.DueOn, round.EndsOn,
            query.AgencyId, agency, clock.Today(),
            page.ConvertAll(o => new RoundOfficerRow(o, o.ApplicationId is { } application ? [.. open[application]] : [])),
            found.Count > query.Limit ? page[^1].PersonId : null);
    }

    private async Task<string?> AgencyAsync(Guid? id, CancellationToken ct) => id is null ? null
        : id == Guid.Empty ? "No agency on record"
        : await db.LawEnforcementAgencyNames.AsNoTracking().Present().Where(n => n.AgencyId == id).Select(n => n.Name).SingleOrDefaultAsync(ct);

    private async Task<ILookup<Guid, string>> OpenAsync(Guid[] applications, CancellationToken ct)
    {
        var today = clock.Today();
        var open = await (
            from application in db.Applications.AsNoTracking()
            where applications.Contains(application.Id)
            from requirement in db.RequirementsOn(application.Id, today)
            where requirement.IsOpen
            join item in db.StandardItems on new { Standard = application.StandardId!.Value, Code = requirement.ItemCode }
                equals new { Standard = item.StandardId, item.Code }
            orderby item.Place
            select new
            {
                application.Id,
                item.Title,
                NotMet = requirement.Finding == Finding.NotMet,
                RanOutOn = requirement.RanOut ? requirement.ExpiresOn : null,
            }).ToListAsync(ct);
        return open.ToLookup(o => o.Id, o => o.NotMet ? $"{o.Title} (not met)" : RequirementWords.Of(o.Title, o.RanOutOn));
    }
}

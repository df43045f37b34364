using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.AccessReview.Data;
using Post.AccessReview.Domain;
using Post.AccessReview.Log;
using Post.Audit;
using Post.Commission.Contracts;
using Post.Kernel.Requests;

namespace Post.AccessReview.Features.ListWatches;

/// <summary>Records every look at which is reviewed, and who answers to whom.</summary>
[Requires(AccessReviewPermissions.PlaceWatches)]
[Audited("watched-persons.listed", DataClass.Personal, Fields = ["identity"])]
internal sealed record ListWatchesQuery : IQuery<ListWatchesResult>;

internal sealed record ListWatchesResult(IReadOnlyList<WatchRow> Rows, IReadOnlyList<SupervisionRow> Supervisors, IReadOnlyList<LogChoice> Staff)
    : INamesSubjects, ICountsRows
{
    public IEnumerable<Guid> SubjectIds => Rows.Select(r => r.Person.PersonId).Distinct();
    public int RowCount => Rows.Count;
}

internal sealed record WatchRow(NamedPerson Person, WatchedKind Kind, string Reason, string By, DateTimeOffset At);

internal sealed record SupervisionRow(string Account, string Supervisor, DateTimeOffset Since);

internal sealed class ListWatchesHandler(AccessReviewDb db, LogNames names, IStaffDirectory staff)
    : IRequestHandler<ListWatchesQuery, Result<ListWatchesResult>>
{
    public async Task<Result<ListWatchesResult>> Handle(ListWatchesQuery query, CancellationToken ct)
    {
        var watched = await db.WatchedPersons.AsNoTracking().Where(w => w.EndedAt == null).OrderBy(w => w.Id).ToListAsync(ct);
        var persons = await names.PersonsAsync([.. watched.Select(w => w.PersonId).Distinct()], ct);
        var supervisions = await db.Supervisions.AsNoTracking().Where(s => s.EndedAt == null).OrderBy(s => s.Id).ToListAsync(ct);
        var people = (await staff.ListAsync(ct)).ToDictionary(s => s.AccountId, s => s.Name);
        return new ListWatchesResult(
            [.. watched.Select(w => new WatchRow(persons[w.PersonId], w.Kind, w.Reason, w.PlacedByName, w.PlacedAt))],
            [.. supervisions.Select(s => new SupervisionRow(Name(s.AccountId), Name(s.SupervisorId), s.RecordedAt))],
            [.. people.Select(p => new LogChoice(p.Key.ToString(), p.Value))]);

        string Name(Guid account) => people.GetValueOrDefault(account, "An account that is closed");
    }
}

using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.Audit;
using Post.Certification.Data;
using Post.Certification.Domain;
using Post.Certification.Rounds;
using Post.Kernel.Access;
using Post.Kernel.Requests;

namespace Post.Certification.Features.ShowDecisionBatch;

/// <summary>How far many decisions are, and whom the rules or a person set aside.</summary>
[Requires(CertificationPermissions.ReadApplications)]
[Audited("recertification-decisions.followed", DataClass.Personal, Fields = ["identity", "decision"], Lists = true)]
internal sealed record ShowDecisionBatchQuery(Guid BatchId) : IQuery<BatchProgress>
{
    /// <summary>For whoever waits and looks every few seconds: how many, and nobody by name.</summary>
    public bool FiguresAlone { get; init; }
}

public sealed record BatchProgress(
    Guid Id, Guid RoundId, string Round, bool EndOfTerm, string Reasons, string State, string StartedBy, DateTimeOffset StartedAt, int Waiting,
    int Decided, int Refused, int Left, IReadOnlyList<SetAsideRow> SetAside, bool MayDecide) : INamesSubjects, ICountsRows
{
    public int All => Waiting + Decided + Refused + Left;
    public int Percent => All == 0 ? 100 : (All - Waiting) * 100 / All;
    public bool Ended => State == nameof(BatchState.Ended);
    public bool Stopped => State == nameof(BatchState.Stopped);
    public IEnumerable<Guid> SubjectIds => SetAside.Select(s => s.PersonId);
    public int RowCount => SetAside.Count;
}

public sealed record SetAsideRow(Guid PersonId, string Name, string OfficerNumber, bool LeftOut, string Note);

internal sealed class ShowDecisionBatchHandler(CertificationDb db, CurrentCaller caller, PermissionTable permissions)
    : IRequestHandler<ShowDecisionBatchQuery, Result<BatchProgress>>
{
    private const int MostShown = 200;

    public async Task<Result<BatchProgress>> Handle(ShowDecisionBatchQuery query, CancellationToken ct)
    {
        var batch = await db.Batches.AsNoTracking().SingleOrDefaultAsync(b => b.Id == query.BatchId, ct);
        if (batch is null) return new NotFound("These decisions");
        var round = await db.Rounds.AsNoTracking().SingleAsync(r => r.Id == batch.RoundId, ct);
        var counts = await db.BatchItems.AsNoTracking().Where(i => i.BatchId == batch.Id)
            .GroupBy(i => i.State).Select(g => new { State = g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.State, g => g.Count, ct);
        return new BatchProgress(
            batch.Id, batch.RoundId, RoundWords.Title(round.Rule, round.FromLetter, round.ToLetter, round.EndsOn), batch.Kind is BatchKind.EndOfTerm,
            batch.Reasons, batch.State.ToString(), batch.StartedByName, batch.StartedAt,
            counts.GetValueOrDefault(BatchItemState.Waiting), counts.GetValueOrDefault(BatchItemState.Decided),
            counts.GetValueOrDefault(BatchItemState.Refused), counts.GetValueOrDefault(BatchItemState.Left),
            query.FiguresAlone ? [] : await SetAsideAsync(batch.Id, ct),
            permissions.Allows(caller.Value.Roles, CertificationPermissions.Decide));
    }

    private async Task<IReadOnlyList<SetAsideRow>> SetAsideAsync(Guid batch, CancellationToken ct) => await (
        from item in db.BatchItems.AsNoTracking()
        where item.BatchId == batch && (item.State == BatchItemState.Refused || item.State == BatchItemState.Left)
        join name in db.Names.Present() on item.PersonId equals name.PersonId
        join person in db.People on item.PersonId equals person.Id
        orderby item.Place
        select new SetAsideRow(
            item.PersonId, name.Surname + ", " + name.FirstName, person.OfficerNumber, item.State == BatchItemState.Left, item.Note!))
        .Take(MostShown).ToListAsync(ct);
}

using MediatR;
using Npgsql;
using Post.Audit;
using Post.Kernel.Data;
using Post.Kernel.Requests;
using Post.PublicDatabase.Data;
using Post.PublicDatabase.Domain;
using Post.PublicDatabase.Publishing;

namespace Post.PublicDatabase.Features.RefreshDueOfficers;

/// <summary>
/// Takes the next batch of those who are due, decides anew what the public may see of them, and withdraws at once what it
/// may not see any more. Nobody due: nothing to do.
/// </summary>
[Requires(PublicDatabasePermissions.Publish)]
[Audited("publication.due-officers.decided", DataClass.Personal, Fields = ["publication"])]
internal sealed record RefreshDueOfficersCommand : ICommand<Done>;

internal sealed class RefreshDueOfficersHandler(
    DbSession session, OfficerPublisher publisher, PublicDatabaseDb db, ChangeContext change)
    : IRequestHandler<RefreshDueOfficersCommand, Result<Done>>
{
    // They leave the list in the transaction of the decisions: a failure leaves them due.
    private const string TakeSql = """
        delete from public_database.publication_due where person_id in (
          select person_id from public_database.publication_due order by person_id limit $1)
        returning person_id
        """;

    public async Task<Result<Done>> Handle(RefreshDueOfficersCommand command, CancellationToken ct)
    {
        var due = await TakeAsync(ct);
        if (due.Count == 0) return Done.Instance;

        change.About(due);
        var run = await publisher.DecideAsync(due, ct);
        if (run.Waiting.Count > 0) db.Publish(new PublicationDecided(run.Waiting));
        change.Rows(run.DecisionsMade);
        change.Summarise(
            $"{run.DecisionsMade} decisions, {run.Copies.Withdrawn} officers withdrawn, {run.Copies.Written} documents changed");
        return Done.Instance;
    }

    private async Task<List<Guid>> TakeAsync(CancellationToken ct)
    {
        await using var take = new NpgsqlCommand(TakeSql, session.Connection);
        take.Parameters.Add(new NpgsqlParameter<int> { TypedValue = OfficerPublisher.BatchSize });
        await using var reader = await take.ExecuteReaderAsync(ct);
        var due = new List<Guid>();
        while (await reader.ReadAsync(ct)) due.Add(reader.GetGuid(0));
        return due;
    }
}

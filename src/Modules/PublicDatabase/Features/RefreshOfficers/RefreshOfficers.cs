using MediatR;
using Post.Audit;
using Post.Kernel.Data;
using Post.Kernel.Requests;
using Post.PublicDatabase.Data;
using Post.PublicDatabase.Domain;
using Post.PublicDatabase.Publishing;

namespace Post.PublicDatabase.Features.RefreshOfficers;

/// <summary>
/// Decides anew what the public may see of these officers, and withdraws at once what it may not see any more.
/// </summary>
[Requires(PublicDatabasePermissions.Publish)]
[Audited("publication.officers.decided", DataClass.Personal, Fields = ["publication"])]
internal sealed record RefreshOfficersCommand(IReadOnlyList<Guid> PersonIds) : ICommand<Done>, INamesSubjects
{
    /// <summary>Null where these officers are no page of a rebuild.</summary>
    public RebuildPage? Page { get; init; }

    public IEnumerable<Guid> SubjectIds => PersonIds;
}

internal sealed class RefreshOfficersHandler(OfficerPublisher publisher, PublicDatabaseDb db, ChangeContext change)
    : IRequestHandler<RefreshOfficersCommand, Result<Done>>
{
    public async Task<Result<Done>> Handle(RefreshOfficersCommand command, CancellationToken ct)
    {
        int made = 0, withdrawn = 0, written = 0;
        foreach (var batch in command.PersonIds.Distinct().Chunk(OfficerPublisher.BatchSize))
        {
            var run = command.Page is { } page ? await publisher.DecideAsync(batch, page, ct) : await publisher.DecideAsync(batch, ct);
            if (run is null) return new OutOfTurn();
            if (run.Waiting.Count > 0) db.Publish(new PublicationDecided(run.Waiting));
            made += run.DecisionsMade;
            withdrawn += run.Copies.Withdrawn;
            written += run.Copies.Written;
        }

        change.Rows(made);
        change.Summarise($"{made} decisions, {withdrawn} officers withdrawn, {written} documents changed");
        return Done.Instance;
    }
}

using MediatR;
using Post.Audit;
using Post.Kernel.Data;
using Post.Kernel.Requests;
using Post.PublicDatabase.Publishing;

namespace Post.PublicDatabase.Features.PublishOfficers;

/// <summary>Copies to the public what the decisions on record and the facts of this moment both show.</summary>
[Requires(PublicDatabasePermissions.Publish)]
[Audited("publication.officers.published", DataClass.Personal, Fields = ["publication"])]
internal sealed record PublishOfficersCommand(IReadOnlyList<Guid> PersonIds) : ICommand<Done>, INamesSubjects
{
    public IEnumerable<Guid> SubjectIds => PersonIds;
}

internal sealed class PublishOfficersHandler(OfficerPublisher publisher, ChangeContext change)
    : IRequestHandler<PublishOfficersCommand, Result<Done>>
{
    public async Task<Result<Done>> Handle(PublishOfficersCommand command, CancellationToken ct)
    {
        int written = 0, withdrawn = 0;
        foreach (var batch in command.PersonIds.Distinct().Chunk(OfficerPublisher.BatchSize))
        {
            var run = await publisher.ShowAsync(batch, ct);
            written += run.Copies.Written;
            withdrawn += run.Copies.Withdrawn;
        }

        change.Rows(written);
        change.Summarise($"{written} documents changed, {withdrawn} officers withdrawn");
        return Done.Instance;
    }
}

using MediatR;
using Post.Audit;
using Post.Certification.Intake;
using Post.Kernel.Data;
using Post.Kernel.Requests;
using Post.Kernel.Time;

namespace Post.Certification.Features.QueueEndedService;

/// <summary>Queues service with agencies whose recorded end has come, and rows that moved to an ended agency since.</summary>
[Requires(CertificationPermissions.FollowAgencies)]
[Audited("agency-succession.followed", DataClass.None, Fields = ["review"])]
internal sealed record QueueEndedServiceCommand : ICommand<Done>;

internal sealed class QueueEndedServiceHandler(DbSession session, ChangeContext change, TimeProvider clock)
    : IRequestHandler<QueueEndedServiceCommand, Result<Done>>
{
    public async Task<Result<Done>> Handle(QueueEndedServiceCommand command, CancellationToken ct)
    {
        var persons = await EndedAgencies.QueueAsync(session, clock.GetUtcNow(), clock.Today(), ct);
        change.About(persons);
        change.Rows(persons.Count);
        return Done.Instance;
    }
}

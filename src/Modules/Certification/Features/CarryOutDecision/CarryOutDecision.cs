using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.Audit;
using Post.Certification.Applications;
using Post.Certification.Data;
using Post.Certification.Domain;
using Post.Certification.Rounds;
using Post.Kernel.Data;
using Post.Kernel.Requests;

namespace Post.Certification.Features.CarryOutDecision;

/// <summary>Decides one officer of a batch as a single decision would be made, once; what the rules refuse is set aside for a person.</summary>
/// <param name="BatchId">The batch.</param>
/// <param name="PersonId">The officer.</param>
/// <param name="Broken">Why the try before could not be written; it is then set aside with these words.</param>
[Requires(CertificationPermissions.FollowRounds)]
[Audited("recertification-decision.carried-out", DataClass.Personal, Fields = ["application", "decision", "status", "certificates"])]
internal sealed record CarryOutDecisionCommand(Guid BatchId, Guid PersonId, string? Broken = null) : ICommand<Done>, INamesSubjects
{
    public IEnumerable<Guid> SubjectIds => [PersonId];
}

internal sealed class CarryOutDecisionHandler(
    CertificationDb db, RecordReader records, DecisionDesk desk, DecisionWriter writer, TermEnd terms, ChangeContext change, TimeProvider clock)
    : IRequestHandler<CarryOutDecisionCommand, Result<Done>>
{
    public async Task<Result<Done>> Handle(CarryOutDecisionCommand command, CancellationToken ct)
    {
        await records.HoldAsync(command.PersonId, ct);
        var item = await db.BatchItems.SingleOrDefaultAsync(i => i.BatchId == command.BatchId && i.PersonId == command.PersonId, ct);
        if (item is null) return new NotFound("This officer of the batch");
        var batch = await db.Batches.AsNoTracking().SingleAsync(b => b.Id == item.BatchId, ct);
        // Whoever was first has decided it; and what was stopped waits until it goes on.
        if (item.State is not BatchItemState.Waiting || batch.State is not BatchState.Running) return Done.Instance;
        if (command.Broken is { } words) return await SetAsideAsync(item, words, ct);

        Result<Guid> opened = item.ApplicationId is { } known ? known : await terms.OpenAsync(item, ct);
        if (opened.Refusal is { } busy) return await SetAsideAsync(item, busy.Text, ct);
        var ready = await desk.PrepareAsync(
            opened.Value, new DecisionAsked(item.Decision, item.EffectiveOn, batch.Reasons) { ExpiresOn = item.ExpiresOn }, ct);
        if (ready.Refusal is { } no) return await SetAsideAsync(item, no.Text, ct);
        if (TermEnd.WhyNot(item, ready.Value.Record) is { } bar) return await SetAsideAsync(item, bar.Text, ct);

        change.Because(batch.Reasons);
        var written = await writer.WriteAsync(ready.Value with { Author = new DecisionAuthor(batch.StartedBy, batch.StartedByName) }, ct);
        if (written.Refusal is { } failed) return failed;
        item.Decided(written.Value, clock.GetUtcNow());
        await db.SaveChangesAsync(ct);
        return Done.Instance;
    }

    private async Task<Result<Done>> SetAsideAsync(DecisionBatchItem item, string words, CancellationToken ct)
    {
        item.SetAside(BatchItemState.Refused, words, clock.GetUtcNow());
        change.Summarise($"Set aside: {words}");
        await db.SaveChangesAsync(ct);
        return Done.Instance;
    }
}

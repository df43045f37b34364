using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Post.AccessReview.Data;
using Post.AccessReview.Domain;
using Post.AccessReview.Redactions;
using Post.Audit;
using Post.Kernel.Access;
using Post.Kernel.Data;
using Post.Kernel.Requests;

namespace Post.AccessReview.Features.DecideRedaction;

/// <summary>The second person takes the words out, in the same transaction as the events that say so, or lets them stand.</summary>
[Requires(AccessReviewPermissions.DecideRedactions)]
[Audited("log.redaction.decided", DataClass.None)]
internal sealed record DecideRedactionCommand(Guid Id, bool Approve, string Words) : ICommand<Done>;

internal sealed class DecideRedactionValidator : AbstractValidator<DecideRedactionCommand>
{
    public DecideRedactionValidator() => RuleFor(c => c.Words).NotEmpty().WithMessage("Say why you decide so.")
        .MaximumLength(Matter.WordsMaxLength).WithMessage($"Shorten it to {Matter.WordsMaxLength} characters.");
}

internal sealed record OwnRedaction() : Refusal("You asked for this yourself. Another person decides.")
{
    public override RefusalKind Kind => RefusalKind.Forbidden;
}

internal sealed record RedactionDecided() : Refusal("This was decided already.");

internal sealed class DecideRedactionHandler(
    AccessReviewDb db, DbSession session, RedactionTerms terms, CurrentCaller caller, ChangeContext change, TimeProvider clock)
    : IRequestHandler<DecideRedactionCommand, Result<Done>>
{
    public async Task<Result<Done>> Handle(DecideRedactionCommand command, CancellationToken ct)
    {
        // Two who decide at once: the second waits here and then sees that it is decided.
        var redaction = await db.Redactions.FromSql($"select * from access_review.redaction where id = {command.Id} for update").SingleOrDefaultAsync(ct);
        if (redaction is null || caller.Value.Id is not { } me) return new NotFound("This request");
        if (redaction.DecidedAt is not null) return new RedactionDecided();
        if (redaction.AskedBy == me) return new OwnRedaction();
        await db.Entry(redaction).Collection(r => r.Items).LoadAsync(ct);
        if (command.Approve && await terms.RefusalAsync([.. redaction.Items.Select(i => i.EventId)], ct) is { } refusal) return refusal;
        redaction.Approved = command.Approve;
        redaction.DecidedAt = clock.GetUtcNow();
        redaction.DecidedBy = me;
        redaction.DecidedByName = caller.Value.Name;
        redaction.DecisionWords = command.Words.Trim();
        if (command.Approve && await TakeOutAsync(redaction, ct) is { } gone) return gone;
        var authority = (await terms.WordsAsync(ct)).GetValueOrDefault(redaction.Authority, redaction.Authority);
        change.Summarise($"{(command.Approve ? "Taken out" : "Left")} under {authority}: {redaction.Paper}; asked by {redaction.AskedByName}");
        change.Because(redaction.DecisionWords);
        change.Rows(redaction.Items.Count);
        await db.SaveChangesAsync(ct);
        return Done.Instance;
    }

    private async Task<Refusal?> TakeOutAsync(Redaction redaction, CancellationToken ct)
    {
        foreach (var item in redaction.Items)
        {
            var says = Guid.CreateVersion7(clock.GetUtcNow());
            await using var command = new NpgsqlCommand("select audit.redact_payload($1, $2, $3)", session.Connection);
            foreach (var id in new[] { item.EventId, says, item.AskedEventId }) command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = id });
            if (await command.ExecuteScalarAsync(ct) is not true) return new NothingToTakeOut(item.EventId.ToString());
            change.Follows(new Consequence(says, LogActions.Redacted, item.EventId, item.AskedEventId));
        }

        return null;
    }
}

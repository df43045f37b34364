using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.AccessReview.Data;
using Post.AccessReview.Domain;
using Post.AccessReview.Redactions;
using Post.Audit;
using Post.Kernel.Access;
using Post.Kernel.Data;
using Post.Kernel.Requests;

namespace Post.AccessReview.Features.AskRedaction;

/// <summary>Asks that the words beside some acts be taken out of the log, on an authority; another person decides.</summary>
/// <param name="Authority">Code of the kind of authority.</param>
/// <param name="Paper">Which paper it is.</param>
/// <param name="Reason">Why it reaches these acts.</param>
/// <param name="Events">Numbers of the acts, apart by blanks, commas or lines.</param>
[Requires(AccessReviewPermissions.AskRedactions)]
[Audited("log.redaction.asked", DataClass.None)]
internal sealed record AskRedactionCommand(string Authority, string Paper, string Reason, string Events) : ICommand<Guid>
{
    public const int EventsAtMost = 200;

    private static readonly char[] s_between = [' ', ',', ';', '\n', '\r', '\t'];

    private string[] Parts => Events.Split(s_between, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>What stands among the numbers and is none; null: all are.</summary>
    public string? NoNumber => Parts.FirstOrDefault(p => !Guid.TryParse(p, out _));

    public IReadOnlyList<Guid> Ids => [.. Parts.Select(p => Guid.TryParse(p, out var id) ? id : Guid.Empty).Where(id => id != Guid.Empty).Distinct()];
}

internal sealed class AskRedactionValidator : AbstractValidator<AskRedactionCommand>
{
    public AskRedactionValidator()
    {
        RuleFor(c => c.Authority).NotEmpty().WithMessage("Choose on what authority.");
        RuleFor(c => c.Paper).NotEmpty().WithMessage("Name the paper: which court or body, which number, of which day.")
            .MaximumLength(Redaction.PaperMaxLength).WithMessage($"Shorten the paper to {Redaction.PaperMaxLength} characters.");
        RuleFor(c => c.Reason).NotEmpty().WithMessage("Say why it reaches these acts.")
            .MaximumLength(Matter.WordsMaxLength).WithMessage($"Shorten the reason to {Matter.WordsMaxLength} characters.");
        RuleFor(c => c.NoNumber).Null().WithMessage(c => $"“{c.NoNumber}” is not the number of an act. It stands on the act's page, under Proof.");
        RuleFor(c => c.Ids).NotEmpty().WithMessage("Give the number of at least one act.")
            .Must(ids => ids.Count <= AskRedactionCommand.EventsAtMost).WithMessage($"At most {AskRedactionCommand.EventsAtMost} acts at once.");
    }
}

internal sealed record NoSuchAuthority() : Refusal("This kind of authority is not in force.")
{
    public override RefusalKind Kind => RefusalKind.Invalid;
}

internal sealed record RedactionWaits(Guid EventId) : Refusal($"For the act {EventId} it was asked already, and waits for a decision.");

internal sealed class AskRedactionHandler(AccessReviewDb db, RedactionTerms terms, CurrentCaller caller, ChangeContext change, TimeProvider clock)
    : IRequestHandler<AskRedactionCommand, Result<Guid>>
{
    public async Task<Result<Guid>> Handle(AskRedactionCommand command, CancellationToken ct)
    {
        var authority = (await terms.AuthoritiesAsync(ct)).FirstOrDefault(a => a.Code == command.Authority);
        if (authority is null || caller.Value.Id is not { } me) return new NoSuchAuthority();
        var ids = command.Ids;
        if (await terms.RefusalAsync(ids, ct) is { } refusal) return refusal;
        var waiting = await db.Redactions.AsNoTracking().Where(r => r.DecidedAt == null)
            .SelectMany(r => r.Items).Where(i => ids.Contains(i.EventId)).Select(i => (Guid?)i.EventId).FirstOrDefaultAsync(ct);
        if (waiting is { } already) return new RedactionWaits(already);

        var now = clock.GetUtcNow();
        var redaction = new Redaction
        {
            Id = Guid.CreateVersion7(now),
            Authority = authority.Code,
            Paper = command.Paper.Trim(),
            Reason = command.Reason.Trim(),
            AskedBy = me,
            AskedByName = caller.Value.Name,
            AskedAt = now,
        };
        foreach (var id in ids)
        {
            var asked = Guid.CreateVersion7(now);
            redaction.Items.Add(new RedactionItem { RedactionId = redaction.Id, EventId = id, AskedEventId = asked });
            // The log itself says for which act it was asked, and by whom: the decision must name this event.
            change.Follows(new Consequence(asked, LogActions.RedactionAsked, id, null));
        }

        db.Redactions.Add(redaction);
        change.Summarise($"{authority.Words}: {redaction.Paper}");
        change.Because(redaction.Reason);
        change.Rows(ids.Count);
        await db.SaveChangesAsync(ct);
        return redaction.Id;
    }
}

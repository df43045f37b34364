using Microsoft.EntityFrameworkCore;
using Post.AccessReview.Data;
using Post.AccessReview.Domain;
using Post.Kernel.Access;
using Post.Kernel.Exports;
using Post.Kernel.Requests;

namespace Post.AccessReview.Exports;

/// <summary>Keeps who asked for which file and how that was decided; the row is held while an approval is used up.</summary>
internal sealed class ExportApprovals(AccessReviewDb db, CurrentCaller caller, TimeProvider clock) : IExportApprovals
{
    public async Task<Result<ExportApproval>> UseAsync(string export, IUsesApproval command, Guid eventId, CancellationToken ct)
    {
        if (await LockAsync(command.ApprovalId, ct) is not { } asked) return new NotFound("This approval");
        if (asked.AccountId != caller.Value.Id) return new ExportOfSomebodyElse();
        var now = clock.GetUtcNow();
        if (WhyNot(asked.StateAt(now)) is { } refusal) return refusal;
        if (asked.Export != export || asked.Question != command.Question) return new QuestionChanged();
        asked.Take(eventId, now);
        await db.SaveChangesAsync(ct);
        return new ExportApproval(asked.Id, asked.DecidedByName!, asked.DecidedAt!.Value, asked.Reason, asked.Rows, asked.Persons);
    }

    /// <summary>The row, held until the request ends: of two who use or decide at once, one finds it done.</summary>
    public Task<RestrictedExport?> LockAsync(Guid id, CancellationToken ct) =>
        db.RestrictedExports.FromSql($"select * from access_review.restricted_export where id = {id} for update").SingleOrDefaultAsync(ct);

    private static Refusal? WhyNot(ExportState state) => state switch
    {
        ExportState.Waiting => new ExportNotDecided(),
        ExportState.Refused => new ExportWasRefused(),
        ExportState.RanOut => new ExportRanOut(),
        ExportState.Taken => new ExportTaken(),
        _ => null,
    };
}

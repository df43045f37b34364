using Post.AccessReview.Domain;
using Post.Kernel.Access;

namespace Post.AccessReview.Exports;

/// <summary>A file that was asked for, as the pages list it.</summary>
public sealed record ExportRow(
    Guid Id, string Title, string Words, IReadOnlyList<Guid> Subjects, int Rows, int Persons, string AskedBy, DateTimeOffset AskedAt, string Purpose,
    string Reason, ExportState State, DateTimeOffset? DecidedAt, string? DecidedBy, string? Decision, DateTimeOffset? EndsAt, DateTimeOffset? TakenAt,
    Guid? TakenEvent)
{
    /// <summary>Where the asker takes it, and with which question; null while it cannot be taken.</summary>
    public (string Address, string Question)? Take { get; init; }
}

/// <summary>Puts rows into words.</summary>
internal sealed class ExportRows(ExportKinds kinds, PurposeCatalogue purposes, TimeProvider clock)
{
    public ExportRow Of(RestrictedExport e) => new(
        e.Id, kinds.TitleOf(e.Export), e.QuestionWords, e.SubjectIds, e.Rows, e.Persons, e.AccountName, e.AskedAt,
        (purposes.Find(e.Purpose)?.Label ?? e.Purpose) + (e.Matter is null ? "" : $", matter {e.Matter}"), e.Reason, e.StateAt(clock.GetUtcNow()),
        e.DecidedAt, e.DecidedByName, e.DecisionWords, e.EndsAt, e.TakenAt, e.TakenEvent);

    public ExportRow OfAsker(RestrictedExport e)
    {
        var row = Of(e);
        return row.State is ExportState.Approved && kinds.Find(e.Export) is { } kind ? row with { Take = (kind.AddressOf(e.Id), e.Question) } : row;
    }
}

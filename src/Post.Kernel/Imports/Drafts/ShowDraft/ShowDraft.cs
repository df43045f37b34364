using MediatR;
using Post.Audit;
using Post.Kernel.Access;
using Post.Kernel.Data;
using Post.Kernel.Imports.ListImports;
using Post.Kernel.Imports.Profiles;
using Post.Kernel.Imports.Reading;
using Post.Kernel.Requests;

namespace Post.Kernel.Imports.Drafts.ShowDraft;

/// <summary>A draft's first rows, what its columns look like, and how they might fill a kind.</summary>
/// <param name="DraftId">The draft.</param>
/// <param name="Kind">Blank: the kind it was sent as, or the one it looks most like.</param>
/// <param name="Delimiter">Null: the one the first line suggests.</param>
/// <param name="Sheet">Blank: the first visible one.</param>
[Requires(KernelPermissions.Import)]
[Audited("import.draft.shown", DataClass.Personal, Fields = ["import"])]
public sealed record ShowDraftQuery(Guid DraftId, string? Kind = null, char? Delimiter = null, string? Sheet = null)
    : IQuery<ShowDraftResult>;

/// <summary>What the mapping page shows. Its persons are not in the record yet and have no ids: the event names the file instead.</summary>
public sealed record ShowDraftResult(
    ImportDraft Draft,
    IReadOnlyList<ImportKindRow> Kinds,
    string Kind,
    bool IsWorkbook,
    ReadingOptions Reading,
    IReadOnlyList<string> Sheets,
    IReadOnlyList<DraftColumn> Columns,
    IReadOnlyList<IReadOnlyList<string>> Rows,
    IReadOnlyList<DraftField> Fields,
    string? FittingProfile,
    ReadingRefusal? Problem) : INamesSubjects, ICountsRows
{
    public IEnumerable<Guid> SubjectIds => [];

    public int RowCount => Rows.Count;
}

/// <summary>A column of the file and what it looks like.</summary>
public sealed record DraftColumn(string Name, ColumnGuess Guess);

/// <summary>A field to be filled, with the rule that is proposed for it, if one is.</summary>
public sealed record DraftField(string Name, bool Required, FieldType Type, FieldRule? Proposed);

internal sealed class ShowDraftHandler(ImportDrafts drafts, ImportFiles files, ImportKinds kinds, ImportProfiles profiles, ChangeContext change)
    : IRequestHandler<ShowDraftQuery, Result<ShowDraftResult>>
{
    private const int RowsShown = 20;
    private const int RowsLookedAt = 200;

    public async Task<Result<ShowDraftResult>> Handle(ShowDraftQuery query, CancellationToken ct)
    {
        if (await drafts.FindAsync(query.DraftId, ct) is not { EndedAt: null } draft) return new NotFound("This file");
        change.Summarise(draft.FileName);
        change.Artefact(Convert.FromHexString(draft.FileSha256));

        var encoding = FileEncodingDecoding.FromLabel(draft.Encoding);
        var file = new DraftFile(files.PathOf(draft.FileSha256), encoding);
        var options = new ReadingOptions(query.Delimiter ?? file.GuessDelimiter(), string.IsNullOrEmpty(query.Sheet) ? null : query.Sheet);
        var read = file.Read(options, RowsLookedAt);
        var columns = Columns(read);
        var guesses = columns.ConvertAll(c => c.Guess);
        if (FindKind(query.Kind ?? draft.Kind, read.Header, guesses) is not { } kind) return new NotFound("This kind of file");

        var fitting = await FittingAsync(kind, read.Header, ct);
        var proposed = fitting?.Fields ?? MappingSuggestion.For(kind, read.Header, guesses);
        var sheets = encoding is FileEncoding.Workbook ? (await ImportFile.InspectAsync(files.PathOf(draft.FileSha256), ct)).Sheets : [];
        return new ShowDraftResult(
            draft, [.. kinds.All.Select(k => new ImportKindRow(k.Name, k.Title))], kind.Name, encoding is FileEncoding.Workbook, options, sheets,
            columns, [.. read.Rows.Take(RowsShown).Select(r => r.Cells)],
            [.. kind.Layout.Columns.Select(c => new DraftField(c.Name, c.Required, kind.TypeOf(c), proposed.FirstOrDefault(r => r.Field == c.Name)))],
            fitting?.Name, read.Refusal);
    }

    private static List<DraftColumn> Columns(DraftRows read) => [.. HeaderNames.Of(read.Header)
        .Select((name, i) => new DraftColumn(name, ColumnGuess.Of([.. read.Rows.Where(r => i < r.Cells.Count).Select(r => r.Cells[i])])))];

    // The kind most of whose required fields find a column.
    private IImportKind? FindKind(string? name, IReadOnlyList<string> header, List<ColumnGuess> guesses) => string.IsNullOrEmpty(name)
        ? kinds.All.MaxBy(k => Share(k, header, guesses))
        : kinds.Find(name);

    private static double Share(IImportKind kind, IReadOnlyList<string> header, List<ColumnGuess> guesses)
    {
        var filled = MappingSuggestion.For(kind, header, guesses).Select(r => r.Field).ToHashSet();
        var required = kind.Layout.Columns.Where(c => c.Required).ToList();
        return (double)required.Count(c => filled.Contains(c.Name)) / Math.Max(1, required.Count);
    }

    private async Task<ImportProfile?> FittingAsync(IImportKind kind, IReadOnlyList<string> header, CancellationToken ct)
    {
        var fingerprint = ImportProfile.Fingerprint(header);
        return (await profiles.LiveAsync(kind.Name, ct)).FirstOrDefault(p => ImportProfile.Fingerprint(p.Header) == fingerprint);
    }
}

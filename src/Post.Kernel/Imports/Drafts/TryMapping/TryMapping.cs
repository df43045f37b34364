using MediatR;
using Post.Audit;
using Post.Kernel.Access;
using Post.Kernel.Data;
using Post.Kernel.Imports.Profiles;
using Post.Kernel.Imports.Reading;
using Post.Kernel.Requests;
using Post.Kernel.Time;

namespace Post.Kernel.Imports.Drafts.TryMapping;

/// <summary>Shows what the first rows of a draft become under rules that nobody has saved; nothing is kept.</summary>
[Requires(KernelPermissions.Import)]
[Audited("import.mapping.tried", DataClass.Personal, Fields = ["import"])]
public sealed record TryMappingQuery(Guid DraftId, string Kind, ReadingOptions Reading, IReadOnlyList<FieldRule> Fields, DateOnly? AsOf)
    : IQuery<TryMappingResult>;

/// <summary>The first rows as they would be taken; like the draft's, their persons are not in the record yet.</summary>
public sealed record TryMappingResult(IReadOnlyList<string> Fields, IReadOnlyList<TriedRow> Rows) : INamesSubjects, ICountsRows
{
    public IEnumerable<Guid> SubjectIds => [];

    public int RowCount => Rows.Count;
}

/// <summary>A row in the words of its kind, and the verdict it would get.</summary>
public sealed record TriedRow(long RowNumber, ImportVerdict Verdict, IReadOnlyList<string> Reasons, IReadOnlyList<string> Cells);

internal sealed class TryMappingHandler(
    ImportDrafts drafts, ImportFiles files, ImportKinds kinds, ChangeContext change, TimeProvider clock)
    : IRequestHandler<TryMappingQuery, Result<TryMappingResult>>
{
    private const int RowsShown = 20;

    public async Task<Result<TryMappingResult>> Handle(TryMappingQuery query, CancellationToken ct)
    {
        if (await drafts.FindAsync(query.DraftId, ct) is not { EndedAt: null } draft) return new NotFound("This file");
        if (kinds.Find(query.Kind) is not { } kind) return new ImportKindUnknown(query.Kind, string.Join(", ", kinds.All.Select(k => k.Name)));
        change.Summarise(draft.FileName);
        change.Artefact(Convert.FromHexString(draft.FileSha256));

        var read = new DraftFile(files.PathOf(draft.FileSha256), FileEncodingDecoding.FromLabel(draft.Encoding)).Read(query.Reading, RowsShown);
        if (read.Refusal is { } unreadable) return new FileNotReadable(unreadable.Code, unreadable.Text);
        if (ProfileCheck.Problems(kind, query.Fields, read.Header) is { Count: > 0 } problems)
        {
            return new ProfileNotWhole([.. problems.Select(p => p.Text)]);
        }

        var asOf = query.AsOf ?? AsOfDate.FromFileName(draft.FileName) ?? clock.Today();
        var translator = RowTranslator.Of(kind, query.Fields, read.Header, asOf);
        var checker = kind.Begin(RunOf(draft, kind, asOf));
        return new TryMappingResult([.. query.Fields.Select(f => f.Field)], [.. read.Rows.Select(r => Try(r, translator, checker))]);
    }

    private static TriedRow Try(ImportRow row, RowTranslator translator, IRowChecker checker)
    {
        var (translated, problems) = translator.Translate(row);
        var judged = checker.Check(translated, translator.Columns);
        return new TriedRow(row.RowNumber, judged.Verdict, problems.Count == 0 ? judged.Reasons : [.. problems.Select(p => p.Text)], translated.Cells);
    }

    // A run that nobody keeps: the checker only asks it for its day.
    private static ImportRun RunOf(ImportDraft draft, IImportKind kind, DateOnly asOf) => new(
        Guid.CreateVersion7(draft.MadeAt), kind.Name, draft.FileName, draft.FileSha256, draft.FileBytes, kind.Layout.Name, draft.Encoding, asOf,
        true, false, ImportState.Received, ImportCounts.Zero, 0, null, null, null, draft.MadeBy, draft.MadeAt, null);
}

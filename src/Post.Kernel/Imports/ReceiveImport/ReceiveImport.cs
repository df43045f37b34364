using FluentValidation;
using MediatR;
using Post.Audit;
using Post.Kernel.Access;
using Post.Kernel.Data;
using Post.Kernel.Imports.Reading;
using Post.Kernel.Requests;
using Post.Kernel.Time;

namespace Post.Kernel.Imports.ReceiveImport;

/// <summary>Takes a kept file for import; refuses it here, with one clear reason, when it cannot be read at all.</summary>
/// <param name="Kind">Blank: whichever kind the header fits.</param>
/// <param name="FileName">As the sender named it; for people, and for the date in it.</param>
/// <param name="Sha256">Under which <see cref="ImportFiles"/> keeps it.</param>
/// <param name="AsOf">Legal date; null: the date in the file's name.</param>
/// <param name="DryRun">Read and report, and leave the record as it is.</param>
/// <param name="AllOrNothing">One rejected row keeps every row out.</param>
[Requires(KernelPermissions.Import)]
[Audited("import.received", DataClass.Personal, Fields = ["import"])]
public sealed record ReceiveImportCommand(
    string Kind, string FileName, string Sha256, DateOnly? AsOf, bool DryRun, bool AllOrNothing) : ICommand<Guid>;

internal sealed class ReceiveImportValidator : AbstractValidator<ReceiveImportCommand>
{
    private const int FileNameMaxLength = 255;

    public ReceiveImportValidator()
    {
        RuleFor(c => c.FileName).NotEmpty().MaximumLength(FileNameMaxLength);
        RuleFor(c => c.Sha256).Matches("^[0-9a-f]{64}$");
    }
}

internal sealed class ReceiveImportHandler(
    ImportKinds kinds,
    ImportFiles files,
    ImportRuns runs,
    ChangeContext change,
    AuditDraft draft,
    CurrentCaller caller,
    TimeProvider clock)
    : IRequestHandler<ReceiveImportCommand, Result<Guid>>
{
    public async Task<Result<Guid>> Handle(ReceiveImportCommand command, CancellationToken ct)
    {
        change.Summarise($"{command.FileName}{(command.DryRun ? ", dry run" : "")}");
        change.Artefact(Convert.FromHexString(command.Sha256));
        var inspection = await ImportFile.InspectAsync(files.PathOf(command.Sha256), ct);
        if (inspection.Refusal is { } unreadable) return new FileNotReadable(unreadable.Code, unreadable.Text);

        var header = ReadHeader(command.Sha256, inspection.Encoding!.Value);
        if (header.Refusal is { } headless) return new FileNotReadable(headless.Code, headless.Text);

        if (FindKind(command.Kind, header.Cells) is not { } kind) return UnknownKind(command.Kind);
        var mapping = ColumnMap.Find(kind.Layout, header.Cells);
        if (mapping.Map is null) return NotThisLayout(mapping.Refusals);

        if ((command.AsOf ?? AsOfDate.FromFileName(command.FileName)) is not { } asOf) return new AsOfNeeded(command.FileName);
        if (asOf > clock.Today()) return new AsOfInFuture(asOf);

        if (await runs.FindOpenAsync(kind.Name, command.Sha256, asOf, command.DryRun, ct) is { } open) return open.Id;
        var run = NewRun(command, kind, inspection, asOf);
        await runs.AddAsync(run, mapping.Map.ExtraColumns, ct);
        return run.Id;
    }

    private HeaderReading ReadHeader(string sha256, FileEncoding encoding)
    {
        using var reader = new RowReader(ImportFile.Open(files.PathOf(sha256)), encoding);
        return reader.ReadHeader();
    }

    private IImportKind? FindKind(string name, IReadOnlyList<string> header) =>
        name.Length == 0 ? kinds.FindByHeader(header) : kinds.Find(name);

    private Refusal UnknownKind(string name) => name.Length == 0
        ? new FileNotReadable("layout-unknown",
            "The header of this file fits none of the known layouts. Check that its first line holds the column names.")
        : new ImportKindUnknown(name, string.Join(", ", kinds.All.Select(k => k.Name)));

    private static FileNotReadable NotThisLayout(IReadOnlyList<ReadingRefusal> refusals) =>
        new(refusals[0].Code, string.Join(" ", refusals.Select(r => r.Text)));

    private ImportRun NewRun(ReceiveImportCommand command, IImportKind kind, FileInspection inspection, DateOnly asOf) => new(
        Guid.CreateVersion7(clock.GetUtcNow()), kind.Name, command.FileName, command.Sha256, inspection.Size, kind.Layout.Name,
        inspection.Encoding!.Value.Label(), asOf, command.DryRun, command.AllOrNothing, ImportState.Received,
        ImportCounts.Zero, 0, null, null, draft.Id, caller.Value.Name, clock.GetUtcNow(), null);
}

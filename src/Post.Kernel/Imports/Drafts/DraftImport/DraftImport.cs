using FluentValidation;
using MediatR;
using Post.Audit;
using Post.Kernel.Access;
using Post.Kernel.Data;
using Post.Kernel.Imports.Reading;
using Post.Kernel.Requests;

namespace Post.Kernel.Imports.Drafts.DraftImport;

/// <summary>Lays a kept file aside until somebody has said what its columns mean.</summary>
[Requires(KernelPermissions.Import)]
[Audited("import.drafted", DataClass.Personal, Fields = ["import"])]
public sealed record DraftImportCommand(string FileName, string Sha256, string? Kind, DateOnly? AsOf) : ICommand<Guid>;

internal sealed class DraftImportValidator : AbstractValidator<DraftImportCommand>
{
    private const int FileNameMaxLength = 255;

    public DraftImportValidator()
    {
        RuleFor(c => c.FileName).NotEmpty().MaximumLength(FileNameMaxLength);
        RuleFor(c => c.Sha256).Matches("^[0-9a-f]{64}$");
    }
}

internal sealed class DraftImportHandler(
    ImportFiles files, ImportDrafts drafts, ImportKinds kinds, ChangeContext change, CurrentCaller caller, TimeProvider clock)
    : IRequestHandler<DraftImportCommand, Result<Guid>>
{
    public async Task<Result<Guid>> Handle(DraftImportCommand command, CancellationToken ct)
    {
        change.Summarise(command.FileName);
        change.Artefact(Convert.FromHexString(command.Sha256));
        var inspection = await ImportFile.InspectAsync(files.PathOf(command.Sha256), ct);
        if (inspection.Refusal is { } unreadable) return new FileNotReadable(unreadable.Code, unreadable.Text);

        var kind = string.IsNullOrEmpty(command.Kind) ? null : kinds.Find(command.Kind)?.Name;
        var draft = new ImportDraft(
            Guid.CreateVersion7(clock.GetUtcNow()), command.FileName, command.Sha256, inspection.Size, inspection.Encoding!.Value.Label(),
            kind, command.AsOf, caller.Value.Name, clock.GetUtcNow(), null);
        await drafts.AddAsync(draft, ct);
        return draft.Id;
    }
}

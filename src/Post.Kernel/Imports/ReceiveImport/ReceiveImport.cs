using FluentValidation;
using MediatR;
using Post.Audit;
using Post.Kernel.Access;
using Post.Kernel.Data;
using Post.Kernel.Imports.Drafts;
using Post.Kernel.Imports.Profiles;
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
/// <param name="Profile">Its name, or the id of a version; blank: the one made for this header, if there is one.</param>
/// <param name="Draft">The draft in which its columns were mapped; it ends with this.</param>
/// <param name="SystemCode">Code of the registered system it comes from; blank: the one whose data the kind is.</param>
[Requires(KernelPermissions.Import)]
[Audited("import.received", DataClass.Personal, Fields = ["import"])]
public sealed record ReceiveImportCommand(
    string Kind, string FileName, string Sha256, DateOnly? AsOf, bool DryRun, bool AllOrNothing, string? Profile = null,
    Guid? Draft = null, string? SystemCode = null) : ICommand<Guid>;

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
    ImportRecognition recognition,
    ImportFiles files,
    ImportRuns runs,
    ImportDrafts drafts,
    ISourceSystems systems,
    ChangeContext change,
    AuditDraft draft,
    CurrentCaller caller,
    PermissionTable permissions,
    TimeProvider clock)
    : IRequestHandler<ReceiveImportCommand, Result<Guid>>
{
    public async Task<Result<Guid>> Handle(ReceiveImportCommand command, CancellationToken ct)
    {
        change.Summarise($"{command.FileName}{(command.DryRun ? ", dry run" : "")}");
        change.Artefact(Convert.FromHexString(command.Sha256));
        var path = files.PathOf(command.Sha256);
        var inspection = await ImportFile.InspectAsync(path, ct);
        if (inspection.Refusal is { } unreadable) return new FileNotReadable(unreadable.Code, unreadable.Text);

        var known = await recognition.RecogniseAsync(path, inspection.Encoding!.Value, command.Kind, command.Profile, ct);
        if (known.Refusal is { } unknown) return unknown;

        var recognised = known.Value;
        // Each database is kept by its own division: who may bring files in may not bring in every kind (8.03(2), 8.05).
        if (!permissions.Allows(caller.Value.Roles, recognised.Kind.Permission)) return new NotAllowed(recognised.Kind.Permission);
        var system = string.IsNullOrWhiteSpace(command.SystemCode) ? recognised.Kind.SystemCode : command.SystemCode.Trim();
        if ((await systems.InUseAsync(ct)).All(s => s.Code != system)) return new UnregisteredSystem(system);
        if ((command.AsOf ?? DayOf(recognised, command.FileName)) is not { } asOf) return new AsOfNeeded(command.FileName);
        if (asOf > clock.Today()) return new AsOfInFuture(asOf);

        if (command.Draft is { } mapped) await drafts.EndAsync(mapped, clock.GetUtcNow(), ct);
        var profile = recognised.Profile?.Id;
        if (await runs.FindOpenAsync(recognised.Kind.Name, command.Sha256, asOf, command.DryRun, profile, ct) is { } open) return open.Id;
        var run = NewRun(command, recognised, inspection, asOf, system);
        await runs.AddAsync(run, recognised.ExtraColumns, ct);
        return run.Id;
    }

    private DateOnly? DayOf(Recognised recognised, string fileName) => recognised.Profile?.AsOfRule switch
    {
        AsOfRule.Ask => null,
        AsOfRule.DayReceived => clock.Today(),
        _ => AsOfDate.FromFileName(fileName),
    };

    private ImportRun NewRun(ReceiveImportCommand command, Recognised recognised, FileInspection inspection, DateOnly asOf, string system) => new(
        Guid.CreateVersion7(clock.GetUtcNow()), recognised.Kind.Name, command.FileName, command.Sha256, inspection.Size,
        recognised.Kind.Layout.Name, inspection.Encoding!.Value.Label(), asOf, command.DryRun, command.AllOrNothing,
        ImportState.Received, ImportCounts.Zero, 0, null, null, draft.Id, caller.Value.Name, clock.GetUtcNow(), null)
    {
        ProfileId = recognised.Profile?.Id,
        ProfileName = recognised.Profile?.Name,
        SystemCode = system,
    };
}

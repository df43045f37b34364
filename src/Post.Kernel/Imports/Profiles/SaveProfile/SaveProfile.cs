using FluentValidation;
using MediatR;
using Post.Audit;
using Post.Kernel.Access;
using Post.Kernel.Data;
using Post.Kernel.Imports.Reading;
using Post.Kernel.Requests;

namespace Post.Kernel.Imports.Profiles.SaveProfile;

/// <summary>Keeps the rules by which files with this header are read; under a name in use they are its next version.</summary>
[Requires(KernelPermissions.ShapeImports)]
[Audited("import.profile.saved", DataClass.None)]
public sealed record SaveProfileCommand(
    string Kind,
    string Name,
    ReadingOptions Reading,
    AsOfRule AsOfRule,
    IReadOnlyList<string> Header,
    IReadOnlyList<FieldRule> Fields) : ICommand<Guid>;

internal sealed class SaveProfileValidator : AbstractValidator<SaveProfileCommand>
{
    public SaveProfileValidator()
    {
        RuleFor(c => c.Name).NotEmpty().WithMessage("Give the profile a name, such as that of the agency whose files it reads.")
            .MaximumLength(ImportProfile.NameMaxLength);
        RuleFor(c => c.Header).Must(h => h.Count <= ReadingLimits.Default.Columns).WithMessage("The header has too many columns.");
        RuleFor(c => c.Reading).Must(r => ReadingOptions.Delimiters.Contains(r.Delimiter)).WithMessage("The separator is not one that files have.");
    }
}

internal sealed class SaveProfileHandler(ImportKinds kinds, ImportProfiles profiles, ChangeContext change, CurrentCaller caller, TimeProvider clock)
    : IRequestHandler<SaveProfileCommand, Result<Guid>>
{
    public async Task<Result<Guid>> Handle(SaveProfileCommand command, CancellationToken ct)
    {
        if (kinds.Find(command.Kind) is not { } kind) return new ImportKindUnknown(command.Kind, string.Join(", ", kinds.All.Select(k => k.Name)));
        if (ProfileCheck.Problems(kind, command.Fields, command.Header) is { Count: > 0 } problems)
        {
            return new ProfileNotWhole([.. problems.Select(p => p.Text)]);
        }

        var (name, now) = (command.Name.Trim(), clock.GetUtcNow());
        await profiles.LockNameAsync(kind.Name, name, ct);
        var versions = await profiles.VersionsAsync(kind.Name, name, ct);
        var before = versions.FirstOrDefault(v => v.Live);
        // The same rules once more are no new version: a person who tries a file twice changes nothing.
        if (before is not null && Same(before, command)) return before.Id;

        var profile = new ImportProfile(
            Guid.CreateVersion7(now), kind.Name, name, versions.Count == 0 ? 1 : versions[0].Version + 1, command.Reading, command.AsOfRule,
            command.Header, command.Fields, caller.Value.Name, now);
        if (before is not null) await profiles.SupersedeAsync(before.Id, now, ct);
        await profiles.AddAsync(profile, ct);
        change.Summarise($"{kind.Name}: “{name}”, version {profile.Version}");
        change.Changed("rules", before is null ? null : FieldRules.Write(before.Fields), FieldRules.Write(profile.Fields));
        return profile.Id;
    }

    private static bool Same(ImportProfile before, SaveProfileCommand command) =>
        before.Reading == command.Reading && before.AsOfRule == command.AsOfRule && before.Header.SequenceEqual(command.Header)
        && FieldRules.Write(before.Fields) == FieldRules.Write(command.Fields);
}

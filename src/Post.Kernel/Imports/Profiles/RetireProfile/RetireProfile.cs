using FluentValidation;
using MediatR;
using Post.Audit;
using Post.Kernel.Access;
using Post.Kernel.Data;
using Post.Kernel.Requests;

namespace Post.Kernel.Imports.Profiles.RetireProfile;

/// <summary>Takes a profile out of use; runs that were read by it keep it, and its name may be used again.</summary>
[Requires(KernelPermissions.ShapeImports)]
[Audited("import.profile.retired", DataClass.None)]
public sealed record RetireProfileCommand(Guid ProfileId, string Because) : ICommand<Done>;

internal sealed class RetireProfileValidator : AbstractValidator<RetireProfileCommand>
{
    private const int BecauseMaxLength = 500;

    public RetireProfileValidator() =>
        RuleFor(c => c.Because).NotEmpty().WithMessage("Say why the profile is no longer used.").MaximumLength(BecauseMaxLength);
}

internal sealed class RetireProfileHandler(ImportProfiles profiles, ChangeContext change, CurrentCaller caller, TimeProvider clock)
    : IRequestHandler<RetireProfileCommand, Result<Done>>
{
    public async Task<Result<Done>> Handle(RetireProfileCommand command, CancellationToken ct)
    {
        if (await profiles.FindAsync(command.ProfileId, ct) is not { } found) return new NotFound("This profile");
        await profiles.LockNameAsync(found.Kind, found.Name, ct);
        if (await profiles.FindAsync(command.ProfileId, ct) is not { Live: true } profile) return new ProfileNotLive(found.Name);
        await profiles.RetireAsync(profile.Id, clock.GetUtcNow(), caller.Value.Name, command.Because, ct);
        change.Summarise($"{profile.Kind}: “{profile.Name}”, version {profile.Version}");
        change.Because(command.Because);
        return Done.Instance;
    }
}

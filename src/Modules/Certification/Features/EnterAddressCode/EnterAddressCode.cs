using FluentValidation;
using MediatR;
using Post.Audit;
using Post.Certification.Personal;
using Post.Kernel.Notices.Addresses;
using Post.Kernel.Requests;

namespace Post.Certification.Features.EnterAddressCode;

/// <summary>
/// An officer enters the code that went to an address of their own. One that does not fit is counted and kept on record, so the answer says
/// so and is no refusal, which would undo the count (12.07(1)(b)1).
/// </summary>
[Requires(CertificationPermissions.UseOwnRecord)]
[Audited("own-address.code-entered", DataClass.Personal, Fields = ["contact"])]
internal sealed record EnterAddressCodeCommand(Guid AddressId, string? Code) : ICommand<CodeTried>;

internal sealed class EnterAddressCodeValidator : AbstractValidator<EnterAddressCodeCommand>
{
    public EnterAddressCodeValidator() => RuleFor(c => c.Code)
        .NotEmpty().WithMessage("Enter the code from the mail.")
        .MaximumLength(AddressChallenges.CodeMaxLength).WithMessage("That is longer than a code. Enter the code alone.");
}

internal sealed class EnterAddressCodeHandler(OwnAddress own, AddressChallenges challenges) : IRequestHandler<EnterAddressCodeCommand, Result<CodeTried>>
{
    public async Task<Result<CodeTried>> Handle(EnterAddressCodeCommand command, CancellationToken ct)
    {
        var found = await own.FindAsync(command.AddressId, ct);
        return found.Refusal is { } refusal ? refusal : await challenges.TryCodeAsync(found.Value.Point, command.Code!, ct);
    }
}

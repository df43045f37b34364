using FluentValidation;
using MediatR;
using Post.Audit;
using Post.Certification.Domain;
using Post.Certification.Instructions;
using Post.Kernel.Requests;

namespace Post.Certification.Features.EndInstruction;

/// <summary>The Commission ends an instruction to liaisons; it stays readable with the reason.</summary>
[Requires(CertificationPermissions.InstructLiaisons)]
[Audited("liaison-instruction.ended", DataClass.None)]
internal sealed record EndInstructionCommand(Guid SeriesId, string Because) : ICommand<Done>;

internal sealed class EndInstructionValidator : AbstractValidator<EndInstructionCommand>
{
    public EndInstructionValidator() => RuleFor(c => c.Because).NotEmpty().WithMessage("Say why.").MaximumLength(LiaisonInstruction.ReasonMaxLength);
}

internal sealed class EndInstructionHandler(InstructionDesk desk) : IRequestHandler<EndInstructionCommand, Result<Done>>
{
    public Task<Result<Done>> Handle(EndInstructionCommand command, CancellationToken ct) => desk.EndAsync(agency: null, command.SeriesId, command.Because, ct);
}

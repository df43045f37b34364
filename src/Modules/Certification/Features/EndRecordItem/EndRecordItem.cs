using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.Audit;
using Post.Certification.Data;
using Post.Certification.Domain;
using Post.Certification.Records;
using Post.Kernel.Access;
using Post.Kernel.Data;
using Post.Kernel.Requests;
using Post.Kernel.Time;

namespace Post.Certification.Features.EndRecordItem;

/// <summary>Staff end a record that was designated: it is asked for no more from today on, and what agencies said of it stays (12.04(1)(b)9).</summary>
[Requires(CertificationPermissions.DesignateRecords)]
[Audited("record-item.ended", DataClass.None)]
internal sealed record EndRecordItemCommand(Guid Id, string Because) : ICommand<Done>;

internal sealed class EndRecordItemValidator : AbstractValidator<EndRecordItemCommand>
{
    public EndRecordItemValidator() => RuleFor(c => c.Because).NotEmpty().WithMessage("Say why.")
        .MaximumLength(RecordDesignation.ReasonMaxLength).WithMessage("Shorten the reason to {MaxLength} characters.");
}

internal sealed class EndRecordItemHandler(CertificationDb db, CurrentCaller caller, ChangeContext change, TimeProvider clock)
    : IRequestHandler<EndRecordItemCommand, Result<Done>>
{
    public async Task<Result<Done>> Handle(EndRecordItemCommand command, CancellationToken ct)
    {
        var designation = await db.RecordDesignations.SingleOrDefaultAsync(d => d.Id == command.Id, ct);
        if (designation is null) return new NotFound("This record");
        if (designation.EndedOn is not null) return new DesignationEnded();
        designation.End(clock.Today(), command.Because.Trim(), caller.Value.Name);
        change.Summarise(designation.Words);
        change.Because(command.Because.Trim());
        await db.SaveChangesAsync(ct);
        return Done.Instance;
    }
}

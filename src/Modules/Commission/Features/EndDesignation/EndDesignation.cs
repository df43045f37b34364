using System.Globalization;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.Audit;
using Post.Commission.Data;
using Post.Commission.Domain;
using Post.Kernel.Data;
using Post.Kernel.Requests;

namespace Post.Commission.Features.EndDesignation;

/// <summary>Says on which day a designation is the last time good; the row as it stood stays, superseded.</summary>
[Requires(CommissionPermissions.RecordDesignations)]
[Audited("designation.ended", DataClass.None)]
internal sealed record EndDesignationCommand(Guid DesignationId, DateOnly LastDay, string Reason) : ICommand<Done>;

internal sealed class EndDesignationValidator : AbstractValidator<EndDesignationCommand>
{
    public EndDesignationValidator()
    {
        RuleFor(c => c.LastDay).NotEqual(default(DateOnly)).WithMessage("Give the last day.");
        RuleFor(c => c.Reason).NotEmpty().WithMessage("Say why it ends.").MaximumLength(RegisterRow.ReasonMaxLength);
    }
}

internal sealed record EndsOutsideItsTime(DateOnly BeginsOn)
    : Refusal($"The last day lies before the first ({BeginsOn:yyyy-MM-dd}), or the designation ends sooner already.");

internal sealed class EndDesignationHandler(CommissionDb db, Registrar registrar, ChangeContext change)
    : IRequestHandler<EndDesignationCommand, Result<Done>>
{
    public async Task<Result<Done>> Handle(EndDesignationCommand command, CancellationToken ct)
    {
        var before = await db.Designations.InPresent().SingleOrDefaultAsync(d => d.DesignationId == command.DesignationId, ct);
        if (before is null) return new NotFound("This designation");
        if (command.LastDay < before.BeginsOn || before.EndsOn <= command.LastDay) return new EndsOutsideItsTime(before.BeginsOn);

        registrar.Replace(before, Shortened(before, command.LastDay), command.Reason);
        change.Changed(
            "last day", before.EndsOn?.ToString("O", CultureInfo.InvariantCulture), command.LastDay.ToString("O", CultureInfo.InvariantCulture));
        change.Summarise($"{before.Name}, {before.Capacity} of {before.OfficeCode}");
        change.Because(command.Reason.Trim());
        await db.SaveChangesAsync(ct);
        return Done.Instance;
    }

    private static Designation Shortened(Designation before, DateOnly lastDay) => new()
    {
        DesignationId = before.DesignationId,
        OfficeCode = before.OfficeCode,
        Capacity = before.Capacity,
        AccountId = before.AccountId,
        Name = before.Name,
        Purposes = before.Purposes,
        BeginsOn = before.BeginsOn,
        EndsOn = lastDay,
        Authority = before.Authority,
    };
}

using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.AccessReview.Data;
using Post.AccessReview.Domain;
using Post.AccessReview.Register;
using Post.Audit;
using Post.Commission.Contracts;
using Post.Kernel.Requests;

namespace Post.AccessReview.Features.AssignMatter;

/// <summary>Puts somebody on a matter; from then on the matter is open to them.</summary>
[Requires(AccessReviewPermissions.KeepMatters)]
[Audited("matter.assigned", DataClass.None)]
internal sealed record AssignMatterCommand(Guid MatterId, Guid AccountId, MatterPart Part) : ICommand<Done>;

internal sealed class AssignMatterHandler(AccessReviewDb db, MatterRegister register, IStaffDirectory staff)
    : IRequestHandler<AssignMatterCommand, Result<Done>>
{
    public async Task<Result<Done>> Handle(AssignMatterCommand command, CancellationToken ct)
    {
        var number = await db.Matters.Where(m => m.Id == command.MatterId).Select(m => m.Number).SingleOrDefaultAsync(ct);
        if (number is null) return new NotFound("This matter");
        var person = (await staff.ListAsync(ct)).FirstOrDefault(s => s.AccountId == command.AccountId);
        return person is null
            ? new NotFound("This person")
            : await register.AssignAsync(number, person.AccountId, person.Name, command.Part is MatterPart.Supervises, ct);
    }
}

using MediatR;
using Post.App.Access;
using Post.Audit;
using Post.Certification.Contracts;
using Post.Kernel.Access;
using Post.Kernel.Data;
using Post.Kernel.Requests;

namespace Post.App.AgencySide;

/// <summary>Whoever acts for several agencies says for which; the capacity held there comes with it.</summary>
[Requires(AccessPermissions.ChooseAgency)]
[Audited("agency.chosen", DataClass.None)]
internal sealed record ChooseAgencyCommand(Guid AgencyId) : ICommand<ActsFor>;

/// <summary>One answer for another's agency and for none.</summary>
internal sealed record NotYourAgency() : Refusal("You are not on record as acting for that agency today.")
{
    public override RefusalKind Kind => RefusalKind.Forbidden;
}

internal sealed class ChooseAgencyHandler(IAgencyMembers members, CurrentCaller caller, ChangeContext change)
    : IRequestHandler<ChooseAgencyCommand, Result<ActsFor>>
{
    public async Task<Result<ActsFor>> Handle(ChooseAgencyCommand command, CancellationToken ct)
    {
        change.Summarise($"agency {command.AgencyId}");
        var acts = caller.Value.Id is { } account ? await members.OfAccountAsync(account, ct) : [];
        if (acts.FirstOrDefault(a => a.AgencyId == command.AgencyId) is not { } chosen) return new NotYourAgency();
        change.Changed("acts for", caller.Value.Organisation, chosen.AgencyId.ToString());
        return chosen;
    }
}

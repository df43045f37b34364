using FluentValidation;
using MediatR;
using Post.App.Access;
using Post.App.Identity;
using Post.Audit;
using Post.Kernel.Requests;

namespace Post.App.Administration;

/// <summary>Records who answers for an account from outside and until when; the record before it ends.</summary>
[Requires(AccessPermissions.ManageAccounts)]
[Audited("account.sponsored", DataClass.None)]
internal sealed record SponsorAccountCommand(Guid Id, Guid? SponsorId, DateOnly? EndsOn, string? Reason) : ICommand<Done>;

internal sealed class SponsorAccountValidator : AbstractValidator<SponsorAccountCommand>
{
    public SponsorAccountValidator() => RuleFor(c => c.Reason).MustSayWhy();
}

internal sealed class SponsorAccountHandler(AccountDesk desk, Sponsorships sponsorships) : IRequestHandler<SponsorAccountCommand, Result<Done>>
{
    public async Task<Result<Done>> Handle(SponsorAccountCommand command, CancellationToken ct)
    {
        var taken = await desk.TakeAsync(command.Id, command.Reason, ct);
        if (taken.Refusal is { } refusal) return refusal;
        if (!Sponsorships.NeedsOne(taken.Value.Kind)) return new NeedsNoSponsor();
        return await sponsorships.RecordAsync(taken.Value, new SponsorToRecord(command.SponsorId, command.EndsOn, command.Reason), ct) is { } unfit
            ? unfit
            : Done.Instance;
    }
}

using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Post.App.Access;
using Post.App.Administration;
using Post.Audit;
using Post.Kernel.Access;
using Post.Kernel.Data;
using Post.Kernel.Requests;

namespace Post.App.Identity;

/// <summary>Makes an account for somebody, with the roles it starts with.</summary>
[Requires(AccessPermissions.ManageAccounts)]
[Audited("account.added", DataClass.None)]
internal sealed record AddAccountCommand(
    string UserName, string DisplayName, ActorKind Kind, IReadOnlyList<string> Roles, string Password) : ICommand<Guid>
{
    /// <summary>Who of the Commission answers for it, until when and why: for vendors, contractors and agents alone.</summary>
    public SponsorToRecord Sponsor { get; init; } = SponsorToRecord.Nobody;
}

internal sealed class AddAccountValidator : AbstractValidator<AddAccountCommand>
{
    public AddAccountValidator()
    {
        RuleFor(c => c.UserName).NotEmpty().MaximumLength(256);
        RuleFor(c => c.DisplayName).NotEmpty().MaximumLength(Account.DisplayNameMaxLength);
        RuleFor(c => c.Roles).NotEmpty();
        RuleForEach(c => c.Roles).Must(Roles.OfPeople.Contains).WithMessage("{PropertyValue} is not a role that a person can hold.");
    }
}

/// <summary>The account cannot be made; the words are those of the password and name rules.</summary>
internal sealed record AccountNotMade(string Why) : Refusal(Why)
{
    public override RefusalKind Kind => RefusalKind.Invalid;
}

internal sealed class AddAccountHandler(
    UserManager<Account> accounts, IdentityDb db, Sponsorships sponsorships, ChangeContext change, TimeProvider clock)
    : IRequestHandler<AddAccountCommand, Result<Guid>>
{
    public async Task<Result<Guid>> Handle(AddAccountCommand command, CancellationToken ct)
    {
        var account = Accounts.New(command.UserName, command.DisplayName, command.Kind, clock);
        var made = await accounts.CreateAsync(account, command.Password);
        if (!made.Succeeded) return new AccountNotMade(string.Join(" ", made.Errors.Select(e => e.Description)));
        if (await sponsorships.RecordAsync(account, command.Sponsor, ct) is { } unfit) return unfit;
        Accounts.Grant(account, command.Roles, change, clock);
        await db.SaveChangesAsync(ct);
        return account.Id;
    }
}

/// <summary>Gives and takes the roles of an account; open sessions end, so that the change counts at once.</summary>
[Requires(AccessPermissions.ManageAccounts)]
[Audited("account.roles.changed", DataClass.None)]
internal sealed record ChangeRolesCommand(Guid AccountId, IReadOnlyList<string> Roles) : ICommand<Done>
{
    public string? Reason { get; init; }
}

internal sealed class ChangeRolesHandler(AccountDesk desk, ChangeContext change, TimeProvider clock)
    : IRequestHandler<ChangeRolesCommand, Result<Done>>
{
    public async Task<Result<Done>> Handle(ChangeRolesCommand command, CancellationToken ct)
    {
        var taken = await desk.TakeAsync(command.AccountId, command.Reason, ct);
        if (taken.Refusal is { } refusal) return refusal;
        if (command.Roles.FirstOrDefault(r => !Roles.OfPeople.Contains(r)) is { } unknown)
        {
            return new AccountNotMade($"{unknown} is not a role that a person can hold.");
        }

        var account = taken.Value;
        foreach (var ended in account.Grants.Where(g => g.EndedAt is null && !command.Roles.Contains(g.Role)))
        {
            ended.EndedAt = clock.GetUtcNow();
            change.Changed("role", ended.Role, null);
        }

        Accounts.Grant(account, command.Roles.Except(account.RolesInForce), change, clock);
        return await desk.ChangedAsync(account, ct);
    }
}

internal static class Accounts
{
    public static Account New(string userName, string displayName, ActorKind kind, TimeProvider clock) => new()
    {
        Id = Guid.CreateVersion7(clock.GetUtcNow()),
        UserName = userName,
        DisplayName = displayName,
        Kind = kind,
    };

    public static void Grant(Account account, IEnumerable<string> roles, ChangeContext change, TimeProvider clock)
    {
        foreach (var role in roles)
        {
            var now = clock.GetUtcNow();
            account.Grants.Add(new RoleGrant { Id = Guid.CreateVersion7(now), AccountId = account.Id, Role = role, GrantedAt = now });
            change.Changed("role", null, role);
        }
    }
}

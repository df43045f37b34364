using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.Audit;
using Post.Certification.Contracts;
using Post.Certification.Data;
using Post.Certification.Domain;
using Post.Kernel.Access;
using Post.Kernel.Data;
using Post.Kernel.Requests;
using Post.Kernel.Time;

namespace Post.Certification.Features.RenameAgency;

/// <summary>Records that an agency bore a name from a day on, up to where the next name on record begins.</summary>
[Requires(CertificationPermissions.KeepAgencies)]
[Audited("agency.renamed", DataClass.None, Fields = ["names"])]
internal sealed record RenameAgencyCommand(Guid AgencyId, string Name, DateOnly? From, string Authority, string Reason) : ICommand<Done>;

internal sealed class RenameAgencyValidator : AbstractValidator<RenameAgencyCommand>
{
    public RenameAgencyValidator(TimeProvider clock)
    {
        RuleFor(c => c.Name).Must(n => AgencySpelling.FoldOf(n).Length > 0).WithMessage("Write the name with letters.");
        RuleFor(c => c.Name).MaximumLength(LawEnforcementAgency.NameMaxLength)
            .WithMessage($"Shorten the name to {LawEnforcementAgency.NameMaxLength} characters.");
        RuleFor(c => c.From).NotNull().WithMessage("Give the first day of the name.");
        RuleFor(c => c.From).Must(day => day <= clock.Today()).When(c => c.From is not null)
            .WithMessage("A name is recorded once it holds: that day has not come yet.");
        RuleFor(c => c.Authority).NotEmpty().WithMessage("Say what it rests on: the act, vote, bylaw or letter, with its date.");
        RuleFor(c => c.Authority).MaximumLength(AgencySuccession.AuthorityMaxLength)
            .WithMessage($"Shorten the authority to {AgencySuccession.AuthorityMaxLength} characters.");
        RuleFor(c => c.Reason).NotEmpty().WithMessage("Say how you know: the reason is kept with the record.");
        RuleFor(c => c.Reason).MaximumLength(AgencySuccession.ReasonMaxLength)
            .WithMessage($"Shorten the reason to {AgencySuccession.ReasonMaxLength} characters.");
    }
}

internal sealed class RenameAgencyHandler(CertificationDb db, ChangeContext change, CurrentCaller caller, TimeProvider clock)
    : IRequestHandler<RenameAgencyCommand, Result<Done>>
{
    public async Task<Result<Done>> Handle(RenameAgencyCommand command, CancellationToken ct)
    {
        var name = command.Name.Trim();
        var agency = await db.LawEnforcementAgencies.AsNoTracking().SingleOrDefaultAsync(a => a.Id == command.AgencyId, ct);
        if (agency is null) return new NotFound("This agency");
        var names = await db.LawEnforcementAgencyNames.Where(n => n.AgencyId == agency.Id && n.SupersededAt == null).ToListAsync(ct);
        var present = names.Single(n => n.ValidTo is null);
        if (agency.MergedIntoId is not null) return new ProvedToBeAnother(present.Name);
        if (agency.Provisional) return new StillASpelling(present.Name);

        if (await ClaimSpellingAsync(agency.Id, name, ct) is { } refusal) return refusal;
        var before = names.ConvertAll(n => new NameSpan(n.Name, n.ValidFrom, n.ValidTo));
        var after = NameSpan.With(before, name, command.From!.Value);
        if (after.Count == before.Count && after.All(before.Contains)) return new NameKnownAlready(name, command.From.Value);

        foreach (var row in names.Where(n => !after.Contains(new NameSpan(n.Name, n.ValidFrom, n.ValidTo))))
        {
            row.Supersede(clock.GetUtcNow());
        }

        foreach (var span in after.Except(before)) db.LawEnforcementAgencyNames.Add(Row(agency.Id, span, command, names));
        await db.SaveChangesAsync(ct);
        change.Because(command.Reason.Trim());
        change.Changed($"name from {command.From:yyyy-MM-dd}", NameOn(before, command.From.Value), name);
        db.Publish(new LawEnforcementAgenciesChanged([agency.Id]));
        return Done.Instance;
    }

    // A name is a spelling too; one that stands for another agency, or for none, cannot be this one's.
    private async Task<Refusal?> ClaimSpellingAsync(Guid agencyId, string name, CancellationToken ct)
    {
        var folded = AgencySpelling.FoldOf(name);
        var holder = await db.Spellings.SingleOrDefaultAsync(s => s.Folded == folded, ct);
        if (holder is not null) return holder.AgencyId == agencyId ? null : new NameOfAnotherAgency(name);
        db.Spellings.Add(AgencySpelling.OfName(Guid.CreateVersion7(clock.GetUtcNow()), name, agencyId, clock.GetUtcNow()));
        return null;
    }

    // A name that only lost days keeps what it rested on; the new one rests on this command.
    private LawEnforcementAgencyName Row(Guid agencyId, NameSpan span, RenameAgencyCommand command, List<LawEnforcementAgencyName> known)
    {
        var own = span.Name == command.Name.Trim();
        var old = own ? null : known.Find(n => n.Name == span.Name && n.ValidFrom <= span.From);
        return new LawEnforcementAgencyName
        {
            Id = Guid.CreateVersion7(clock.GetUtcNow()),
            AgencyId = agencyId,
            Name = span.Name,
            ValidFrom = span.From,
            ValidTo = span.Until,
            RecordedAt = clock.GetUtcNow(),
            Authority = own ? command.Authority.Trim() : old?.Authority,
            Reason = own ? command.Reason.Trim() : old?.Reason,
            RecordedByName = own ? caller.Value.Name : old?.RecordedByName,
        };
    }

    private static string? NameOn(List<NameSpan> names, DateOnly day) =>
        names.Find(n => n.From <= day && (n.Until is null || n.Until > day))?.Name;
}

internal sealed record NameKnownAlready(string Name, DateOnly From)
    : Refusal($"The record says already that the agency bore the name “{Name}” on {Days.Of(From)}. Nothing was changed.");

internal sealed record NameOfAnotherAgency(string Name)
    : Refusal($"“{Name}” is a spelling of another entry, or names no agency. Decide about that spelling first.");

using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.Audit;
using Post.Commission.Contracts;
using Post.Commission.Data;
using Post.Commission.Domain;
using Post.Kernel.Data;
using Post.Kernel.Requests;
using Post.Kernel.Time;

namespace Post.Commission.Features.ReviewDesign;

/// <summary>Records the consultation on a design or acquisition, and closes it when all took part (8.07(1)).</summary>
[Requires(CommissionPermissions.KeepSystems)]
[Audited("system.design-reviewed", DataClass.None)]
internal sealed record ReviewDesignCommand(
    Guid? ReviewId, Guid SystemId, ReviewOccasion Occasion, string Subject, Guid? RecordsAccessOfficer, Guid? TechnologyOfficer,
    IReadOnlyList<string> Consulted, ReviewAnswer MachineReadable, ReviewAnswer Segregation, string? Findings, bool Close) : ICommand<Guid>;

internal sealed class ReviewDesignValidator : AbstractValidator<ReviewDesignCommand>
{
    public ReviewDesignValidator()
    {
        RuleFor(c => c.Subject).NotEmpty().WithMessage("Say what is designed or acquired.").MaximumLength(RegisteredSystem.TextMaxLength);
        RuleForEach(c => c.Consulted).Must(DesignReview.Consultees.Contains).WithMessage("Choose who was consulted from the list.");
        RuleFor(c => c.Findings).MaximumLength(RegisterRow.ReasonMaxLength);
    }
}

internal sealed class ReviewDesignHandler(
    CommissionDb db, IDesignations designations, Registrar registrar, ChangeContext change, TimeProvider clock)
    : IRequestHandler<ReviewDesignCommand, Result<Guid>>
{
    public async Task<Result<Guid>> Handle(ReviewDesignCommand command, CancellationToken ct)
    {
        if (!await db.Systems.InPresent().AnyAsync(s => s.SystemId == command.SystemId, ct)) return new NotFound("This system");
        var before = await db.DesignReviews.InPresent().SingleOrDefaultAsync(r => r.ReviewId == command.ReviewId, ct);
        if (command.ReviewId is not null && before?.SystemId != command.SystemId) return new NotFound("This review");
        if (before?.ClosedOn is not null) return new ReviewClosed();
        var records = await NameAsync(Offices.RecordsAccessOfficer, "system-design", command.RecordsAccessOfficer, ct);
        if (records.Refusal is { } noRecordsOfficer) return noRecordsOfficer;
        var technology = await NameAsync(Offices.ChiefTechnologyOfficer, "system-design-technology", command.TechnologyOfficer, ct);
        if (technology.Refusal is { } noTechnologyOfficer) return noTechnologyOfficer;

        var review = ReviewOf(command, before?.ReviewId ?? registrar.NewId(), records.Value.Name, technology.Value.Name);
        if (command.Close && review.Missing().ToList() is { Count: > 0 } missing) return new ReviewIncomplete(missing);
        if (before is null) registrar.Enter(review);
        else registrar.Replace(before, review, null);
        change.Changed("design review", before is null ? null : "open", review.ClosedOn is null ? "open" : "closed");
        change.Summarise($"{review.Subject}: {string.Join(", ", review.Consulted)}");
        await db.SaveChangesAsync(ct);
        return review.ReviewId;
    }

    // Whoever is named as the officer must be the officer, or act for the officer, on that day.
    private async Task<Result<NameOfOne>> NameAsync(string office, string purpose, Guid? account, CancellationToken ct)
    {
        if (account is null) return new NameOfOne(null);
        var acting = await designations.MayActAsync(new ActingQuestion(office, purpose, account, clock.Today()), ct);
        return acting.Refusal is { } refusal ? refusal : new NameOfOne(acting.Value.Name);
    }

    private DesignReview ReviewOf(ReviewDesignCommand command, Guid reviewId, string? records, string? technology) => new()
    {
        ReviewId = reviewId,
        SystemId = command.SystemId,
        Occasion = command.Occasion,
        Subject = command.Subject.Trim(),
        RecordsAccessOfficer = records,
        TechnologyOfficer = technology,
        Consulted = [.. command.Consulted.Distinct()],
        MachineReadable = command.MachineReadable,
        Segregation = command.Segregation,
        Findings = string.IsNullOrWhiteSpace(command.Findings) ? null : command.Findings.Trim(),
        ClosedOn = command.Close ? clock.Today() : null,
    };

    private sealed record NameOfOne(string? Name);
}

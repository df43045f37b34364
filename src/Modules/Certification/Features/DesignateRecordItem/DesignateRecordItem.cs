using FluentValidation;
using MediatR;
using Post.Audit;
using Post.Certification.Data;
using Post.Certification.Domain;
using Post.Certification.Records;
using Post.Kernel.Access;
using Post.Kernel.Data;
using Post.Kernel.Requests;

namespace Post.Certification.Features.DesignateRecordItem;

/// <summary>A further record, as staff designate it.</summary>
public sealed record DesignationSaid(CycleType? Type, string? Words, RecordSourceKind? SourceKind, string? Source, DateOnly? EffectiveOn);

/// <summary>Staff designate a further record that agencies keep of a certification, from a day on (12.04(1)(b)9).</summary>
[Requires(CertificationPermissions.DesignateRecords)]
[Audited("record-item.designated", DataClass.None)]
internal sealed record DesignateRecordItemCommand(DesignationSaid Said) : ICommand<Done>;

internal sealed class DesignateRecordItemValidator : AbstractValidator<DesignateRecordItemCommand>
{
    public DesignateRecordItemValidator()
    {
        RuleFor(c => c.Said.Type).NotNull().IsInEnum().WithMessage("Say of which certification the record is.");
        RuleFor(c => c.Said.Words).NotEmpty().WithMessage("Name the record.").MaximumLength(RecordDesignation.WordsMaxLength)
            .WithMessage("Shorten it to {MaxLength} characters.");
        RuleFor(c => c.Said.Source).MaximumLength(RecordDesignation.SourceMaxLength).WithMessage("Shorten it to {MaxLength} characters.");
        RuleFor(c => c.Said.SourceKind).IsInEnum().WithMessage("Say what asks for it.");
        RuleFor(c => c.Said.EffectiveOn).NotNull().WithMessage("Give the day from which it is asked for.");
    }
}

internal sealed class DesignateRecordItemHandler(CertificationDb db, CurrentCaller caller, ChangeContext change, TimeProvider clock)
    : IRequestHandler<DesignateRecordItemCommand, Result<Done>>
{
    public async Task<Result<Done>> Handle(DesignateRecordItemCommand command, CancellationToken ct)
    {
        var said = command.Said;
        if (said.SourceKind is not { } kind || string.IsNullOrWhiteSpace(said.Source)) return new SourceRequired();
        db.RecordDesignations.Add(new RecordDesignation
        {
            Id = Guid.CreateVersion7(clock.GetUtcNow()),
            OfType = said.Type!.Value,
            Words = said.Words!.Trim(),
            SourceKind = kind,
            Source = said.Source.Trim(),
            EffectiveOn = said.EffectiveOn!.Value,
            RecordedAt = clock.GetUtcNow(),
            RecordedBy = caller.Value.Id,
            RecordedByName = caller.Value.Name,
        });
        change.Summarise(said.Words.Trim());
        change.Changed("asked for from", null, $"{said.EffectiveOn:yyyy-MM-dd}");
        change.Because(said.Source.Trim());
        await db.SaveChangesAsync(ct);
        return Done.Instance;
    }
}

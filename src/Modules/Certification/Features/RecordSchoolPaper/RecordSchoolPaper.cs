using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.Audit;
using Post.Certification.Contracts;
using Post.Certification.Data;
using Post.Certification.Domain;
using Post.Certification.Members;
using Post.Certification.Schools;
using Post.Kernel.Access;
using Post.Kernel.Data;
using Post.Kernel.Requests;
using Post.Kernel.Time;

namespace Post.Certification.Features.RecordSchoolPaper;

/// <summary>An agreement with a school body, or a version of operating procedures, as the agency tells it.</summary>
public sealed record SchoolPaperSaid(
    string? Kind, string? Title, string? Parties, string? SchoolBody, DateOnly? From, DateOnly? Until, string? KeptAt);

/// <summary>
/// The head or a liaison records an agreement with a school body or a version of the operating procedures, or corrects an entry; what kind it
/// is stays (12.04(1)(c)2-3).
/// </summary>
[Requires(CertificationPermissions.KeepSchoolService)]
[Audited("own-agency.school-paper.recorded", DataClass.None, Fields = ["employment"])]
internal sealed record RecordSchoolPaperCommand(Guid? SeriesId, SchoolPaperSaid Said) : ICommand<Done>;

internal sealed class RecordSchoolPaperValidator : AbstractValidator<RecordSchoolPaperCommand>
{
    private const string TooLong = "Shorten it to {MaxLength} characters.";

    public RecordSchoolPaperValidator()
    {
        RuleFor(c => c.Said.Kind).IsEnumName(typeof(SchoolPaperKind)).When(c => c.SeriesId is null).WithMessage("Say whether it is an agreement or operating procedures.");
        RuleFor(c => c.Said.Kind).NotEmpty().When(c => c.SeriesId is null).WithMessage("Say whether it is an agreement or operating procedures.");
        RuleFor(c => c.Said.Title).MaximumLength(SchoolPaper.WordsMaxLength).WithMessage(TooLong);
        RuleFor(c => c.Said.Parties).MaximumLength(SchoolPaper.WordsMaxLength).WithMessage(TooLong);
        RuleFor(c => c.Said.SchoolBody).MaximumLength(SchoolPaper.WordsMaxLength).WithMessage(TooLong);
        RuleFor(c => c.Said.KeptAt).MaximumLength(SchoolPaper.WordsMaxLength).WithMessage(TooLong);
    }
}

internal sealed class RecordSchoolPaperHandler(
    CertificationDb db, ActingMembers acting, ChangeContext change, CurrentCaller caller, TimeProvider clock)
    : IRequestHandler<RecordSchoolPaperCommand, Result<Done>>
{
    public async Task<Result<Done>> Handle(RecordSchoolPaperCommand command, CancellationToken ct)
    {
        var acts = await acting.HoldAsync(MemberCapacity.Liaison, ct);
        if (acts.Refusal is { } refusal) return refusal;
        var agency = acts.Value.AgencyId;
        var corrected = command.SeriesId is { } series
            ? await db.SchoolPapers.AsNoTracking().SingleOrDefaultAsync(p => p.SeriesId == series && p.AgencyId == agency && p.SupersededAt == null, ct)
            : null;
        if (command.SeriesId is not null && corrected is null) return new NotFound("This entry");
        var kind = corrected?.Kind ?? Enum.Parse<SchoolPaperKind>(command.Said.Kind!);
        if (WhyNot(command.Said, kind) is { } unfit) return unfit;
        var entry = Entry(command.Said, kind, agency, corrected?.SeriesId);
        var known = await db.SchoolPapers.AsNoTracking()
            .Where(p => p.AgencyId == agency && p.Kind == kind && p.BodyFolded == entry.BodyFolded && p.SupersededAt == null).ToListAsync(ct);
        if (known.Exists(p => SaysTheSame(p, entry))) return new SchoolEntryOnRecord();

        if (corrected is not null)
        {
            await db.SchoolPapers.Where(p => p.Id == corrected.Id).ExecuteUpdateAsync(p => p.SetProperty(x => x.SupersededAt, entry.RecordedAt), ct);
        }

        db.SchoolPapers.Add(entry);
        change.Summarise($"{entry.Title}, {entry.SchoolBody}, of {acts.Value.Agency}");
        change.Changed("paper of service at schools", corrected is null ? null : Words(corrected), Words(entry));
        await db.SaveChangesAsync(ct);
        return Done.Instance;
    }

    private SchoolUnfit? WhyNot(SchoolPaperSaid said, SchoolPaperKind kind)
    {
        if (string.IsNullOrWhiteSpace(said.Title)) return new SchoolWordsNeeded(kind is SchoolPaperKind.Agreement ? "the title of the agreement" : "the version");
        if (kind is SchoolPaperKind.Agreement && string.IsNullOrWhiteSpace(said.Parties)) return new PartiesNeeded();
        if (FoldedWords.Of(said.SchoolBody ?? "").Length == 0) return new SchoolWordsNeeded("the district or other school body");
        if (string.IsNullOrWhiteSpace(said.KeptAt)) return new SchoolWordsNeeded("where the signed paper is kept");
        if (said.From is not { } from) return new SchoolDayNeeded();
        if (from > clock.Today()) return new SchoolDayAhead();
        return said.Until < from ? new SchoolDayOrder() : null;
    }

    private SchoolPaper Entry(SchoolPaperSaid said, SchoolPaperKind kind, Guid agency, Guid? series)
    {
        var id = Guid.CreateVersion7(clock.GetUtcNow());
        return new SchoolPaper
        {
            Id = id,
            SeriesId = series ?? id,
            AgencyId = agency,
            Kind = kind,
            Title = said.Title!.Trim(),
            Parties = kind is SchoolPaperKind.Agreement ? said.Parties!.Trim() : null,
            SchoolBody = said.SchoolBody!.Trim(),
            BodyFolded = FoldedWords.Of(said.SchoolBody),
            StartsOn = said.From!.Value,
            EndsOn = said.Until,
            KeptAt = said.KeptAt!.Trim(),
            RecordedAt = clock.GetUtcNow(),
            RecordedBy = caller.Value.Id,
            RecordedByName = caller.Value.Name,
        };
    }

    private static bool SaysTheSame(SchoolPaper one, SchoolPaper other) =>
        (one.Title, one.Parties, one.SchoolBody, one.StartsOn, one.EndsOn, one.KeptAt)
        == (other.Title, other.Parties, other.SchoolBody, other.StartsOn, other.EndsOn, other.KeptAt);

    private static string Words(SchoolPaper p) => $"{p.Kind}: {p.Title} ({p.SchoolBody}), {p.StartsOn:yyyy-MM-dd} to {p.EndsOn:yyyy-MM-dd}, kept at {p.KeptAt}";
}

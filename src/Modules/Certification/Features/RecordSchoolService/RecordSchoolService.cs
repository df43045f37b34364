using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.Audit;
using Post.Certification.Contracts;
using Post.Certification.Data;
using Post.Certification.Domain;
using Post.Certification.Members;
using Post.Certification.Persons;
using Post.Certification.Schools;
using Post.Kernel.Access;
using Post.Kernel.Data;
using Post.Kernel.Requests;
using Post.Kernel.Time;

namespace Post.Certification.Features.RecordSchoolService;

/// <summary>Where and when an officer serves, as the agency tells it; the last day stays out while it goes on.</summary>
public sealed record SchoolServiceSaid(string? OfficerNumber, string? School, string? Place, string? SchoolBody, DateOnly? From, DateOnly? Until);

/// <summary>
/// The head or a liaison records where an officer of the agency serves as a school resource officer, or corrects an entry; the officer of an
/// entry stays (12.04(1)(c)4).
/// </summary>
[Requires(CertificationPermissions.KeepSchoolService)]
[Audited("own-agency.school-service.recorded", DataClass.Personal, Fields = ["employment"])]
internal sealed record RecordSchoolServiceCommand(Guid? SeriesId, SchoolServiceSaid Said) : ICommand<Done>;

internal sealed class RecordSchoolServiceValidator : AbstractValidator<RecordSchoolServiceCommand>
{
    private const string TooLong = "Shorten it to {MaxLength} characters.";

    public RecordSchoolServiceValidator()
    {
        RuleFor(c => c.Said.OfficerNumber).MaximumLength(ServiceAtSchool.WordsMaxLength).WithMessage(TooLong);
        RuleFor(c => c.Said.School).MaximumLength(ServiceAtSchool.WordsMaxLength).WithMessage(TooLong);
        RuleFor(c => c.Said.Place).MaximumLength(ServiceAtSchool.WordsMaxLength).WithMessage(TooLong);
        RuleFor(c => c.Said.SchoolBody).MaximumLength(ServiceAtSchool.WordsMaxLength).WithMessage(TooLong);
    }
}

internal sealed class RecordSchoolServiceHandler(
    CertificationDb db, ActingMembers acting, ChangeContext change, CurrentCaller caller, TimeProvider clock)
    : IRequestHandler<RecordSchoolServiceCommand, Result<Done>>
{
    public async Task<Result<Done>> Handle(RecordSchoolServiceCommand command, CancellationToken ct)
    {
        var acts = await acting.HoldAsync(MemberCapacity.Liaison, ct);
        if (acts.Refusal is { } refusal) return refusal;
        var (agency, said) = (acts.Value.AgencyId, command.Said);
        var corrected = command.SeriesId is { } series
            ? await db.SchoolServices.AsNoTracking().SingleOrDefaultAsync(s => s.SeriesId == series && s.AgencyId == agency && s.SupersededAt == null, ct)
            : null;
        if (command.SeriesId is not null && corrected is null) return new NotFound("This entry");
        if (WhyNot(said, corrected is null) is { } unfit) return unfit;
        var person = corrected?.PersonId ?? await db.ServingUnderAsync(agency, said.OfficerNumber!.Trim(), clock.Today(), ct);
        if (person is not { } officer) return new NoOfficerServesHere(said.OfficerNumber!.Trim());
        var entry = Entry(said, agency, officer, corrected?.SeriesId);
        if (corrected is not null && SaysTheSame(corrected, entry)) return new SchoolEntryOnRecord();
        if (await OverlappedAsync(entry, ct) is { } other) return new ServesThereAlready(other.StartsOn, other.EndsOn);

        if (corrected is not null)
        {
            await db.SchoolServices.Where(s => s.Id == corrected.Id).ExecuteUpdateAsync(s => s.SetProperty(x => x.SupersededAt, entry.RecordedAt), ct);
        }

        db.SchoolServices.Add(entry);
        change.About(officer);
        change.Changed("service at a school", corrected is null ? null : Words(corrected), Words(entry));
        await db.SaveChangesAsync(ct);
        return Done.Instance;
    }

    private SchoolUnfit? WhyNot(SchoolServiceSaid said, bool isNew)
    {
        if (isNew && string.IsNullOrWhiteSpace(said.OfficerNumber)) return new SchoolWordsNeeded("the officer number");
        if (FoldedWords.Of(said.School ?? "").Length == 0) return new SchoolWordsNeeded("the name of the school");
        if (string.IsNullOrWhiteSpace(said.Place)) return new SchoolWordsNeeded("the city or town of the school (555 CMR 12.04(1)(c)4)");
        if (FoldedWords.Of(said.SchoolBody ?? "").Length == 0) return new SchoolWordsNeeded("the district or other body that runs the school");
        if (said.From is not { } from) return new SchoolDayNeeded();
        if (from > clock.Today()) return new SchoolDayAhead();
        return said.Until < from ? new SchoolDayOrder() : null;
    }

    // Two entries for one school on one day would be two answers to where somebody serves.
    private async Task<ServiceAtSchool?> OverlappedAsync(ServiceAtSchool entry, CancellationToken ct)
    {
        var numbers = (await db.MembersAsync([entry.PersonId], ct))[entry.PersonId].MemberIds;
        var there = await db.SchoolServices.AsNoTracking()
            .Where(s => numbers.Contains(s.PersonId) && s.AgencyId == entry.AgencyId && s.SchoolFolded == entry.SchoolFolded
                && s.BodyFolded == entry.BodyFolded && s.SupersededAt == null && s.SeriesId != entry.SeriesId)
            .OrderBy(s => s.StartsOn).ToListAsync(ct);
        return there.Find(s => s.Overlaps(entry.StartsOn, entry.EndsOn));
    }

    private ServiceAtSchool Entry(SchoolServiceSaid said, Guid agency, Guid person, Guid? series)
    {
        var id = Guid.CreateVersion7(clock.GetUtcNow());
        return new ServiceAtSchool
        {
            Id = id,
            SeriesId = series ?? id,
            PersonId = person,
            AgencyId = agency,
            School = said.School!.Trim(),
            SchoolFolded = FoldedWords.Of(said.School),
            Place = said.Place!.Trim(),
            SchoolBody = said.SchoolBody!.Trim(),
            BodyFolded = FoldedWords.Of(said.SchoolBody),
            StartsOn = said.From!.Value,
            EndsOn = said.Until,
            RecordedAt = clock.GetUtcNow(),
            RecordedBy = caller.Value.Id,
            RecordedByName = caller.Value.Name,
        };
    }

    private static bool SaysTheSame(ServiceAtSchool one, ServiceAtSchool other) =>
        (one.School, one.Place, one.SchoolBody, one.StartsOn, one.EndsOn) == (other.School, other.Place, other.SchoolBody, other.StartsOn, other.EndsOn);

    private static string Words(ServiceAtSchool s) => $"{s.School}, {s.Place} ({s.SchoolBody}), {s.StartsOn:yyyy-MM-dd} to {s.EndsOn:yyyy-MM-dd}";
}

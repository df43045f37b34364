using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.Audit;
using Post.Certification.Contracts;
using Post.Certification.Data;
using Post.Certification.Domain;
using Post.Certification.Personal;
using Post.Certification.Reporting;
using Post.Kernel.Requests;
using Post.Kernel.Time;

namespace Post.Certification.Features.ShowPersonalRecord;

/// <summary>What is on record about the caller, and what the text asks of them (c. 66A, § 2(i); 12.07(1)).</summary>
[Requires(CertificationPermissions.UseOwnRecord)]
[Audited("own-record.shown", DataClass.Personal, Fields = ["identity", "names", "status", "employment", "separations", "certificates", "training", "condition", "decisions", "contact"])]
internal sealed record ShowPersonalRecordQuery : IQuery<PersonalRecord>;

/// <param name="File">The own file.</param>
/// <param name="Addresses">Where the Commission reaches the person.</param>
/// <param name="Told">Of each kind the last statement.</param>
/// <param name="Unseen">Notices that were not opened yet.</param>
/// <param name="Today">The legal day.</param>
public sealed record PersonalRecord(
    PersonalFile File, IReadOnlyList<OfficerAddress> Addresses, IReadOnlyList<LastTold> Told, int Unseen, DateOnly Today) : INamesSubjects, ICountsRows
{
    internal IReadOnlyList<Guid> Own { get; init; } = [];
    public IEnumerable<Guid> SubjectIds => Own;
    public int RowCount => 1;
}

/// <summary>What the person told last of one matter.</summary>
public sealed record LastTold(StatementKind Kind, ReportKey Statement, DateOnly On, string StateWords);

internal sealed class ShowPersonalRecordHandler(
    CertificationDb db, OwnPerson own, PersonalRecordReader reader, OfficerAddresses addresses, PersonalNotices notices, TimeProvider clock)
    : IRequestHandler<ShowPersonalRecordQuery, Result<PersonalRecord>>
{
    public async Task<Result<PersonalRecord>> Handle(ShowPersonalRecordQuery query, CancellationToken ct)
    {
        var person = await own.CurrentAsync(ct);
        if (person.Refusal is { } nobody) return nobody;
        return new PersonalRecord(
            await reader.ReadAsync(person.Value, ct), await addresses.OfAsync(person.Value.MemberIds, ct), await ToldAsync(person.Value, ct),
            await notices.UnseenAsync(person.Value, ct), clock.Today())
        {
            Own = person.Value.MemberIds,
        };
    }

    private async Task<IReadOnlyList<LastTold>> ToldAsync(OfficerMembers person, CancellationToken ct)
    {
        var mine = db.OfficerStatements.AsNoTracking().Where(s => person.MemberIds.Contains(s.PersonId) && s.Kind != StatementKind.Petition);
        var last = await mine.Where(s => !mine.Any(n => n.Kind == s.Kind && n.Number > s.Number)).ToListAsync(ct);
        return [.. last.Select(s => new LastTold(s.Kind, new ReportKey(s.Id, s.Reference), CivilClock.LegalDate(s.SubmittedAt), StatementKinds.Of(s.State, s.WithAgencies)))];
    }
}

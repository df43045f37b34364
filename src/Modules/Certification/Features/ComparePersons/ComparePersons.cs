using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.Audit;
using Post.Certification.Data;
using Post.Certification.OfficerFiles;
using Post.Certification.Persons;
using Post.Kernel.Data;
using Post.Kernel.Requests;
using Post.Standards.Contracts;

namespace Post.Certification.Features.ComparePersons;

/// <summary>Two files side by side, for whoever must say whether they are one person's.</summary>
[Requires(CertificationPermissions.JoinPersons)]
[Audited("persons.compared", DataClass.Personal,
    Fields = ["identity", "names", "status", "employment", "separations", "certificates", "complaints counted"])]
internal sealed record ComparePersonsQuery(Guid OneId, Guid OtherId) : IQuery<Comparison>, INamesSubjects
{
    public IEnumerable<Guid> SubjectIds => [OneId, OtherId];
}

/// <param name="One">The one side.</param>
/// <param name="Other">The other side.</param>
/// <param name="Grounds">What ties them, by the codes of the rule; none where nobody offered the pair.</param>
/// <param name="KeptApart">The decision that they are two persons, if one stands.</param>
public sealed record Comparison(
    ComparedPerson One, ComparedPerson Other, IReadOnlyList<string> Grounds, DistinctionRow? KeptApart) : INamesSubjects, ICountsRows
{
    public IEnumerable<Guid> SubjectIds => One.File.SubjectIds.Concat(Other.File.SubjectIds);
    public int RowCount => 2;
}

public sealed record ComparedPerson(OfficerFile File, int Complaints, int Allegations);

internal sealed class ComparePersonsHandler(
    CertificationDb db, OfficerFileReader files, IDisciplinaryRecord discipline, ChangeContext change, TimeProvider clock)
    : IRequestHandler<ComparePersonsQuery, Result<Comparison>>
{
    public async Task<Result<Comparison>> Handle(ComparePersonsQuery query, CancellationToken ct)
    {
        if (query.OneId == query.OtherId) return new MergeIntoItself();
        var one = await files.ReadAsync(query.OneId, FileMoment.Now(clock), ct);
        if (one.Refusal is { } missing) return missing;
        var other = await files.ReadAsync(query.OtherId, FileMoment.Now(clock), ct);
        if (other.Refusal is { } absent) return absent;

        var (first, second) = JoinDesk.InOrder(query.OneId, query.OtherId);
        var grounds = await db.PossibleDuplicates.AsNoTracking()
            .Where(p => p.PersonId == first && p.OtherPersonId == second && p.GoneAt == null)
            .Select(p => p.Grounds).SingleOrDefaultAsync(ct);
        var complaints = await discipline.FactsAsync([.. one.Value.SubjectIds, .. other.Value.SubjectIds], ct);
        change.Summarise($"{one.Value.OfficerNumber} beside {other.Value.OfficerNumber}");
        return new Comparison(
            Of(one.Value, complaints), Of(other.Value, complaints), grounds ?? [],
            one.Value.Distinctions.FirstOrDefault(d => d.WithdrawnAt is null && other.Value.SubjectIds.Contains(d.OtherPersonId)));
    }

    private static ComparedPerson Of(OfficerFile file, IReadOnlyList<ComplaintFacts> complaints)
    {
        var own = complaints.Where(c => file.SubjectIds.Contains(c.PersonId)).ToList();
        return new ComparedPerson(file, own.Select(c => c.ComplaintId).Distinct().Count(), own.Sum(c => c.Allegations.Count));
    }
}

using Post.AccessReview.Domain;
using Post.Certification.Contracts;
using Post.Kernel.Requests;

namespace Post.AccessReview.Features.AcknowledgeDuties;

/// <summary>A tie as it was declared, before it is a row.</summary>
internal sealed record DeclaredTie(TieKind Kind, Guid? PersonId, Guid? AgencyId);

/// <summary>What was typed cannot be found; a tie that is not understood would protect nobody.</summary>
internal sealed record TiesNotFound(IReadOnlyList<string> Lines)
    : Refusal($"Not found in the record: {string.Join(", ", Lines)}. Give officer numbers such as 3110-0001, and agencies as their list has them.")
{
    public override RefusalKind Kind => RefusalKind.Invalid;
}

/// <summary>Reads declared ties: officer numbers and names of agencies into the persons and agencies of the record.</summary>
internal sealed class TieDeclaration(IOfficerDirectory officers, ILawEnforcementAgencies agencies)
{
    public async Task<Result<IReadOnlyList<DeclaredTie>>> ReadAsync(
        string? ownNumber, IReadOnlyList<string> familyNumbers, IReadOnlyList<string> agencyNames, CancellationToken ct)
    {
        var own = Lines(ownNumber is null ? [] : [ownNumber]);
        var family = Lines(familyNumbers);
        var names = Lines(agencyNames);
        var persons = await officers.FindAsync([.. own.Concat(family).Distinct()], ct);
        var places = names.Count == 0 ? new Dictionary<string, Guid>() : await agencies.ResolveAsync(names, ct);
        var missing = own.Concat(family).Where(n => !persons.ContainsKey(n)).Concat(names.Where(n => !places.ContainsKey(n))).Distinct().ToList();
        if (missing.Count > 0) return new TiesNotFound(missing);
        return new Result<IReadOnlyList<DeclaredTie>>(
        [
            .. own.Select(n => new DeclaredTie(TieKind.Self, persons[n], null))
                .Concat(family.Select(n => new DeclaredTie(TieKind.Family, persons[n], null)))
                .Concat(names.Select(n => new DeclaredTie(TieKind.Agency, null, places[n])))
                .Distinct(),
        ]);
    }

    private static List<string> Lines(IEnumerable<string> typed) => [.. typed.Select(l => l.Trim()).Where(l => l.Length > 0).Distinct()];
}

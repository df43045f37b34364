using FluentValidation;
using MediatR;
using Post.Audit;
using Post.Kernel.Access;
using Post.Kernel.Requests;

namespace Post.Kernel.Notices.Addresses.FindAddressees;

/// <summary>Addressees of a kind by any part of a name; fifty at most.</summary>
[Requires(KernelPermissions.SendNotices)]
[Audited("addressees.found", DataClass.Personal, Fields = ["identity"], Lists = true)]
public sealed record FindAddresseesQuery(AddresseeKind Kind, string? Text) : IQuery<FindAddresseesResult>, IAsksFor
{
    public string? Query => Text;
}

internal sealed class FindAddresseesValidator : AbstractValidator<FindAddresseesQuery>
{
    public FindAddresseesValidator() => RuleFor(q => q.Text).MaximumLength(100).WithMessage("Shorten the search text to 100 characters.");
}

/// <summary>Who was found, and which kinds can be looked for.</summary>
public sealed record FindAddresseesResult(IReadOnlyList<Addressee> Found, IReadOnlyList<AddresseeKind> Kinds) : INamesSubjects, ICountsRows
{
    public IEnumerable<Guid> SubjectIds => Found.Where(a => a.Kind is AddresseeKind.Officer).Select(a => a.Id);

    public int RowCount => Found.Count;
}

internal sealed class FindAddresseesHandler(IEnumerable<IAddressees> directories)
    : IRequestHandler<FindAddresseesQuery, Result<FindAddresseesResult>>
{
    public async Task<Result<FindAddresseesResult>> Handle(FindAddresseesQuery query, CancellationToken ct)
    {
        var directory = directories.FirstOrDefault(d => d.Kind == query.Kind);
        var text = query.Text?.Trim() ?? "";
        return new FindAddresseesResult(
            directory is null || text.Length == 0 ? [] : await directory.SearchAsync(text, ct),
            [.. directories.Select(d => d.Kind).Distinct().Order()]);
    }
}

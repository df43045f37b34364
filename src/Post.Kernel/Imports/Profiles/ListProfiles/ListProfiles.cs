using MediatR;
using Post.Audit;
using Post.Kernel.Access;
using Post.Kernel.Requests;

namespace Post.Kernel.Imports.Profiles.ListProfiles;

/// <summary>Profiles in use and retired, newest first; the latest version of each, twenty a page, by key.</summary>
[Requires(KernelPermissions.ReadImports)]
[Audited("import.profiles.listed", DataClass.None)]
public sealed record ListProfilesQuery(Guid? Before = null) : IQuery<ListProfilesResult>;

/// <summary>A page of profiles.</summary>
public sealed record ListProfilesResult(IReadOnlyList<ProfileRow> Profiles, Guid? Next);

/// <summary>A profile with the title of its kind.</summary>
public sealed record ProfileRow(ImportProfile Profile, string KindTitle);

internal sealed class ListProfilesHandler(ImportProfiles profiles, ImportKinds kinds) : IRequestHandler<ListProfilesQuery, Result<ListProfilesResult>>
{
    private const int PageLength = 20;

    public async Task<Result<ListProfilesResult>> Handle(ListProfilesQuery query, CancellationToken ct)
    {
        var found = await profiles.PageAsync(query.Before, PageLength + 1, ct);
        var page = found.Take(PageLength).Select(p => new ProfileRow(p, kinds.Find(p.Kind)?.Title ?? p.Kind)).ToList();
        return new ListProfilesResult(page, found.Count > PageLength ? page[^1].Profile.Id : null);
    }
}

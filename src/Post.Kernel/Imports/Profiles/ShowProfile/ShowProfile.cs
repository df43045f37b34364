using MediatR;
using Post.Audit;
using Post.Kernel.Access;
using Post.Kernel.Requests;

namespace Post.Kernel.Imports.Profiles.ShowProfile;

/// <summary>One version of a profile, with its rules and the versions before and after it.</summary>
[Requires(KernelPermissions.ReadImports)]
[Audited("import.profile.shown", DataClass.None)]
public sealed record ShowProfileQuery(Guid ProfileId) : IQuery<ShowProfileResult>;

/// <summary>A profile and its versions, newest first.</summary>
public sealed record ShowProfileResult(ImportProfile Profile, string KindTitle, IReadOnlyList<ImportProfile> Versions);

internal sealed class ShowProfileHandler(ImportProfiles profiles, ImportKinds kinds) : IRequestHandler<ShowProfileQuery, Result<ShowProfileResult>>
{
    public async Task<Result<ShowProfileResult>> Handle(ShowProfileQuery query, CancellationToken ct)
    {
        if (await profiles.FindAsync(query.ProfileId, ct) is not { } profile) return new NotFound("This profile");
        var versions = await profiles.VersionsAsync(profile.Kind, profile.Name, ct);
        return new ShowProfileResult(profile, kinds.Find(profile.Kind)?.Title ?? profile.Kind, versions);
    }
}

using Post.App.Access;
using Post.Certification.Contracts;
using Post.Kernel.Access;

namespace Post.App.Identity;

/// <summary>Which roles a sign-in carries at the agency for which it acts: the capacity held there, and none held elsewhere.</summary>
internal static class ActingRoles
{
    public static string Of(MemberCapacity capacity) => capacity switch
    {
        MemberCapacity.Head => Roles.AgencyHead,
        MemberCapacity.Liaison => Roles.AgencyLiaison,
        MemberCapacity.Clerk => Roles.AgencyClerk,
        _ => throw new ArgumentOutOfRangeException(nameof(capacity)),
    };

    public static IReadOnlyList<string> At(IReadOnlyList<string> roles, ActsFor? acts) =>
        acts is null ? roles : [.. roles.Where(r => !RolePermissions.OfAgencies.Contains(r)), Of(acts.Capacity)];
}

using Post.Kernel.Access;

namespace Post.Kernel.Tests.Access;

/// <summary>A permission that nobody wrote down is nobody's.</summary>
public sealed class PermissionTableTests
{
    private static readonly PermissionTable s_table = new(new Dictionary<string, string[]>
    {
        ["Trial.Read"] = [Roles.CertStaff, Roles.Counsel],
        ["Trial.Nobody"] = [],
    });

    [Theory]
    [InlineData("Trial.Read", Roles.CertStaff, true)]
    [InlineData("Trial.Read", Roles.SysAdmin, false)]
    [InlineData("Trial.Read", "certstaff", false)]
    [InlineData("Trial.Nobody", Roles.CertStaff, false)]
    [InlineData("Trial.Unknown", Roles.CertStaff, false)]
    public void Role_HasWhatTheTableSays(string permission, string role, bool allowed) => Assert.Equal(allowed, s_table.Allows([role], permission));

    [Fact]
    public void OneRoleOfSeveral_IsEnough() => Assert.True(s_table.Allows([Roles.SysAdmin, Roles.Counsel], "Trial.Read"));

    [Fact]
    public void NoRole_HasNothing() => Assert.False(s_table.Allows([], "Trial.Read"));

    [Fact]
    public void RolesOfAPermission_AreListed()
    {
        Assert.Equal([Roles.CertStaff, Roles.Counsel], s_table.RolesWith("Trial.Read").Order());
        Assert.Empty(s_table.RolesWith("Trial.Unknown"));
    }
}

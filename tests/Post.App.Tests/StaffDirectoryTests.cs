using Microsoft.Extensions.DependencyInjection;
using Post.App.Access;
using Post.App.Identity;
using Post.Commission.Contracts;
using Post.Kernel.Access;
using Post.Testing;

namespace Post.App.Tests;

public sealed class StaffDirectoryTests(ModuleHost host) : IClassFixture<ModuleHost>
{
    [Fact]
    public async Task Directory_NamesTheCommissionsOwnPeopleAndNobodyElse()
    {
        await DemoAccounts.EnsureAsync(host.Services);
        await using var scope = host.Services.CreateAsyncScope();

        var staff = await scope.ServiceProvider.GetRequiredService<IStaffDirectory>().ListAsync(default);

        Assert.Equal(RolePermissions.Staff.Order(), staff.SelectMany(s => s.Roles).Order());
        Assert.All(staff, s => Assert.NotEqual("", s.Name));
        Assert.DoesNotContain(staff, s => s.Roles.Contains(Roles.AgencyHead) || s.Roles.Contains(Roles.OfficerUser));
    }
}

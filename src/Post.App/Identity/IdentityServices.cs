using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Post.App.Access;
using Post.App.Administration;
using Post.Certification.Contracts;
using Post.Commission.Contracts;
using Post.Kernel.Access;
using Post.Kernel.Data;

namespace Post.App.Identity;

/// <summary>Registers accounts and the table of authority; the site and the command line share it.</summary>
public static class IdentityServices
{
    public static IServiceCollection AddAccounts(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(RolePermissions.Table);
        services.AddSingleton(_ => FailedSignIns.From(configuration));
        services.AddDataProtection();
        services.AddSingleton(StepUpRule.From(configuration));
        services.AddSingleton<Tickets>();
        services.AddScoped<NewSession>().AddScoped<SecondFactor>().AddScoped<OwnProof>().AddScoped<SessionList>().AddScoped<AccountDesk>().AddScoped<Sponsorships>();
        services.AddScoped<IStaffDirectory, StaffDirectory>();
        services.AddScoped<IAccountDirectory, AccountDirectory>();
        services.AddScoped<Invitations>().AddScoped<IMemberAccounts, MemberAccounts>().AddScoped<IOfficerAccounts, OfficerAccounts>();
        services.AddDbContext<IdentityDb>(
            (provider, options) => options.UseNpgsql(provider.GetRequiredService<DbSession>().Connection),
            ServiceLifetime.Scoped,
            ServiceLifetime.Scoped);
        services.AddIdentityCore<Account>(Configure).AddEntityFrameworkStores<IdentityDb>();
        return services;
    }

    // Length over composition: a long phrase is stronger than a short word with a sign in it.
    private static void Configure(IdentityOptions options)
    {
        options.Stores.SchemaVersion = IdentitySchemaVersions.Version3;
        options.Password.RequiredLength = 12;
        options.Password.RequiredUniqueChars = 5;
        options.Password.RequireDigit = false;
        options.Password.RequireLowercase = false;
        options.Password.RequireUppercase = false;
        options.Password.RequireNonAlphanumeric = false;
    }
}

using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Post.Commission.Contracts;
using Post.Commission.Data;
using Post.Commission.Features.AdoptGuideline;
using Post.Commission.Features.EstablishSystem;
using Post.Commission.Features.ListSystems;
using Post.Commission.Features.RecordVote;
using Post.Kernel.Access;
using Post.Kernel.Modules;
using Post.Kernel.Work;

namespace Post.Commission;

/// <summary>
/// Regulation editions and guidelines (8.01, 8.06(6)), votes and designations (8.03(2)), and the registers of 8.02(1) and 8.07.
/// </summary>
public sealed class CommissionModule : IModule
{
    public string Schema => CommissionDb.Schema;

    public IReadOnlyList<Permission> Permissions => CommissionPermissions.All;

    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddModuleDb<CommissionDb>();
        services.AddScoped<IRules, StoredRules>();
        services.AddScoped<StoredVotes>().AddScoped<IVotes>(p => p.GetRequiredService<StoredVotes>());
        services.AddScoped<IDesignations, StoredDesignations>();
        services.AddScoped<Registrar>().AddScoped<GuidelineBook>().AddScoped<GuidelineForms>().AddScoped<GuidelineAuthorities>();
        services.AddScoped<VoteForm>();
        services.AddScoped<IVoteMatters, GuidelineMatters>().AddScoped<IVoteMatters, SystemMatters>();
        services.AddScoped<IWorkQueue, SystemReviewQueue>();
    }
}

using System.Diagnostics;
using MediatR;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Post.Audit;
using Post.Certification.Contracts;
using Post.Kernel.Access;
using Post.Kernel.Modules;
using Post.Kernel.Requests;
using Post.Standards.Contracts;
using Post.Testing;

namespace Post.Certification.Tests;

/// <summary>The product with one request more: a file that tells of officers, taken in as an import does it.</summary>
public class CertificationHost : ModuleHost
{
    public Caller Staff => People.CertificationStaff(Clock);

    internal Task<Result<T>> AsStaffAsync<T>(IRequest<Result<T>> request) => Send(request, Staff);

    /// <summary>One transaction, in one or more chunks.</summary>
    internal async Task ReportAsync(params OfficersReported[] chunks) =>
        Assert.Null((await Send(new TakeInCommand(chunks), ServiceAccounts.Importer(Clock))).Refusal);

    internal async Task<Guid> PersonAsync(string officerNumber) =>
        (await AskAsync<IOfficerDirectory, IReadOnlyDictionary<string, Guid>>(d => d.FindAsync([officerNumber], default)))[officerNumber];

    internal async Task<OfficerFacts> FactsOfAsync(string officerNumber)
    {
        var person = await PersonAsync(officerNumber);
        return Assert.Single(await AskAsync<IOfficerDirectory, IReadOnlyList<OfficerFacts>>(d => d.FactsAsync([person], default)));
    }

    internal Task<IReadOnlyList<LawEnforcementAgencyFacts>> AgenciesAsync() =>
        AskAsync<ILawEnforcementAgencies, IReadOnlyList<LawEnforcementAgencyFacts>>(a => a.AllAsync(default));

    internal async Task<Guid> AgencyAsync(string name) => (await AgenciesAsync()).Single(a => a.Name == name).Id;

    internal Task<Guid> SpellingAsync(string folded) =>
        ScalarAsync<Guid>("select id from certification.agency_spelling where folded = $1", folded);

    /// <summary>Asks a contract of the module in a scope of its own.</summary>
    internal async Task<TAnswer> AskAsync<TContract, TAnswer>(Func<TContract, Task<TAnswer>> question) where TContract : notnull
    {
        await using var scope = Services.CreateAsyncScope();
        return await question(scope.ServiceProvider.GetRequiredService<TContract>());
    }

    /// <summary>How many statements a request takes on the database, its own event left out.</summary>
    internal async Task<int> StatementsOfAsync<T>(IRequest<Result<T>> request, Caller? by = null)
    {
        using var mine = new Activity("statements");
        mine.Start();
        var count = 0;
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Npgsql",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStarted = started => count += started.TraceId == mine.TraceId ? 1 : 0,
        };
        ActivitySource.AddActivityListener(listener);
        Assert.Null((await Send(request, by ?? Staff)).Refusal);
        return count;
    }

    protected override IReadOnlyList<IModule> Modules => [.. base.Modules, new ImportStandIn()];
}

/// <summary>Stands where an import stands: it sends what a file tells.</summary>
internal sealed class ImportStandIn : IModule
{
    public string Schema => "none";

    public IReadOnlyList<Permission> Permissions => [];

    public void AddServices(IServiceCollection services, IConfiguration configuration) { }
}

[Requires(KernelPermissions.Import)]
[Audited("test.file.taken-in", DataClass.None)]
internal sealed record TakeInCommand(IReadOnlyList<OfficersReported> Chunks) : ICommand<Done>;

internal sealed class TakeInHandler(IMediator mediator) : IRequestHandler<TakeInCommand, Result<Done>>
{
    public async Task<Result<Done>> Handle(TakeInCommand command, CancellationToken ct)
    {
        foreach (var chunk in command.Chunks) await mediator.Publish(chunk, ct);
        return Done.Instance;
    }
}

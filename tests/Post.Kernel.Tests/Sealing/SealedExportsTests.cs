using MediatR;
using Microsoft.Extensions.DependencyInjection;
using Post.Audit;
using Post.Kernel.Access;
using Post.Kernel.Modules;
using Post.Kernel.Requests;
using Post.Kernel.Sealing;
using Post.Kernel.Tests.Trial;
using Post.Testing;

namespace Post.Kernel.Tests.Sealing;

/// <summary>Gives a file out.</summary>
[GivesOut]
[Requires(TrialPermissions.Read)]
[Audited("trial.file.given", DataClass.Personal)]
internal sealed record GiveFileQuery : IQuery<string>;

internal sealed class GiveFileHandler : IRequestHandler<GiveFileQuery, Result<string>>
{
    public Task<Result<string>> Handle(GiveFileQuery query, CancellationToken cancellationToken) => Task.FromResult<Result<string>>("bytes");
}

/// <summary>The pipeline where a sealer is required.</summary>
public sealed class SealingHost : ModuleHost
{
    protected override IReadOnlyList<IModule> Modules => [new TrialModule()];

    protected override PermissionTable Permissions => TrialPermissions.Table;

    /// <summary>A seal over everything written until now, as the sealer leaves it.</summary>
    public Task SealAllAsync() => ExecuteAsync("""
        insert into audit.leaf (idx, event_id, at_db, tx, leaf_hash)
        select (select count(*) from audit.leaf) + row_number() over (order by e.tx, e.id) - 1, e.id, e.at_db, e.tx, e.leaf_hash
        from audit.event e where not exists (select from audit.leaf l where l.event_id = e.id);
        insert into audit.checkpoint (size, root, note) select count(*), sha256('root'), 'a signed note' from audit.leaf
        """);

    protected override Task PrepareAsync() => ExecuteAsync(TrialDb.CreateSql);

    protected override void Arrange(IServiceCollection services)
    {
        services.AddSingleton(new Obstacles());
        services.AddSingleton(new SealingLimits(Required: true, TimeSpan.FromSeconds(60), TimeSpan.FromMinutes(10)));
    }
}

/// <summary>Nothing leaves as a file while the record of such exits waits too long for its seal.</summary>
[Trait("Clause", "8.07(5)")]
public sealed class SealedExportsTests(SealingHost host) : IClassFixture<SealingHost>
{
    [Fact]
    public async Task SealLateAndCaughtUp_IsRefusedAndGivenAgain()
    {
        var written = TimeProvider.System.GetUtcNow();
        host.Clock.Set(written);
        Assert.Equal("bytes", (await AskAsync(new GiveFileQuery())).Value);

        host.Clock.Set(written.AddMinutes(9));
        Assert.False((await AskAsync(new GiveFileQuery())).Refused);

        host.Clock.Set(written.AddMinutes(12));
        var refused = await AskAsync(new GiveFileQuery());
        Assert.IsType<LogNotSealed>(refused.Refusal);
        Assert.Equal(1, await host.ScalarAsync<long>("select count(*) from audit.event where action = 'trial.file.given' and deny_rule = 'log-not-sealed'"));
        // What does not leave as a file goes on: it is recorded, and the seal catches up.
        Assert.False((await AskAsync(new ReadNotesQuery(null, []))).Refused);

        await host.SealAllAsync();
        Assert.False((await AskAsync(new GiveFileQuery())).Refused);
    }

    private Task<Result<T>> AskAsync<T>(IRequest<Result<T>> request) => host.Send(request, People.CertificationStaff(host.Clock));
}

using Microsoft.Extensions.DependencyInjection;
using Post.Audit;
using Post.Kernel.Access;
using Post.Kernel.Requests;
using Post.Kernel.Tests.Trial;

namespace Post.Kernel.Tests.Requests;

/// <summary>The one door: each request in a scope of its own, under the caller that its entry point gave.</summary>
public sealed class DispatcherTests(PipelineHost host) : PipelineTest(host)
{
    [Fact]
    public void Scope_HasOneCaller()
    {
        var current = new CurrentCaller();
        current.Set(Caller.Anonymous);

        Assert.Throws<InvalidOperationException>(() => current.Set(Host.Staff));
        Assert.Same(Caller.Anonymous, current.Value);
    }

    [Fact]
    public void NoCaller_IsABug() => Assert.Throws<InvalidOperationException>(() => new CurrentCaller().Value);

    [Fact]
    public void KnownCaller_CannotBecomeAnother()
    {
        var current = new CurrentCaller();
        current.Set(Host.Staff);

        Assert.Throws<InvalidOperationException>(() => current.Identify(Host.Staff with { Id = Guid.NewGuid() }));
    }

    [Fact]
    public void AnonymousCaller_CanProveWhoItIsOnce()
    {
        var current = new CurrentCaller();
        current.Set(Caller.Anonymous);

        var staff = Host.Staff;

        current.Identify(staff);

        Assert.Same(staff, current.Value);
        Assert.Throws<InvalidOperationException>(() => current.Identify(staff));
    }

    [Fact]
    public async Task TwoRequests_ShareNothing()
    {
        var seen = new List<object>();
        Inside look = (session, _) =>
        {
            seen.Add(session);
            return Task.FromResult<Refusal?>(null);
        };

        await AsStaffAsync(new ReadNotesQuery(Ada, []) { Inside = look });
        await AsStaffAsync(new ReadNotesQuery(Ada, []) { Inside = look });

        Assert.Equal(2, seen.Distinct(ReferenceEqualityComparer.Instance).Count());
    }

    [Fact]
    public async Task CallerIsAskedForEachRequest()
    {
        var source = new ChangingCaller(Host.Staff);
        var dispatcher = new Dispatcher(Host.Services.GetRequiredService<IServiceScopeFactory>(), source);

        Assert.Null((await dispatcher.Send(new CountNotesQuery())).Refusal);
        source.Now = Host.Staff with { Roles = [] };
        Assert.IsType<NotAllowed>((await dispatcher.Send(new CountNotesQuery())).Refusal);
    }

    [Fact]
    public void ServiceAccounts_AreNamedAndDistinct()
    {
        Caller[] accounts =
        [
            ServiceAccounts.Outbox(Host.Clock), ServiceAccounts.Scheduler(Host.Clock), ServiceAccounts.Importer(Host.Clock),
            ServiceAccounts.Operator("someone", Host.Clock),
        ];

        Assert.Equal(accounts.Length, accounts.Select(a => a.Id).Distinct().Count());
        Assert.All(accounts, a => Assert.Equal([Roles.System], a.Roles));
        Assert.All(accounts, a => Assert.Equal(PurposeCodes.SystemOperation, a.Purpose!.Code));
        Assert.Equal(ActorKind.Operator, accounts[3].Kind);
    }

    private sealed class ChangingCaller(Caller first) : ICallerSource
    {
        public Caller Now { get; set; } = first;

        public ValueTask<Caller> CurrentAsync() => ValueTask.FromResult(Now);
    }
}

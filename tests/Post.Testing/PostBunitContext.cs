using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Post.Kernel.Requests;
using Radzen;

namespace Post.Testing;

/// <summary>A page with what it needs around it: the component library, lenient browser interop, a dispatcher that answers as told.</summary>
public abstract class PostBunitContext : BunitContext
{
    // Grids load after their first render, and the machine that runs the tests may be busy.
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);

    static PostBunitContext() => DefaultWaitTimeout = s_patience;

    protected PostBunitContext()
    {
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddRadzenComponents();
        Services.AddSingleton<TimeProvider>(Clock);
        Services.AddSingleton<IDispatcher>(Dispatcher);
    }

    public FakeDispatcher Dispatcher { get; } = new();

    public TestClock Clock { get; } = new(ModuleHost.Start);

    public NavigationManager Navigation => Services.GetRequiredService<NavigationManager>();
}

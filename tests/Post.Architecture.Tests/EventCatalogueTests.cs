using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Post.Kernel.Events;
using Post.Testing;

namespace Post.Architecture.Tests;

/// <summary>docs/events.md is what an operator reads when a delivery is stuck: it lists what there is.</summary>
public sealed class EventCatalogueTests(ModuleHost host) : IClassFixture<ModuleHost>
{
    private static string Page => File.ReadAllText(Checkout.PathOf("docs", "events.md"));

    private static IReadOnlyList<Type> Events =>
    [
        .. Product.All.SelectMany(a => a.GetTypes())
            .Where(t => t is { IsAbstract: false } && (t.IsAssignableTo(typeof(IIntegrationEvent)) || t.IsAssignableTo(typeof(ITransactionalEvent)))),
    ];

    [Fact]
    public void Event_IsListed()
    {
        Assert.NotEmpty(Events);
        Assert.Empty(Events.Select(e => e.Name).Where(name => !Mentions(name)));
    }

    [Fact]
    public void Subscription_IsListed()
    {
        var names = host.Services.GetRequiredService<Subscriptions>().All.Select(s => s.Name).ToList();

        Assert.NotEmpty(names);
        Assert.Equal(names.Distinct(), names);
        Assert.Empty(names.Where(name => !Mentions(name)));
    }

    [Fact]
    public void Event_LivesInContractsWhenAnotherModuleListens() => Assert.Empty(
        from subscription in host.Services.GetRequiredService<Subscriptions>().All
        let module = ModuleOf(subscription)
        where subscription.EventType.Assembly != module && !Product.Contracts.Contains(subscription.EventType.Assembly)
        select $"{subscription.Name} listens to {subscription.EventType.FullName}, which stands in no contracts project.");

    private static Assembly ModuleOf(Subscription subscription) =>
        Product.Modules.Single(m => string.Equals(
            Regex.Replace(Product.ShortName(m), "([a-z])([A-Z])", "$1-$2"),
            subscription.Name.Split('.')[0],
            StringComparison.OrdinalIgnoreCase));

    private static bool Mentions(string name) => Regex.IsMatch(Page, $@"(?<![\w.-]){Regex.Escape(name)}(?![\w-])");
}

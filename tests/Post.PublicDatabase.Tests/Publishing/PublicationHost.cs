using Microsoft.Extensions.DependencyInjection;
using Post.Certification.Contracts;
using Post.PublicDatabase.Features.RebuildPublication;
using Post.PublicDatabase.Features.RefreshOfficers;
using Post.PublicDatabase.Publishing;
using Post.PublicDatabase.Snapshot;
using Post.Standards.Contracts;
using Post.Testing;

namespace Post.PublicDatabase.Tests.Publishing;

/// <summary>The whole product, with the record behind the contracts in the hands of the test.</summary>
public sealed class PublicationHost : ModuleHost
{
    internal FakeRegister Register { get; } = new();

    internal PublicKeys Keys => Services.GetRequiredService<PublicKeys>();

    internal ValueTask<PublishedSnapshot> SnapshotAsync() =>
        Services.GetRequiredService<IPublishedSnapshots>().CurrentAsync();

    internal static async Task<PublicationHost> StartAsync()
    {
        var host = new PublicationHost();
        await host.InitializeAsync();
        return host;
    }

    /// <summary>As an event of another module would, and then everything that follows from it.</summary>
    internal async Task RefreshAsync(params Guid[] persons)
    {
        Assert.Null((await Send(new RefreshOfficersCommand(persons))).Refusal);
        await SettleAsync();
    }

    internal async Task RebuildAsync()
    {
        Assert.Null((await Send(new RebuildPublicationCommand())).Refusal);
        await SettleAsync();
    }

    /// <summary>The document that stands published, or null.</summary>
    internal async Task<string?> DocumentAsync(Guid person) =>
        await ScalarAsync<object>("select (select doc from published.officer where key = $1)",
            Keys.OfOfficer(person)) as string;

    /// <summary>Every published byte, in one text.</summary>
    internal Task<string> AllPublishedAsync() => ScalarAsync<string>("""
        select coalesce((select string_agg(o::text, e'\n' order by o.key) from published.officer o), '') || e'\n'
          || coalesce((select string_agg(a::text, e'\n' order by a.key) from published.agency a), '') || e'\n'
          || (select coalesce(data_through::text, '') from published.state)
        """);

    internal Task<long> VersionAsync() => ScalarAsync<long>("select version from published.state");

    internal Task<long> DecisionsAsync(string where = "true") =>
        ScalarAsync<long>($"""
            select count(*) from public_database.publication_decision d
            join public_database.publication_grounds g on g.id = d.grounds_id where {where}
            """);

    protected override void Arrange(IServiceCollection services)
    {
        services.AddSingleton<IOfficerDirectory>(Register);
        services.AddSingleton<ILawEnforcementAgencies>(Register);
        services.AddSingleton<IDisciplinaryRecord>(Register);
    }
}

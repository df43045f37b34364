namespace Post.PublicDatabase.Tests.Publishing;

/// <summary>A test on a database of its own: what is published is one whole, so tests cannot share it.</summary>
public abstract class PublicationTest : IAsyncLifetime
{
    private PublicationHost? _host;

    internal PublicationHost Host => _host!;

    internal FakeRegister Register => Host.Register;

    public async Task InitializeAsync() => _host = await PublicationHost.StartAsync();

    public Task DisposeAsync() => Host.DisposeAsync();
}

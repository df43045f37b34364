using Post.Sealer.Witness;
using Post.Testing;

namespace Post.Audit.Tests.Witnesses;

/// <summary>A log that grows and a witness elsewhere, on a clock of the test.</summary>
public abstract class WitnessTest : IAsyncLifetime
{
    private protected string Folder { get; } = Directory.CreateTempSubdirectory("post-cosigned-").FullName;

    private protected TestClock Clock { get; } = new(new DateTimeOffset(2026, 11, 23, 8, 0, 0, TimeSpan.Zero));

    private protected HttpClient Http { get; } = WitnessWire.Client(TimeSpan.FromSeconds(30));

    private protected GrowingLog Log { get; private set; } = null!;

    private protected TestWitness Witness { get; private set; } = null!;

    private protected string Kept => HttpWitness.FolderOf(Folder, GrowingLog.Origin, Witness.Address);

    public async Task InitializeAsync()
    {
        Log = new GrowingLog(Folder);
        Witness = await TestWitness.StartAsync(GrowingLog.Origin, Log.Second.Verifier, Clock);
    }

    public async Task DisposeAsync()
    {
        await Witness.DisposeAsync();
        Http.Dispose();
        Log.Dispose();
        Directory.Delete(Folder, recursive: true);
    }

    private protected HttpWitness Open() => HttpWitness.Open(Folder, GrowingLog.Origin, Witness.Address, Http, Clock);

    private protected Task<Showing> ShowAsync(HttpWitness witness, int size) =>
        witness.ShowAsync(Log.Note(size), GrowingLog.ProofsTo(size), CancellationToken.None);
}

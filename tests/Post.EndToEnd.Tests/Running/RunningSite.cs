using Npgsql;
using Post.App.Identity;
using Post.Cli.Demo;
using Post.Testing;

namespace Post.EndToEnd.Tests.Running;

/// <summary>
/// One installation for all journeys: a database with a synthetic file taken in and published, the published site as a
/// process, and a browser. Each journey has people of its own in it, so none needs the state of another.
/// </summary>
public sealed class RunningSite : IAsyncLifetime
{
    private const int Officers = 300;

    private readonly PostDatabase _database = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("post-e2e-").FullName;
    private readonly Dictionary<(string, string?), string> _sessions = [];
    private SiteProcess? _site;
    private Chromium? _browser;

    internal OperatorDesk Operator { get; private set; } = null!;

    internal Chromium Browser => _browser!;

    internal SiteProcess Process => _site!;

    internal Uri Address => _site!.Address;

    internal HttpClient Http => _site!.Http;

    public async Task InitializeAsync()
    {
        await _database.InitializeAsync();
        var settings = Installation.SettingsOf(_database, _folder);
        Operator = new OperatorDesk(settings);
        await Operator.WithServicesAsync(services => DemoAccounts.EnsureAsync(services));
        var file = SyntheticFile.Write(PathOf("synthetic-disciplinary_20250630.csv"), Officers, Cast.All);
        await Operator.ImportAsync(file, DemoState.AsOf);
        await Operator.ImportAsync(ServiceOfServed(), DemoState.AsOf, "employment");
        await Operator.ImportAsync(CertificatesOfServed(), DemoState.AsOf, "certifications");
        await AccessRecord.SeedAsync(this);
        _site = await SiteProcess.StartAsync(settings);
        _browser = await Chromium.StartAsync();
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        if (_site is not null) await _site.DisposeAsync();
        await _database.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>The session of somebody at work, made once; a page that is only looked at needs no sign-in of its own.</summary>
    internal async Task<string> SessionAsync(string role, string? purpose)
    {
        if (_sessions.TryGetValue((role, purpose), out var session)) return session;
        await Browser.VisitAsync(Address, async visit =>
        {
            if (purpose is null) await visit.SignInAsAsync(role);
            else await visit.WorkAsAsync(role, purpose);
            session = await visit.SessionAsync();
        });
        return _sessions[(role, purpose)] = session!;
    }

    private string ServiceOfServed() => SyntheticFile.WriteLines(
        PathOf("synthetic-employment_20250630.csv"),
        "OfficerNumber,LastName,FirstName,AgencyName,Rank,StartDate,EndDate,SeparationNature,SeparationReason",
        "3229-9010,Thackeray,Rosalind,Harbor City Police Department,Sergeant,5/1/2019,,,",
        $"3229-9010,Thackeray,Rosalind,Quarry Hill Police Department,Patrol Officer,2/3/2011,4/30/2019,Resignation,{Cast.WordOfASeparation}",
        "3229-9006,Nobody,Else,Harbor City Police Department,Sergeant,5/1/2019,,,");

    private string CertificatesOfServed() => SyntheticFile.WriteLines(
        PathOf("synthetic-certifications_20250630.csv"),
        "OfficerNumber,LastName,FirstName,CertificateNumber,CertificateType,CertificateStatus,GrantedDate,ExpirationDate",
        "3229-9010,Thackeray,Rosalind,LEO-32299010,Initial,Renewed,7/1/2021,7/1/2024",
        "3229-9010,Thackeray,Rosalind,LEO-32299010,Recertification,Active,7/1/2024,7/1/2027");

    internal string PathOf(string file) => Path.Combine(_folder, file);

    internal async Task<HttpResponseMessage> GetAsync(string address) => await Http.GetAsync(new Uri(address, UriKind.Relative));

    internal async Task<string> TextAsync(string address) => await Http.GetStringAsync(new Uri(address, UriKind.Relative));

    internal Task<Guid> PersonIdAsync(FileRow officer) =>
        ScalarAsync<Guid>("select id from certification.person where officer_number = $1", officer.OfficerNumber);

    internal Task<string> PublicKeyAsync(FileRow officer) =>
        ScalarAsync<string>("select key from published.officer where officer_number = $1", officer.OfficerNumber);

    /// <summary>Asks as the superuser: what a journey asserts must not pass through what it tests.</summary>
    internal async Task<T> ScalarAsync<T>(string sql, params object[] values) => (T)(await RunAsync(sql, values))!;

    internal Task ExecuteAsync(string sql, params object[] values) => RunAsync(sql, values);

    private async Task<object?> RunAsync(string sql, object[] values)
    {
        await using var connection = new NpgsqlConnection(_database.Superuser);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values) command.Parameters.Add(new NpgsqlParameter { Value = value });
        return await command.ExecuteScalarAsync();
    }
}

[CollectionDefinition(Name)]
public sealed class SiteCollection : ICollectionFixture<RunningSite>
{
    public const string Name = "Running site";
}

/// <summary>A second installation, so that pages are looked at while journeys are made.</summary>
[CollectionDefinition(Name)]
public sealed class LookedAtCollection : ICollectionFixture<RunningSite>
{
    public const string Name = "Looked-at site";
}

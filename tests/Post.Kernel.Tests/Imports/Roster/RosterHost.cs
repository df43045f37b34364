using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Post.Kernel.Imports;
using Post.Kernel.Imports.Drafts.DraftImport;
using Post.Kernel.Imports.Profiles;
using Post.Kernel.Imports.Profiles.SaveProfile;
using Post.Kernel.Imports.Reading;
using Post.Kernel.Imports.ReceiveImport;
using Post.Kernel.Requests;
using Post.Testing;

namespace Post.Kernel.Tests.Imports.Roster;

/// <summary>The product with one more kind of file, as small as one can be.</summary>
public sealed class RosterHost : ModuleHost
{
    public static readonly DateOnly AsOf = new(2026, 6, 1);

    protected override Task PrepareAsync() => ExecuteAsync(RosterImport.CreateSql);

    protected override void Arrange(IServiceCollection services) => services.AddScoped<IImportKind, RosterImport>();

    public Task<Result<ImportRun>> BringInAsync(string text, string? profile = null, bool dryRun = false, bool allOrNothing = false) =>
        BringInAsync(Encoding.UTF8.GetBytes(text), profile, dryRun, allOrNothing);

    public async Task<Result<ImportRun>> BringInAsync(byte[] bytes, string? profile = null, bool dryRun = false, bool allOrNothing = false, DateOnly? asOf = null)
    {
        var received = await ReceiveAsync(bytes, profile, dryRun, allOrNothing, asOf);
        return received.Refusal is { } refusal ? refusal : await RunAsync(received.Value);
    }

    public async Task<Result<Guid>> ReceiveAsync(
        byte[] bytes, string? profile = null, bool dryRun = false, bool allOrNothing = false, DateOnly? asOf = null, string kind = "roster") =>
        await Send(new ReceiveImportCommand(kind, "roster.csv", await KeepAsync(bytes), asOf ?? AsOf, dryRun, allOrNothing, profile));

    public Task<Result<ImportRun>> RunAsync(Guid run, IProgress<ImportRun>? progress = null, CancellationToken ct = default) =>
        Services.GetRequiredService<ImportRunner>().RunAsync(run, progress, ct);

    public async Task<Guid> DraftAsync(byte[] bytes, string name = "roster.csv", string? kind = "roster") =>
        (await Send(new DraftImportCommand(name, await KeepAsync(bytes), kind, AsOf))).Value;

    public Task<Result<Guid>> SaveAsync(string name, string header, params IReadOnlyList<FieldRule> rules) => Send(Save(name, header, rules));

    public static SaveProfileCommand Save(string name, string header, IReadOnlyList<FieldRule> rules, ReadingOptions? reading = null) =>
        new("roster", name, reading ?? ReadingOptions.Default, AsOfRule.Ask, header.Split(reading?.Delimiter ?? ','), rules);

    public static FieldRule From(string field, string column) => new(field) { Column = column };

    public static FieldRule Always(string field, string text) => new(field) { Constant = text };

    /// <summary>A digest of everything the rosters hold.</summary>
    public Task<string> DigestAsync() => ScalarAsync<string>("select md5(coalesce(string_agg(m::text, E'\\n' order by agency, number), '')) from roster.member m");

    public Task<string> MemberAsync(string number) => ScalarAsync<string>("select m::text from roster.member m where number = $1", number);

    private async Task<string> KeepAsync(byte[] bytes)
    {
        using var content = new MemoryStream(bytes);
        return await KeepAsync(content);
    }
}

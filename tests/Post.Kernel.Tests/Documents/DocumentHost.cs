using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Post.Kernel.Access;
using Post.Kernel.Documents;
using Post.Kernel.Documents.OpenDocument;
using Post.Kernel.Documents.ReceiveDocument;
using Post.Kernel.Requests;
using Post.Testing;

namespace Post.Kernel.Tests.Documents;

/// <summary>A matter about one person, as a module might have it; only readers of officers may see it.</summary>
internal sealed class TrialMatters : IDocumentOwner
{
    public const string OwnerKind = "trial-matter";

    public static readonly Guid Subject = new("dddddddd-0000-4000-8000-000000000001");

    public string Kind => OwnerKind;

    public string Permission => "Certification.ReadOfficers";

    public Task<DocumentMatter?> FindAsync(string reference, CancellationToken ct) => Task.FromResult(
        reference.StartsWith("matter-", StringComparison.Ordinal) ? new DocumentMatter($"Matter {reference}", "/staff", [Subject]) : null);
}

/// <summary>The product with a trial matter to attach documents to.</summary>
public class DocumentHost : ModuleHost
{
    public static readonly DocumentOwnerKey Matter = new(TrialMatters.OwnerKind, "matter-1");

    public DocumentStore Store => Services.GetRequiredService<DocumentStore>();

    public DocumentSettings Settings => Services.GetRequiredService<DocumentSettings>();

    public Caller Staff => People.CertificationStaff(Clock);

    protected override void Arrange(IServiceCollection services)
    {
        services.AddScoped<IDocumentOwner, TrialMatters>();
        var settings = (DocumentSettings)services.Single(s => s.ServiceType == typeof(DocumentSettings)).ImplementationInstance!;
        services.AddSingleton(Change(settings));
    }

    protected virtual DocumentSettings Change(DocumentSettings settings) => settings;

    public async Task<string> KeepAsync(byte[] bytes) => (await Store.KeepAsync(new MemoryStream(bytes), long.MaxValue, default)).Value.Sha256;

    public async Task<Result<ReceivedDocument>> ReceiveAsync(
        byte[] bytes, string name = "report.pdf", string kind = "Unclassified", Guid? supersedes = null, Caller? caller = null, DocumentOwnerKey? owner = null) =>
        await Send(new ReceiveDocumentCommand(owner ?? Matter, await KeepAsync(bytes), name, kind, "Harbor City Police Department", supersedes), caller ?? Staff);

    public Task<Result<OpenedDocument>> OpenAsync(Guid id, DocumentUse use = DocumentUse.Show, Caller? caller = null) =>
        Send(new OpenDocumentCommand(id, use), caller ?? Staff);

    public Task<Result<FetchedDocument>> FetchAsync(string ticket, Caller? caller = null) => Send(new FetchDocumentCommand(ticket), caller ?? Staff);

    public async Task<string> TicketAsync(byte[] bytes) =>
        (await OpenAsync((await ReceiveAsync(bytes)).Value.Id)).Value.Ticket ?? throw new InvalidOperationException("No ticket was given.");

    /// <summary>Turns one byte of a kept content, as a failing disk would.</summary>
    public async Task FlipAsync(string sha256)
    {
        var path = Store.PathOf(sha256);
        var bytes = await File.ReadAllBytesAsync(path);
        bytes[bytes.Length / 2] ^= 1;
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        await File.WriteAllBytesAsync(path, bytes);
    }

    /// <summary>The latest event of an action: outcome, rule, subjects and the digest it names.</summary>
    public async Task<(string Outcome, string? Rule, Guid[] Subjects, byte[]? Artefact)> LastEventAsync(string action) => (await RowsAsync(
        "select outcome, deny_rule, subject_ids, artefact_sha256 from audit.event where action = $1 order by pseq desc limit 1",
        r => (r.GetString(0), Text(r, 1), r.GetFieldValue<Guid[]>(2), r.IsDBNull(3) ? null : r.GetFieldValue<byte[]>(3)), action)).Single();

    private static string? Text(NpgsqlDataReader r, int column) => r.IsDBNull(column) ? null : r.GetString(column);
}

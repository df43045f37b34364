using MediatR;
using Npgsql;
using Post.Audit;
using Post.Kernel.Access;
using Post.Kernel.Data;
using Post.Kernel.Requests;

namespace Post.Kernel.Documents.CheckDocuments;

/// <summary>Hashes some contents anew: those named, or the longest unchecked, a slice that is soon done.</summary>
/// <param name="Sha256">Only this one; null: the next slice.</param>
/// <param name="CheckedBefore">Contents checked since are left alone, so that a slice done twice does nothing the second time.</param>
[Requires(KernelPermissions.Operate)]
[Audited("document.contents-checked", DataClass.None)]
public sealed record CheckContentsCommand(string? Sha256, DateTimeOffset CheckedBefore) : ICommand<CheckedContents>;

/// <summary>How many were looked at, and how many are not what they were.</summary>
public sealed record CheckedContents(int Checked, int Damaged) : ICountsRows
{
    public int RowCount => Checked;
}

internal sealed class CheckContentsHandler(DbSession session, DocumentStore store, ChangeContext change, TimeProvider clock)
    : IRequestHandler<CheckContentsCommand, Result<CheckedContents>>
{
    private const long BytesInASlice = 256L * 1024 * 1024;

    // By age only: a running sum keeps a slice short whatever the sizes, and its first content is always taken.
    private const string SliceSql = """
        select sha256, bytes, integrity from (
          select *, sum(bytes) over (order by checked_at, sha256) - bytes as before
          from (select * from kernel.document_content where checked_at < $1 order by checked_at, sha256 limit 200) oldest
        ) slice where before < $2 order by checked_at, sha256
        """;

    private const string OneSql = "select sha256, bytes, integrity from kernel.document_content where sha256 = $1";

    public async Task<Result<CheckedContents>> Handle(CheckContentsCommand command, CancellationToken ct)
    {
        var damaged = 0;
        var contents = await ReadAsync(command, ct);
        foreach (var (sha256, bytes, before) in contents)
        {
            var found = await store.LookAsync(sha256, ct);
            var now = found is null ? Integrity.Missing : found.Sha256 == sha256 && found.Bytes == bytes ? Integrity.Intact : Integrity.Altered;
            if (now is not Integrity.Intact) damaged++;
            if (now != before)
            {
                await AddFindingAsync(sha256, now, found, ct);
                change.Changed($"integrity of {sha256}", before.ToString(), now.ToString());
            }

            await MarkAsync(sha256, now, ct);
        }

        change.Summarise($"{contents.Count} checked, {damaged} damaged");
        return new CheckedContents(contents.Count, damaged);
    }

    private async Task<List<(string Sha256, long Bytes, Integrity Before)>> ReadAsync(CheckContentsCommand command, CancellationToken ct)
    {
        await using var select = command.Sha256 is { } one
            ? new NpgsqlCommand(OneSql, session.Connection).With(one)
            : new NpgsqlCommand(SliceSql, session.Connection).With(command.CheckedBefore.UtcDateTime, BytesInASlice);
        await using var reader = await select.ExecuteReaderAsync(ct);
        var contents = new List<(string, long, Integrity)>();
        while (await reader.ReadAsync(ct)) contents.Add((reader.GetString(0), reader.GetInt64(1), Enum.Parse<Integrity>(reader.GetString(2))));
        return contents;
    }

    private async Task AddFindingAsync(string sha256, Integrity integrity, FoundContent? found, CancellationToken ct)
    {
        await using var insert = new NpgsqlCommand(
            """
            insert into kernel.document_finding (id, sha256, found_at, integrity, found_sha256, found_bytes) values ($1, $2, $3, $4, $5, $6)
            """, session.Connection)
            .With(
                Guid.CreateVersion7(clock.GetUtcNow()), sha256, clock.GetUtcNow().UtcDateTime, integrity.ToString(),
                new NpgsqlParameter<string?> { TypedValue = found?.Sha256 }, new NpgsqlParameter<long?> { TypedValue = found?.Bytes });
        await insert.ExecuteNonQueryAsync(ct);
    }

    private async Task MarkAsync(string sha256, Integrity integrity, CancellationToken ct)
    {
        await using var update = new NpgsqlCommand(
            "update kernel.document_content set checked_at = $2, integrity = $3 where sha256 = $1", session.Connection)
            .With(sha256, clock.GetUtcNow().UtcDateTime, integrity.ToString());
        await update.ExecuteNonQueryAsync(ct);
    }
}

/// <summary>Has a content checked at once, in a transaction of its own: the request that stumbled over it is refused and undone.</summary>
internal sealed class DamageReport(ServiceDispatchers dispatchers, TimeProvider clock)
{
    public Task<Result<CheckedContents>> ReportAsync(string sha256) =>
        dispatchers.As(ServiceAccounts.Scheduler(clock)).Send(new CheckContentsCommand(sha256, clock.GetUtcNow()));
}

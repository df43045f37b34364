using MediatR;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Post.Audit;
using Post.Commission.Contracts;
using Post.Kernel.Data;
using Post.Kernel.Requests;
using Post.Kernel.Time;

namespace Post.PublicDatabase.Features.PublishRegulationPages;

/// <summary>Brings the copies of the official pages up to what the register says now; a page taken back is linked no more (OV-01).</summary>
[Requires(PublicDatabasePermissions.Publish)]
[Audited("regulation-pages.published", DataClass.Public)]
public sealed record PublishRegulationPagesCommand : ICommand<Done>;

internal sealed class PublishRegulationPagesHandler(
    IOfficialPages pages,
    [FromKeyedServices(PublicDatabaseModule.Publisher)] NpgsqlDataSource publisher,
    TimeProvider clock,
    ChangeContext change)
    : IRequestHandler<PublishRegulationPagesCommand, Result<Done>>
{
    public async Task<Result<Done>> Handle(PublishRegulationPagesCommand command, CancellationToken ct)
    {
        var known = await pages.InForceAsync(clock.Today(), ct);
        await using var connection = await publisher.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        // Told twice at once, the second waits: both bring the whole list, and neither adds to the other's.
        await ExecuteAsync(connection, "lock table published.regulation_page in share row exclusive mode", ct);
        await ExecuteAsync(connection, "delete from published.regulation_page", ct);
        foreach (var page in known) await AddAsync(connection, page, ct);
        await transaction.CommitAsync(ct);
        change.Rows(known.Count);
        change.Summarise(known.Count == 0 ? "No title has an official page" : string.Join(", ", known.Select(p => p.Regulation)));
        return Done.Instance;
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken ct)
    {
#pragma warning disable CA2100 // Both texts are the constants above.
        await using var command = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync(ct);
    }

    private static async Task AddAsync(NpgsqlConnection connection, OfficialPage page, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            "insert into published.regulation_page (regulation, address, valid_until) values ($1, $2, $3)", connection);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = page.Regulation });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = page.Address });
        command.Parameters.Add(new NpgsqlParameter { Value = (object?)page.ValidUntil ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Date });
        await command.ExecuteNonQueryAsync(ct);
    }
}

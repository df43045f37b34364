using MediatR;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Post.Audit;
using Post.Kernel.Data;
using Post.Kernel.Requests;
using Post.Kernel.Time;

namespace Post.PublicDatabase.Features.PublishLogSeal;

/// <summary>Shows the day's checkpoint of the access log to everybody, once a day; a second time changes nothing.</summary>
[Requires(PublicDatabasePermissions.Publish)]
[Audited("log-seal.published", DataClass.Public)]
public sealed record PublishLogSealCommand : ICommand<Done>;

internal sealed class PublishLogSealHandler(
    DbSession session,
    [FromKeyedServices(PublicDatabaseModule.Publisher)] NpgsqlDataSource publisher,
    TimeProvider clock,
    ChangeContext change)
    : IRequestHandler<PublishLogSealCommand, Result<Done>>
{
    public async Task<Result<Done>> Handle(PublishLogSealCommand command, CancellationToken ct)
    {
        if (await LatestAsync(ct) is not { } seal)
        {
            change.Summarise("Nothing is sealed yet");
            return Done.Instance;
        }

        var added = await AddAsync(seal, ct);
        change.Summarise(added ? $"{seal.Size} events" : "The day has its checkpoint already");
        return Done.Instance;
    }

    private async Task<(long Size, DateTimeOffset At, string Note)?> LatestAsync(CancellationToken ct)
    {
        await session.OpenAsync(ct);
        await using var command = new NpgsqlCommand("select size, at, note from audit.latest_checkpoint()", session.Connection);
        await using var reader = await command.ExecuteReaderAsync(ct);
        return await reader.ReadAsync(ct)
            ? (reader.GetInt64(0), reader.GetFieldValue<DateTimeOffset>(1), reader.GetString(2))
            : null;
    }

    private async Task<bool> AddAsync((long Size, DateTimeOffset At, string Note) seal, CancellationToken ct)
    {
        await using var command = publisher.CreateCommand(
            "insert into published.log_seal (day, size, sealed_at, note) values ($1, $2, $3, $4) on conflict (day) do nothing");
        command.Parameters.Add(new NpgsqlParameter<DateOnly> { TypedValue = clock.Today() });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = seal.Size });
        command.Parameters.Add(new NpgsqlParameter<DateTime> { TypedValue = seal.At.UtcDateTime });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = seal.Note });
        return await command.ExecuteNonQueryAsync(ct) == 1;
    }
}

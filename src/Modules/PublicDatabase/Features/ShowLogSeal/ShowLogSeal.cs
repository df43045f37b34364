using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Post.Kernel.Requests;
using Post.PublicDatabase.Site;

namespace Post.PublicDatabase.Features.ShowLogSeal;

/// <summary>The checkpoints of the access log that were shown, one a day, the latest first.</summary>
[PublicRead("/about-the-data/seal")]
internal sealed record ShowLogSealQuery : IQuery<LogSealView>;

public sealed record LogSealView(IReadOnlyList<LogSeal> Days)
{
    public LogSeal? Latest => Days.Count == 0 ? null : Days[0];
}

/// <summary>A day's checkpoint: how many events were sealed, and the signed text over them.</summary>
public sealed record LogSeal(DateOnly Day, long Size, string Note)
{
    /// <summary>The hash over all events, the third line of the text.</summary>
    public string Root => Note.Split('\n') is { Length: > 2 } lines ? lines[2] : "";
}

internal sealed class ShowLogSealHandler([FromKeyedServices(PublicDatabaseModule.Public)] NpgsqlDataSource source)
    : IRequestHandler<ShowLogSealQuery, Result<LogSealView>>
{
    private const int DaysShown = 31;

    public async Task<Result<LogSealView>> Handle(ShowLogSealQuery query, CancellationToken ct)
    {
        try
        {
            await using var command = source.CreateCommand("select day, size, note from published.log_seal order by day desc limit $1");
            command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = DaysShown });
            await using var reader = await command.ExecuteReaderAsync(ct);
            var days = new List<LogSeal>();
            while (await reader.ReadAsync(ct)) days.Add(new LogSeal(reader.GetFieldValue<DateOnly>(0), reader.GetInt64(1), reader.GetString(2)));
            return new LogSealView(days);
        }
        catch (NpgsqlException)
        {
            return new NotLoadedYet();
        }
    }
}

internal static class ShowLogSealEndpoint
{
    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapMethods("/about-the-data/seal", PublicSite.Reading, ShowAsync).ExcludeFromDescription();

    private static async Task ShowAsync(HttpContext context)
    {
        if (await PublicDesk.AskAsync(context, new ShowLogSealQuery()) is { } view)
        {
            await PublicAnswers.PageAsync<ShowLogSealPage>(context, view);
        }
    }
}

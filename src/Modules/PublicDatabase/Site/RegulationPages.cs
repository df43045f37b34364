using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Post.Commission.Contracts;
using Post.Kernel.Time;

namespace Post.PublicDatabase.Site;

/// <summary>Where the clauses that public pages cite are read officially, from the copies.</summary>
internal interface IRegulationPages
{
    Task<OfficialPages> CurrentAsync(CancellationToken ct);
}

internal sealed class PublishedRegulationPages([FromKeyedServices(PublicDatabaseModule.Public)] NpgsqlDataSource source, TimeProvider clock) : IRegulationPages
{
    public async Task<OfficialPages> CurrentAsync(CancellationToken ct)
    {
        try
        {
            await using var command = source.CreateCommand(
                "select regulation, address, valid_until from published.regulation_page where valid_until is null or valid_until >= $1");
            command.Parameters.Add(new NpgsqlParameter<DateOnly> { TypedValue = clock.Today() });
            await using var reader = await command.ExecuteReaderAsync(ct);
            var pages = new List<OfficialPage>();
            while (await reader.ReadAsync(ct)) pages.Add(new OfficialPage(reader.GetString(0), reader.GetString(1), reader.IsDBNull(2) ? null : reader.GetFieldValue<DateOnly>(2)));
            return new OfficialPages(pages);
        }
        catch (NpgsqlException)
        {
            // Public pages are read without the database too; their clauses are then plain text.
            return OfficialPages.Empty;
        }
    }
}

using System.Globalization;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Post.Kernel.Requests;
using Post.PublicDatabase.Domain;
using Post.PublicDatabase.Site;
using Post.PublicDatabase.Snapshot;

namespace Post.PublicDatabase.Features.ExportAgencies;

[PublicRead("/agencies.csv")]
internal sealed record ExportAgenciesQuery : IQuery<AgencyExport>;

/// <summary>Every agency of the publication, by name; those that ended are among them.</summary>
internal sealed record AgencyExport(IReadOnlyList<PublishedAgency> Agencies, DateOnly? DataThrough);

internal sealed class ExportAgenciesHandler(IPublishedSnapshots snapshots) : IRequestHandler<ExportAgenciesQuery, Result<AgencyExport>>
{
    public async Task<Result<AgencyExport>> Handle(ExportAgenciesQuery query, CancellationToken ct)
    {
        var snapshot = await snapshots.CurrentAsync(ct);
        return new AgencyExport(snapshot.Agencies, snapshot.State.DataThrough);
    }
}

internal static class ExportAgenciesEndpoint
{
    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapMethods("/agencies.csv", PublicSite.Reading, SendAsync).ExcludeFromDescription();

    private static async Task SendAsync(HttpContext context)
    {
        if (await PublicDesk.AskAsync(context, new ExportAgenciesQuery()) is not { } export) return;
        await CsvAnswer.SendAsync(
            context,
            new("agencies.csv", CsvColumns.OfAgencies, () => export.Agencies.Select(a => Row(a, export.DataThrough))));
    }

    // No officers is an empty cell: whether none is held or none may be shown reads alike (8.06(3)).
    private static string?[] Row(PublishedAgency agency, DateOnly? through) =>
    [
        agency.Key, agency.Name, agency.County, agency.Officers == 0 ? null : agency.Officers.ToString(CultureInfo.InvariantCulture),
        Cells.Day(agency.Ended?.On), agency.Ended?.How, Cells.List(agency.Ended?.Into.Select(a => a.Name) ?? []),
        Cells.List(agency.TookOverFrom.Select(t => $"{t.Agency.Name} ({Cells.Day(t.On)})")), Cells.Day(through), Advisories.OneLine,
    ];
}

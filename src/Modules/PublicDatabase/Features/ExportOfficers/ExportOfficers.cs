using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Post.Kernel.Requests;
using Post.PublicDatabase.Search;
using Post.PublicDatabase.Site;
using Post.PublicDatabase.Snapshot;

namespace Post.PublicDatabase.Features.ExportOfficers;

[PublicRead("/officers.csv")]
internal sealed record ExportOfficersQuery(OfficerQuestion Question) : IQuery<OfficerExport>;

/// <summary>Everybody whom the question finds, in the order of the page.</summary>
internal sealed record OfficerExport(PublishedSnapshot Snapshot, IReadOnlyList<SearchableOfficer> Officers);

internal sealed class ExportOfficersHandler(IPublishedSnapshots snapshots)
    : IRequestHandler<ExportOfficersQuery, Result<OfficerExport>>
{
    public async Task<Result<OfficerExport>> Handle(ExportOfficersQuery query, CancellationToken ct)
    {
        var snapshot = await snapshots.CurrentAsync(ct);
        var question = query.Question with { After = "" };
        if (question is { Text.Length: 0, HasFilter: false }) return new OfficerExport(snapshot, snapshot.Officers.Officers);
        return new OfficerExport(snapshot, Everybody(snapshot, question, ct));
    }

    private static List<SearchableOfficer> Everybody(PublishedSnapshot snapshot, OfficerQuestion question, CancellationToken ct)
    {
        var officers = new List<SearchableOfficer>();
        var request = question.ToRequest(snapshot, Page.MaxLimit);
        do
        {
            ct.ThrowIfCancellationRequested();
            var page = snapshot.Officers.Search(request);
            officers.AddRange(page.Hits.Select(h => h.Officer));
            request = request with { After = page.Next };
        }
        while (request.After is not null);

        return officers;
    }
}

internal static class ExportOfficersEndpoint
{
    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapMethods("/officers.csv", PublicSite.Reading, SendAsync).ExcludeFromDescription();

    private static async Task SendAsync(HttpContext context)
    {
        var question = OfficerQuestion.Read(context.Request.Query);
        if (await PublicDesk.AskAsync(context, new ExportOfficersQuery(question)) is not { } export) return;
        await CsvAnswer.SendAsync(context, new("officers.csv", CsvColumns.OfOfficers, () => Rows(export)));
    }

    private static IEnumerable<string?[]> Rows(OfficerExport export)
    {
        var row = new string?[CsvColumns.OfOfficers.Count];
        row[9] = Cells.Day(export.Snapshot.State.DataThrough);
        row[10] = Advisories.OneLine;
        foreach (var o in export.Officers)
        {
            (row[0], row[1], row[2], row[3], row[4]) = (o.Key, o.OfficerNumber, o.FirstName, o.Surname, o.Suffix);
            row[5] = o.FormerNames.Count == 0 ? null : Cells.List(o.FormerNames.Select(Named));
            row[6] = export.Snapshot.StatusLabels[o.StatusCode];
            (row[7], row[8]) = o.MoreAgencies.Count == 0 ? (o.AgencyName, o.County) : (Cells.List(o.AgencyNames), Cells.List(o.Counties));
            yield return row;
        }
    }

    private static string Named(FormerName name) => OfficerWords.Spoken(name.FirstName, name.Surname, null);
}

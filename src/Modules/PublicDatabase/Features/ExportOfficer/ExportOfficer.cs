using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Post.Kernel.Requests;
using Post.PublicDatabase.Domain;
using Post.PublicDatabase.Site;
using Post.PublicDatabase.Snapshot;

namespace Post.PublicDatabase.Features.ExportOfficer;

[PublicRead("/officers/{key}.csv")]
internal sealed record ExportOfficerQuery(string Key) : IQuery<OfficerDocument>;

internal sealed class ExportOfficerHandler(IPublishedSnapshots snapshots) : IRequestHandler<ExportOfficerQuery, Result<OfficerDocument>>
{
    public async Task<Result<OfficerDocument>> Handle(ExportOfficerQuery query, CancellationToken ct)
    {
        var snapshot = await snapshots.CurrentAsync(ct);
        return snapshot.FindOfficer(query.Key) is { } entry ? OfficerDocument.Read(entry.Json.Span) : ListedElsewhere.Of(snapshot, query.Key);
    }
}

internal static class ExportOfficerEndpoint
{
    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapMethods("/officers/{key}.csv", PublicSite.Reading, SendAsync).ExcludeFromDescription();

    private static async Task SendAsync(HttpContext context, string key)
    {
        if (await PublicDesk.AskAsync(context, new ExportOfficerQuery(key)) is not { } officer) return;
        await CsvAnswer.SendAsync(context, new($"officer-{officer.Key}.csv", CsvColumns.OfProfile, () => Rows(officer)));
    }

    // One row stands for the officer even where nothing else is shown; it says nothing about why.
    private static IEnumerable<string?[]> Rows(OfficerDocument officer)
    {
        if (officer.Complaints.Count == 0) return [Row(officer, null, null)];
        return officer.Complaints.SelectMany(c => c.Allegations.Select(a => Row(officer, c, a)));
    }

    private static string?[] Row(OfficerDocument officer, PublishedComplaint? complaint, PublishedAllegation? allegation) =>
    [
        officer.Key, officer.OfficerId, officer.FirstName, officer.Surname, officer.Suffix, officer.Status,
        Cells.List(officer.CurrentAgencies.Select(a => a.Name)), Cells.Day(officer.Certification.FirstCertified), Cells.Day(officer.Certification.LastCertified),
        Cells.Day(officer.Certification.Ceased), Cells.List(officer.Service.Spells.Select(Words)), complaint?.Number, Cells.Day(complaint?.ReceivedOn),
        Cells.Day(complaint?.IncidentFrom), Cells.Day(complaint?.IncidentTo), complaint?.ReportingAgency?.Name,
        complaint?.Anonymous, complaint?.Sworn, allegation?.Category, allegation?.Subtype, allegation?.Disposition,
        Cells.List(allegation?.Discipline ?? []), Cells.List(complaint?.Notations ?? []), Cells.Day(officer.DataThrough),
        Advisories.OneLine,
    ];

    private static string Words(PublishedSpell spell) => (spell.From, spell.Until, spell.Current) switch
    {
        (null, null, _) => spell.Agency.Name,
        var (from, until, current) => $"{spell.Agency.Name} ({Cells.Day(from) ?? "?"} to {(current ? "present" : Cells.Day(until) ?? "?")})",
    };
}

using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Post.Kernel.Requests;
using Post.PublicDatabase.Domain;
using Post.PublicDatabase.Search;
using Post.PublicDatabase.Site;
using Post.PublicDatabase.Snapshot;

namespace Post.PublicDatabase.Features.ShowOfficer;

[PublicRead("/officers/{key}")]
internal sealed record ShowOfficerQuery(string Key) : IQuery<OfficerProfile>;

/// <summary>An officer's page: the published document, its digest, and how many officers have the same name.</summary>
public sealed record OfficerProfile(OfficerDocument Officer, string Sha256, int Namesakes)
{
    public string Name => OfficerWords.Spoken(Officer.FirstName, Officer.Surname, Officer.Suffix);

    /// <summary>A search that finds everybody of this name.</summary>
    public string NamesakesAddress =>
        new OfficerQuestion($"{Officer.Surname}, {Officer.FirstName}", "", [], "", "", false).Address("/officers");
}

internal sealed class ShowOfficerHandler(IPublishedSnapshots snapshots) : IRequestHandler<ShowOfficerQuery, Result<OfficerProfile>>
{
    public async Task<Result<OfficerProfile>> Handle(ShowOfficerQuery query, CancellationToken ct)
    {
        var snapshot = await snapshots.CurrentAsync(ct);
        if (snapshot.FindOfficer(query.Key) is not { } entry) return ListedElsewhere.Of(snapshot, query.Key);
        var document = OfficerDocument.Read(entry.Json.Span);
        return new OfficerProfile(document, OfficerJson.Sha256Of(entry), NamesakesOf(entry.Searchable, snapshot.Officers));
    }

    // Display order begins with surname and first name, so namesakes stand together.
    private static int NamesakesOf(SearchableOfficer officer, OfficerIndex officers)
    {
        var name = $"{FoldedText.Ordering(officer.Surname)}\u0001{FoldedText.Ordering(officer.FirstName)}\u0001";
        return officers.CountUpTo(name + char.MaxValue) - officers.CountUpTo(name);
    }
}

internal static class ShowOfficerEndpoint
{
    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapMethods("/officers/{key}", PublicSite.Reading, ShowAsync).ExcludeFromDescription();

    private static async Task ShowAsync(HttpContext context, string key)
    {
        if (await PublicDesk.AskAsync(context, new ShowOfficerQuery(key)) is { } profile)
        {
            await PublicAnswers.PageAsync<ShowOfficerPage>(context, profile);
        }
    }
}

using System.Collections.Concurrent;
using System.Net;
using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace Post.EndToEnd.Tests.Running;

/// <summary>An answer as the wire carries it: status, all headers but the date, and the bytes.</summary>
internal sealed record Answer(HttpStatusCode Status, string Headers, byte[] Body)
{
    public string Text => Encoding.UTF8.GetString(Body);

    public string Type { get; init; } = "";
}

/// <summary>Follows every link, form choice and asset of the public site from some addresses on.</summary>
internal sealed class Crawl(HttpClient http)
{
    private const int AtOnce = 4;

    /// <summary>Every address found, with its answer.</summary>
    public async Task<IReadOnlyDictionary<string, Answer>> WalkAsync(IEnumerable<string> from)
    {
        var answers = new ConcurrentDictionary<string, Answer>();
        string[] wave = [.. from.Distinct()];
        while (wave.Length > 0)
        {
            var found = new ConcurrentBag<string>();
            await Parallel.ForEachAsync(wave, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (address, _) =>
            {
                var answer = answers[address] = await GetAsync(address);
                foreach (var link in LinksOf(address, answer)) found.Add(link);
            });
            wave = [.. found.Distinct().Where(a => !answers.ContainsKey(a))];
        }

        return answers;
    }

    public async Task<Answer> GetAsync(string address)
    {
        using var answer = await http.GetAsync(new Uri(address, UriKind.Relative));
        var headers = answer.Headers.Concat(answer.Content.Headers)
            .Where(h => h.Key != "Date")
            .OrderBy(h => h.Key, StringComparer.Ordinal)
            .Select(h => $"{h.Key}: {string.Join(", ", h.Value)}");
        return new Answer(answer.StatusCode, string.Join('\n', headers), await answer.Content.ReadAsByteArrayAsync())
        {
            Type = answer.Content.Headers.ContentType?.MediaType ?? "",
        };
    }

    private static IEnumerable<string> LinksOf(string address, Answer answer)
    {
        if (answer.Type != "text/html") return [];
        var page = new HtmlParser().ParseDocument(answer.Text);
        var links = page.QuerySelectorAll("[href]").Select(e => e.GetAttribute("href")!)
            .Concat(page.QuerySelectorAll("[src]").Select(e => e.GetAttribute("src")!))
            .Concat(page.QuerySelectorAll("input[name=status]").Select(e => $"/officers?status={Escaped(e, "value")}"))
            .Concat(page.QuerySelectorAll("select[name=county] option[value]").Select(e => $"/officers?county={Escaped(e, "value")}"));
        return links.Select(l => l.Split('#')[0]).Where(l => l.StartsWith('/')).Where(l => !IsPageOfAFilter(address, l));
    }

    // One page of each filter is enough; every combination of them with every page would be thousands.
    private static bool IsPageOfAFilter(string address, string link) =>
        link.Contains("after=", StringComparison.Ordinal) && link.Contains("agency=", StringComparison.Ordinal) && address.Contains("after=", StringComparison.Ordinal);

    private static string Escaped(IElement element, string attribute) => Uri.EscapeDataString(element.GetAttribute(attribute)!);
}

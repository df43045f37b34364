using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Microsoft.VisualBasic.FileIO;
using Post.EndToEnd.Tests.Running;

namespace Post.EndToEnd.Tests.Journeys;

[Collection(SiteCollection.Name)]
public sealed class DownloadsAgreeWithThePageTests(RunningSite site)
{
    private const string Question = "q=police";

    [Fact]
    [Trait("Clause", "8.06(2)")]
    public async Task CsvAndJson_HoldWhatThePagesShowInTheSameOrder()
    {
        var shown = await ShownAsync($"/officers?{Question}");
        var csv = await CsvAsync($"/officers.csv?{Question}");
        var json = await JsonAsync($"/api/v1/officers?{Question}&limit=100");

        Assert.True(shown.Count > 100, "The question finds too few to fill more than one page of each form.");
        Assert.Equal(shown, csv.Select(r => new Row(r["key"], r["officer_id"], $"{r["surname"]}, {r["first_name"]}", r["status"])));
        Assert.Equal(shown, json);
    }

    [Fact]
    [Trait("Clause", "8.06(3)(b)")]
    public async Task EveryForm_CarriesTheAdvisories()
    {
        const string Advisory = "may be challenged later";

        Assert.All(await CsvAsync($"/officers.csv?{Question}"), r => Assert.Contains(Advisory, r["advisory"], StringComparison.Ordinal));
        Assert.Contains(Advisory, await site.TextAsync($"/api/v1/officers?{Question}"), StringComparison.Ordinal);
        Assert.Contains(Advisory, await site.TextAsync($"/officers?{Question}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Csv_NamesItsRowCountAndDigestInItsHeaders()
    {
        using var answer = await site.GetAsync($"/officers.csv?{Question}");
        var bytes = await answer.Content.ReadAsByteArrayAsync();

        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(bytes)), answer.Headers.GetValues("X-Content-SHA256").Single());
        var rows = int.Parse(answer.Headers.GetValues("X-Row-Count").Single(), CultureInfo.InvariantCulture);
        Assert.Equal((await CsvAsync($"/officers.csv?{Question}")).Count, rows);
    }

    private async Task<List<Row>> ShownAsync(string address)
    {
        var rows = new List<Row>();
        for (var next = address; next is not null;)
        {
            var page = new HtmlParser().ParseDocument(await site.TextAsync(next));
            rows.AddRange(page.QuerySelectorAll(".hits li").Select(RowOf));
            next = page.QuerySelector("a[rel=next]")?.GetAttribute("href");
        }

        return rows;
    }

    private static Row RowOf(AngleSharp.Dom.IElement hit)
    {
        var link = (IHtmlAnchorElement)hit.QuerySelector("a")!;
        return new Row(
            link.GetAttribute("href")!["/officers/".Length..],
            hit.QuerySelector(".num")!.TextContent,
            WithoutSuffix(link.TextContent),
            hit.QuerySelector(".chip")!.TextContent.Trim());
    }

    // The page writes a suffix after the first name; the other forms have a field of its own for it.
    private static string WithoutSuffix(string name)
    {
        foreach (var suffix in new[] { " Jr.", " Sr.", " II", " III", " IV" })
        {
            if (name.EndsWith(suffix, StringComparison.Ordinal)) return name[..^suffix.Length].TrimEnd(',');
        }

        return name;
    }

    private async Task<List<Dictionary<string, string>>> CsvAsync(string address)
    {
        using var reader = new StringReader(await site.TextAsync(address));
        using var parser = new TextFieldParser(reader) { HasFieldsEnclosedInQuotes = true };
        parser.SetDelimiters(",");
        var columns = parser.ReadFields()!;
        columns[0] = columns[0].TrimStart('\uFEFF');
        var rows = new List<Dictionary<string, string>>();
        while (parser.ReadFields() is { } cells) rows.Add(columns.Zip(cells).ToDictionary(c => c.First, c => c.Second));
        return rows;
    }

    private async Task<List<Row>> JsonAsync(string address)
    {
        var rows = new List<Row>();
        string? after = "";
        while (after is not null)
        {
            var page = after.Length == 0 ? address : $"{address}&after={Uri.EscapeDataString(after)}";
            using var json = JsonDocument.Parse(Encoding.UTF8.GetBytes(await site.TextAsync(page)));
            rows.AddRange(json.RootElement.GetProperty("items").EnumerateArray().Select(RowOf));
            after = json.RootElement.GetProperty("next").GetString();
        }

        return rows;
    }

    private static Row RowOf(JsonElement officer)
    {
        string Text(string name) => officer.GetProperty(name).GetString()!;
        return new Row(Text("key"), Text("officerId"), $"{Text("surname")}, {Text("firstName")}", Text("status"));
    }

    private sealed record Row(string Key, string OfficerNumber, string Name, string Status);
}

using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using Post.PublicDatabase.Search;
using Post.PublicDatabase.Snapshot;

namespace Post.Benchmarks;

/// <summary>The bound: the same index and the same rows with nothing around them.</summary>
internal static class BareServer
{
    public static async Task<int> RunAsync(string port)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://localhost:{port}");
        builder.Services.AddRazorComponents();
        await using var source = NpgsqlDataSource.Create(Environment.GetEnvironmentVariable("ConnectionStrings__Public")!);
        await using var reader = new SnapshotReader(source);
        var snapshot = await reader.LoadAsync(new DateOnly(2026, 1, 1), default);
        var app = builder.Build();
        app.MapGet("/ready", () => "ready");
        app.MapGet("/bare/officers", (HttpContext http, string? q) => SearchAsync(http, snapshot.Officers, q));
        app.MapGet("/bare/officers/{key}", (HttpContext http, string key) => ProfileAsync(http, snapshot, key));
        app.MapGet("/bare/page", (string? q) => new RazorComponentResult<BarePage>(
            new { Hits = snapshot.Officers.Search(new SearchRequest(q)).Hits }));
        await app.RunAsync();
        return 0;
    }

    private static async Task SearchAsync(HttpContext http, OfficerIndex index, string? q)
    {
        var found = index.Search(new SearchRequest(q));
        http.Response.ContentType = "application/json";
        await using var json = new Utf8JsonWriter(http.Response.BodyWriter, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        json.WriteStartObject();
        json.WriteStartArray("items");
        foreach (var hit in found.Hits)
        {
            var officer = hit.Officer;
            json.WriteStartObject();
            json.WriteString("key", officer.Key);
            json.WriteString("officerId", officer.OfficerNumber);
            json.WriteString("firstName", officer.FirstName);
            json.WriteString("surname", officer.Surname);
            json.WriteString("suffix", officer.Suffix);
            json.WriteString("status", officer.StatusCode);
            json.WriteString("currentAgency", officer.AgencyName);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteString("next", found.Next);
        json.WriteEndObject();
    }

    private static async Task ProfileAsync(HttpContext http, PublishedSnapshot snapshot, string key)
    {
        http.Response.ContentType = "application/json";
        await http.Response.BodyWriter.WriteAsync(snapshot.FindOfficer(key)?.Json ?? Encoding.UTF8.GetBytes("{}"));
    }
}

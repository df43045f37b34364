using System.Net;
using System.Security.Cryptography;
using Post.PublicDatabase.Site;

namespace Post.PublicDatabase.Tests.Site;

public sealed class DownloadTests(PublicSiteHost host) : IClassFixture<PublicSiteHost>
{
    [Fact]
    public async Task Search_IsDownloadedWholeWithCountAndDigest()
    {
        host.Snapshot = Publication.Of(Publication.Smiths(250));

        using var answer = await host.GetAsync("/officers.csv?q=smith");
        var bytes = await answer.Content.ReadAsByteArrayAsync();
        var rows = CsvReading.Rows(bytes);

        Assert.Equal("250", answer.Headers.GetValues("X-Row-Count").Single());
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(bytes)), answer.Headers.GetValues("X-Content-SHA256").Single());
        Assert.Equal($"sha-256=:{Convert.ToBase64String(SHA256.HashData(bytes))}:", answer.Headers.GetValues("Repr-Digest").Single());
        Assert.Equal([0xEF, 0xBB, 0xBF], bytes[..3]);
        Assert.Equal(CsvColumns.OfOfficers, rows[0]);
        Assert.Equal(250, rows.Skip(1).Select(r => r[0]).Distinct().Count());
    }

    [Fact]
    public async Task WholeRegister_IsStreamedInDisplayOrder()
    {
        host.Snapshot = Publication.Of(Publication.Smiths(5_000));

        using var answer = await host.GetAsync("/officers.csv");
        var bytes = await answer.Content.ReadAsByteArrayAsync();

        Assert.Equal(bytes.Length, answer.Content.Headers.ContentLength);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(bytes)), answer.Headers.GetValues("X-Content-SHA256").Single());
        Assert.Equal(5_001, CsvReading.Rows(bytes).Count);
    }

    [Fact]
    [Trait("Clause", "8.06(3)(b)")]
    public async Task EveryRow_CarriesBothAdvisories()
    {
        host.Snapshot = Publication.Of(Publication.Smiths(3));

        foreach (var address in new[] { "/officers.csv", "/officers/smth-0000-0000.csv" })
        {
            using var answer = await host.GetAsync(address);
            var rows = CsvReading.Rows(await answer.Content.ReadAsByteArrayAsync());
            Assert.All(rows.Skip(1), row => Assert.All(Advisories.Texts, text => Assert.Contains(text, row[^1], StringComparison.Ordinal)));
        }
    }

    [Fact]
    public async Task Officer_HasARowForEachAllegation()
    {
        host.Snapshot = Publication.Of(Publication.Officer("k7m2-q9xa-3f5t", "1170-5528", "William", "Smith") with
        {
            Complaints = [Publication.Complaint("22100418")],
        });

        using var answer = await host.GetAsync("/officers/k7m2-q9xa-3f5t.csv");
        var rows = CsvReading.Rows(await answer.Content.ReadAsByteArrayAsync());

        Assert.Equal(3, rows.Count);
        Assert.Equal(["Use of force", "Other misconduct"], rows.Skip(1).Select(r => r[18]));
        Assert.Contains("challenged", rows[1][22], StringComparison.Ordinal);
    }

    [Fact]
    public async Task FormulaName_ArrivesAsText()
    {
        host.Snapshot = Publication.Of(Publication.Officer("k7m2-q9xa-3f5t", "1170-5528", "=HYPERLINK(\"x\")", "@Smith, Jo"));

        using var answer = await host.GetAsync("/officers.csv");
        var row = CsvReading.Rows(await answer.Content.ReadAsByteArrayAsync())[1];

        Assert.Equal("'=HYPERLINK(\"x\")", row[2]);
        Assert.Equal("'@Smith, Jo", row[3]);
    }

    [Fact]
    public async Task NobodyFound_IsAHeaderAlone()
    {
        host.Snapshot = Publication.Of(Publication.Smiths(3));

        using var answer = await host.GetAsync("/officers.csv?status=Decertified");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Single(CsvReading.Rows(await answer.Content.ReadAsByteArrayAsync()));
    }
}

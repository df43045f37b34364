using Npgsql;
using Post.Audit.Tests.Tampering;
using Post.Sealer.Notes;
using Post.Sealer.Sealing;
using Post.Testing;
using Post.Verifier;
using Post.Verifier.Sources;

namespace Post.Audit.Tests.Endurance;

/// <summary>What must hold when everything is up again.</summary>
internal static class AfterTheFall
{
    /// <summary>Nothing acknowledged is lost, no event is without its change and no change without its event, and the log verifies.</summary>
    public static async Task AssertWholeAsync(OwnCluster cluster, WriteLoad load)
    {
        await using var connection = new NpgsqlConnection(cluster.Superuser);
        await connection.OpenAsync();
        await using var lost = new NpgsqlCommand("select count(*) from unnest($1::uuid[]) a (id) where not exists (select from audit.event e where e.id = a.id)", connection);
        lost.Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = [.. load.Acknowledged] });
        Assert.Equal(0L, await lost.ExecuteScalarAsync());
        await using var halves = new NpgsqlCommand($"""
            select count(*) from (select id from audit.event where action = '{WriteLoad.Change}') e full join public.changed c on c.event_id = e.id
            where e.id is null or c.event_id is null
            """, connection);
        Assert.Equal(0L, await halves.ExecuteScalarAsync());
        Found.Nothing(await VerifyAsync(cluster));
    }

    private static async Task<Verdict> VerifyAsync(OwnCluster cluster)
    {
        var folder = Directory.CreateTempSubdirectory("post-key-").FullName;
        try
        {
            var file = Path.Combine(folder, "sealer.pem");
            SigningKey.Generate(file);
            using var key = SigningKey.Load(file, SealedLog.Origin);
            await using (var sealer = (await LogSealer.OpenAsync(cluster.Sealer, SealedLog.Origin, key, CancellationToken.None))!)
            {
                await sealer.RoundAsync(CancellationToken.None);
            }

            await using var source = await DatabaseSource.OpenAsync(cluster.Verifier, CancellationToken.None);
            var verdict = await Verification.RunAsync(source, new VerifyOptions { Lag = TimeSpan.Zero }, CancellationToken.None);
            // Its process lived, so every number is settled: not even a warning.
            Assert.Empty(verdict.Findings.All);
            Assert.Equal(verdict.Events, verdict.Sealed);
            return verdict;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}

using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Post.Audit;
using Post.Sealer.Notes;
using Post.Sealer.Sealing;
using Post.Verifier;
using Post.Verifier.Sources;

namespace Post.Certification.Tests.Year;

/// <summary>The log of a year, sealed and verified by the programs that do so.</summary>
internal static class YearLog
{
    private const string Origin = "post.test/year";

    public static async Task<Verdict> VerifyAsync(SimulatedYear year)
    {
        await SettleNumbersAsync(year);
        await SealAsync(year);
        await using var source = await DatabaseSource.OpenAsync(year.Host.Database.Verifier, default);
        return await Verification.RunAsync(source, new VerifyOptions { Lag = TimeSpan.Zero }, default);
    }

    // The first write after a cut finds the writer's connection gone; the product's pump comes again as well.
    private static async Task SettleNumbersAsync(SimulatedYear year)
    {
        for (var tries = 0; ; tries++)
        {
            try
            {
                await year.Host.Services.GetRequiredService<NumberSettlement>().SettleAsync(TimeSpan.Zero, default);
                return;
            }
            catch (AuditUnavailableException) when (tries < 3)
            {
                await Task.Delay(200);
            }
        }
    }

    private static async Task SealAsync(SimulatedYear year)
    {
        var folder = System.IO.Directory.CreateTempSubdirectory("post-year-").FullName;
        try
        {
            var file = Path.Combine(folder, "sealer.pem");
            SigningKey.Generate(file);
            using var key = SigningKey.Load(file, Origin);
            await using var sealer = (await LogSealer.OpenAsync(year.Host.Database.Sealer, Origin, key, default))!;
            await UntilNothingHoldsAsync(year);
            while (await sealer.RoundAsync(default) > 0) { }
        }
        finally
        {
            System.IO.Directory.Delete(folder, recursive: true);
        }
    }

    // Transaction numbers are the whole server's: a test beside this one that is in the middle of something holds the seal back.
    private static async Task UntilNothingHoldsAsync(SimulatedYear year)
    {
        await using var connection = new NpgsqlConnection(year.Host.Database.Superuser);
        await connection.OpenAsync();
        await using var held = new NpgsqlCommand(
            "select count(*) from audit.event where id not in (select event_id from audit.leaf) and tx >= pg_snapshot_xmin(pg_current_snapshot())",
            connection);
        for (var tries = 0; tries < 1_200 && (long)(await held.ExecuteScalarAsync())! > 0; tries++) await Task.Delay(50);
    }
}

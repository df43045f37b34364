using Npgsql;
using Post.Testing;
using Xunit.Abstractions;

namespace Post.Audit.Tests.Endurance;

/// <summary>The disk is full: whatever cannot be recorded is refused, and nothing that was acknowledged is lost.</summary>
[Trait("Clause", "8.07(5)")]
public sealed class DiskFullTests(ITestOutputHelper output) : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("post-full-").FullName;

    public Task InitializeAsync()
    {
        // The server's account must get to the disk that is mounted in it.
        File.SetUnixFileMode(_folder, File.GetUnixFileMode(_folder) | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
        return Task.CompletedTask;
    }

    public Task DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return Task.CompletedTask;
    }

    [MountFact]
    [Trait("Category", "Slow")]
    public async Task Data_RefusesRecoversAndLosesNothing()
    {
        await using var disk = await SmallDisk.MountAsync(Path.Combine(_folder, "data"), megabytes: 8);
        await using var cluster = await OwnCluster.StartAsync();
        await PutLogOnAsync(cluster, disk.Folder);
        await using var load = await WriteLoad.BeginAsync(cluster);
        await load.MoreAsync(100);
        await load.RefusedMoreAsync(50);

        await disk.GrowAsync(256);
        await load.MoreAsync(200);
        await load.EndAsync();

        await AfterTheFall.AssertWholeAsync(cluster, load);
        output.WriteLine($"Data full: {load.Acknowledged.Count} acknowledged, {load.Refused} refused, 0 lost");
    }

    [MountFact]
    [Trait("Category", "Slow")]
    public async Task WriteAheadLog_StopsTheServerRecoversAndLosesNothing()
    {
        await using var disk = await SmallDisk.MountAsync(Path.Combine(_folder, "wal"), megabytes: 512);
        await using var cluster = await OwnCluster.StartAsync(disk.Folder);
        await using var load = await WriteLoad.BeginAsync(cluster);
        await load.MoreAsync(100);
        var ballast = await FillAsync(disk.Folder);
        for (var tries = 0; !cluster.HasStopped(); tries++)
        {
            Assert.True(tries < 600, "The server goes on without a write-ahead log.");
            await SpendLogAsync(cluster);
            await Task.Delay(100);
        }

        File.Delete(ballast);
        await cluster.RestartAsync();
        await load.MoreAsync(200);
        await load.EndAsync();

        Assert.True(load.Refused > 0);
        await AfterTheFall.AssertWholeAsync(cluster, load);
        output.WriteLine($"Write-ahead log full: {load.Acknowledged.Count} acknowledged, {load.Refused} refused, 0 lost");
    }

    // Segments made ahead last as long as little is written: they are used up, so that it comes to the full disk at once.
    private static async Task SpendLogAsync(OwnCluster cluster)
    {
        try
        {
            await WriteLoad.ExecuteAsync(cluster, "select pg_logical_emit_message(true, 'ballast', repeat('x', 1000000)), pg_switch_wal()");
        }
        catch (NpgsqlException)
        {
            // What was waited for: the server is down, or about to be.
        }
    }

    // This month's events and payloads are what grows.
    private static async Task PutLogOnAsync(OwnCluster cluster, string folder)
    {
        var space = Path.Combine(folder, "space");
        Directory.CreateDirectory(space);
        using (var chown = System.Diagnostics.Process.Start("chown", ["--reference=" + Path.Combine(cluster.Home, "data"), space])) await chown.WaitForExitAsync();
        File.SetUnixFileMode(space, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        await WriteLoad.ExecuteAsync(cluster, $"create tablespace small location '{space}'");
        await using var connection = new NpgsqlConnection(cluster.Superuser);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("""
            do $do$
            declare part regclass;
            begin
              for part in select c.oid::regclass from pg_class c where c.relnamespace = 'audit'::regnamespace and c.relispartition and c.relkind in ('r') loop
                execute format('alter table %s set tablespace small', part);
              end loop;
            end $do$
            """, connection);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<string> FillAsync(string folder)
    {
        var path = Path.Combine(folder, "ballast");
        await using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        var block = new byte[1 << 20];
        try
        {
            while (true) await file.WriteAsync(block);
        }
        catch (IOException)
        {
            return path;
        }
    }
}

using System.Diagnostics;
using Post.Audit.Tests.Tampering;
using Post.Audit.Tests.Verifying;
using Post.Sealer.Sealing;
using Post.Testing;
using Post.Verifier.Archive;
using Post.Verifier.Sources;

namespace Post.Audit.Tests.Archiving;

/// <summary>A closed month lies in the archive once, whole, proved from its files alone, and its damage is found.</summary>
[Trait("Clause", "8.07(5)")]
public sealed class MonthArchiveTests
{
    private static DateOnly ThisMonth => DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime) is var d ? new DateOnly(d.Year, d.Month, 1) : default;

    [Fact]
    public async Task ClosedMonth_IsWrittenVerifiedAndListed()
    {
        await using var log = await ClosedAsync();
        var archive = ArchiveOf(log);

        var month = (await WriteAsync(log, archive))!;

        Assert.Equal((ThisMonth, 0L), (month.Month, month.First));
        Assert.InRange(month.Events, 304, 309);
        Assert.Equal(archive.FolderOf(ThisMonth), month.Folder);
        Assert.Empty(await DigestList.CheckAsync(month.Folder, month.Digest, default));
        Assert.Equal("ok", (await SecondReaderTests.ReadAsync("export", month.Folder)).Class);
        using var sums = Process.Start(new ProcessStartInfo("sha256sum", ["--check", "--strict", "--quiet", DigestList.FileName]) { WorkingDirectory = month.Folder })!;
        await sums.WaitForExitAsync();
        Assert.Equal(0, sums.ExitCode);
    }

    [Fact]
    public async Task WrittenTwice_IsTakenUpAsItIs()
    {
        await using var log = await ClosedAsync();
        var first = (await WriteAsync(log, ArchiveOf(log)))!;

        var second = (await WriteAsync(log, ArchiveOf(log)))!;

        Assert.Equal((first.Events, first.First, first.End, Convert.ToHexString(first.Root), Convert.ToHexString(first.Digest)),
            (second.Events, second.First, second.End, Convert.ToHexString(second.Root), Convert.ToHexString(second.Digest)));
    }

    [Fact]
    public async Task KilledInTheMiddle_IsTakenUpAgainWithTheSameResult()
    {
        await using var log = await ClosedAsync();
        var archive = ArchiveOf(log);
        var whole = (await WriteAsync(log, archive))!;
        var partial = Path.Combine(Path.GetDirectoryName(whole.Folder)!, $".{ThisMonth:yyyy-MM}.partial");
        Directory.Move(whole.Folder, partial);
        File.Delete(Path.Combine(partial, "log.json"));
        File.Delete(Path.Combine(partial, DigestList.FileName));

        var again = (await WriteAsync(log, archive))!;

        Assert.False(Directory.Exists(partial));
        Assert.Equal((whole.Events, whole.End, Convert.ToHexString(whole.Root)), (again.Events, again.End, Convert.ToHexString(again.Root)));
        Assert.Empty(await DigestList.CheckAsync(again.Folder, again.Digest, default));
    }

    [Fact]
    public async Task NotSeenByTheWitness_Waits()
    {
        await using var log = await SealedLog.OfAsync(4);
        await log.AppendAsync(2);
        await SealUnseenAsync(log);
        await MoveIntoNextMonthAsync(log, 3);
        await SealUnseenAsync(log);

        Assert.Null(await WriteAsync(log, ArchiveOf(log)));
        Assert.False(Directory.Exists(ArchiveOf(log).FolderOf(ThisMonth)));
        await log.SealAsync();
        Assert.Equal(6, (await WriteAsync(log, ArchiveOf(log)))!.End);
    }

    [Theory]
    [InlineData("damaged")]
    [InlineData("gone")]
    [InlineData("put there")]
    [InlineData("not the one that was recorded")]
    [InlineData("folder")]
    public async Task Damage_IsFound(string how)
    {
        await using var log = await ClosedAsync();
        var month = (await WriteAsync(log, ArchiveOf(log)))!;
        var events = Directory.GetFiles(Path.Combine(month.Folder, "events")).First();
        var list = Path.Combine(month.Folder, DigestList.FileName);
        switch (how)
        {
            case "damaged": await File.AppendAllTextAsync(events, " "); break;
            case "gone": File.Delete(events); break;
            case "put there": await File.WriteAllTextAsync(Path.Combine(month.Folder, "more.jsonl"), "x"); break;
            case "folder": Directory.Delete(month.Folder, recursive: true); break;
            // Whoever alters a file writes the list anew as well: its digest is on record elsewhere.
            default: await File.AppendAllTextAsync(events, " "); File.Delete(list); await DigestList.WriteAsync(month.Folder, default); break;
        }

        var wrong = Assert.Single(await DigestList.CheckAsync(month.Folder, month.Digest, default));

        Assert.Contains(how, wrong, StringComparison.Ordinal);
    }

    [Fact]
    public async Task FolderThatIsNoArchive_IsLeftAloneAndTold()
    {
        await using var log = await ClosedAsync();
        Directory.CreateDirectory(ArchiveOf(log).FolderOf(ThisMonth));

        await Assert.ThrowsAsync<ArchiveUnsoundException>(() => WriteAsync(log, ArchiveOf(log)));
    }

    [Fact]
    public async Task AlteredLog_IsNotArchived()
    {
        await using var log = await ClosedAsync();
        await log.TamperAsync($"delete from audit.payload where event_id = '{await log.EventAtAsync(2)}'");

        await Assert.ThrowsAsync<ArchiveUnsoundException>(() => WriteAsync(log, ArchiveOf(log)));

        Assert.False(Directory.Exists(ArchiveOf(log).FolderOf(ThisMonth)));
    }

    [Fact]
    public async Task WordsTakenOutLater_AreExplainedInTheMonthItself()
    {
        await using var log = await ClosedAsync();
        await RedactionTests.RedactAsync(log, await log.EventAtAsync(2));
        await log.TamperAsync($"""
            create temporary table later as select id from audit.event where not exists (select from audit.leaf where event_id = id);
            update audit.event set at_db = '{ThisMonth.AddMonths(1):yyyy-MM-dd} 13:00:00+00' where id in (select id from later);
            update audit.payload set at_db = '{ThisMonth.AddMonths(1):yyyy-MM-dd} 13:00:00+00' where event_id in (select id from later)
            """);
        await log.SealAsync();

        var month = (await WriteAsync(log, ArchiveOf(log)))!;

        Assert.Equal("ok", (await SecondReaderTests.ReadAsync("export", month.Folder)).Class);
        File.Delete(Path.Combine(month.Folder, "redactions.jsonl"));
        Assert.Equal(("payload-missing", 0, 2L), await SecondReaderTests.ReadAsync("export", month.Folder));
    }

    [MountFact]
    public async Task DiskFull_TellsAndGoesOnWhenThereIsRoom()
    {
        await using var log = await ClosedAsync();
        await using var disk = await SmallDisk.MountAsync(Path.Combine(log.Folder, "small"));
        var archive = new MonthArchive(disk.Folder);
        var ballast = Path.Combine(disk.Folder, "ballast");
        await File.WriteAllBytesAsync(ballast, new byte[900_000]);

        await Assert.ThrowsAsync<IOException>(() => WriteAsync(log, archive));
        Assert.False(Directory.Exists(archive.FolderOf(ThisMonth)));
        await disk.GrowAsync(16);

        Assert.NotNull(await WriteAsync(log, archive));
    }

    private static async Task SealUnseenAsync(SealedLog log)
    {
        await using var sealer = (await LogSealer.OpenAsync(log.Database.Sealer, SealedLog.Origin, log.Key, default))!;
        await SealedLog.SealAllAsync(sealer, log.Database);
    }

    private static MonthArchive ArchiveOf(SealedLog log) => new(Path.Combine(log.Folder, "archive"));

    private static async Task<ArchivedMonth?> WriteAsync(SealedLog log, MonthArchive archive)
    {
        Directory.CreateDirectory(Path.Combine(log.Folder, "archive"));
        await using var source = await DatabaseSource.OpenAsync(log.Database.Verifier, default);
        return await archive.WriteAsync(source, ThisMonth, log.Options(), default);
    }

    private static async Task<SealedLog> ClosedAsync()
    {
        var log = await SealedLog.OfAsync(300, 4);
        await MoveIntoNextMonthAsync(log, 5);
        await log.SealAsync();
        return log;
    }

    // The database's clock decides the month; it is not part of what is hashed, so a test may set it.
    private static async Task MoveIntoNextMonthAsync(SealedLog log, int count)
    {
        await log.AppendAsync(count);
        await log.TamperAsync($"""
            create temporary table moved as select id from audit.event e where not exists (select from audit.leaf where event_id = e.id);
            update audit.event set at_db = '{ThisMonth.AddMonths(1):yyyy-MM-dd} 12:00:00+00' where id in (select id from moved);
            update audit.payload set at_db = '{ThisMonth.AddMonths(1):yyyy-MM-dd} 12:00:00+00' where event_id in (select id from moved)
            """);
    }
}

using Post.Testing;

namespace Post.Architecture.Tests;

/// <summary>Every table that the application may write asks for an event, or stands in the one list of exceptions.</summary>
[Trait("Clause", "8.07(5)")]
public sealed class WriteGuardTests(PostDatabase database) : IClassFixture<PostDatabase>
{
    /// <summary>Sources that take a connection themselves, with the reason: all others get theirs from the request's session.</summary>
    private static readonly Dictionary<string, string> s_mayConnect = new()
    {
        ["src/Modules/PublicDatabase/PublicDatabaseModule.cs"] = "registers the connections of publisher and public reader",
        ["src/Modules/PublicDatabase/Publishing/PublishedCopies.cs"] = "the publisher's own role, which sees the copies alone",
        ["src/Modules/PublicDatabase/Publishing/PublishedMoveSql.cs"] = "the publisher's own role, which sees the copies alone",
        ["src/Modules/PublicDatabase/Snapshot/SnapshotReader.cs"] = "the public reader's own role, which sees the copies alone",
        ["src/Modules/Certification/Rounds/BatchRunner.cs"] = "a lock, so that one process at a time carries out a batch",
        ["src/Post.App/Identity/FailedSignIns.cs"] = "counts refused tries, whose request is rolled back",
        ["src/Post.App/Identity/SessionGuard.cs"] = "whether a session holds is asked before any request",
        ["src/Post.App/Operations/Health.cs"] = "whether the database answers, its partitions, how old the oldest delivery is",
        ["src/Post.App/Operations/JobRuns.cs"] = "the book of job runs; what a job does is a command",
        ["src/Post.App/Operations/StartCheck.cs"] = "whether the schema is the one this build was made with",
        ["src/Post.Audit/AuditWriter.cs"] = "the log itself",
        ["src/Post.Audit/NumberSettlement.cs"] = "whether an event is on record, by its number",
        ["src/Modules/PublicDatabase/Features/PublishRegulationPages/PublishRegulationPages.cs"] = "writes the copies of the official pages as their publisher",
        ["src/Modules/PublicDatabase/Site/RegulationPages.cs"] = "reads the copies as the public",
        ["src/Post.Kernel/Terms/TermCatalogue.cs"] = "what titles define, read once at start",
        ["src/Post.Kernel/Access/PurposeCatalogue.cs"] = "the purposes, read once at start",
        ["src/Modules/AccessReview/Log/LogSession.cs"] = "the log, read as its reviewer inside a request",
        ["src/Modules/AccessReview/Watch/LogFollower.cs"] = "the log, followed as its reviewer: what it finds goes into a command",
        ["src/Modules/AccessReview/Watch/LogWatchPump.cs"] = "a lock, so that one process at a time follows the log",
        ["src/Modules/PublicDatabase/Features/PublishLogSeal/PublishLogSeal.cs"] = "writes the copy of a checkpoint as its publisher",
        ["src/Modules/PublicDatabase/Features/ShowLogSeal/ShowLogSeal.cs"] = "reads the copies as the public",
        ["src/Post.Kernel/Sealing/SealingState.cs"] = "how far the log is sealed: figures and the checkpoint, no event",
        ["src/Post.Sealer/Sealing/LogSealer.cs"] = "its own process and role: hashes and places, no content",
        ["src/Post.Sealer/Sealing/WitnessBook.cs"] = "its own process and role: what was heard of the witnesses, for the operators",
        ["src/Post.Sealer/Sealing/WitnessRounds.cs"] = "its own process and role: checkpoints and proofs, for witnesses elsewhere",
        ["src/Post.Sealer/SealerVerbs.cs"] = "its own process and role: hashes and places, no content",
        ["src/Post.Verifier/Follow/FollowedEvents.cs"] = "its own process and role: sealed events, sent on to whoever watches",
        ["src/Post.Verifier/Sources/CopyFeed.cs"] = "its own process and role: the log, to be proved",
        ["src/Post.Verifier/Sources/DatabaseSource.cs"] = "its own process and role: the log, to be proved",
        ["src/Post.Kernel/Data/AdvisoryLock.cs"] = "a lock, no data",
        ["src/Post.Kernel/Data/DbSession.cs"] = "the session of a request: refuses without an open ticket",
        ["src/Post.Kernel/Data/Migrator.cs"] = "the migrator's own role",
        ["src/Post.Kernel/Documents/ScanDocuments/ScanWaiting.cs"] = "which contents wait for the scanner, by digest",
        ["src/Post.Kernel/Events/OutboxDispatcher.cs"] = "the book of deliveries; what a delivery does is a command",
        ["src/Post.Kernel/Imports/ImportRunner.cs"] = "a lock, so that one process at a time works on a run",
        ["src/Post.Kernel/Modules/ModuleServices.cs"] = "registers the application's connections",
        ["src/Post.Kernel/Notices/Sending/NoticeSender.cs"] = "which deliveries are due, by id",
        ["src/Post.Kernel/Requests/UnitOfWork.cs"] = "hands it to the inquiry after a commit broke on the wire",
        ["src/Post.Kernel/Requests/CommitInquiry.cs"] = "whether an event is on record, when a commit broke on the wire",
    };

    /// <summary>Who reads the product's own books between requests.</summary>
    private static readonly string[] s_mayReadBooks =
        ["src/Modules/AccessReview/Facts/AccessMemory.cs", "src/Modules/Certification/Rounds/BatchRunner.cs", "src/Post.Cli/Verbs/ImportDirVerb.cs", "src/Post.Kernel/Imports/ImportRunner.cs", "src/Post.Kernel/Imports/ImportWorker.cs", "src/Post.Kernel/Requests/AuditTicket.cs"];

    private readonly Catalogue _catalogue = new(database.Superuser);

    [Fact]
    public async Task TableTheApplicationWrites_AsksForAnEventOrIsListed() => Assert.Empty(await _catalogue.ListAsync("""
        select c.oid::regclass || ': add select audit.guard(''' || c.oid::regclass || ''') to the script that makes it'
        from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where c.relkind in ('r', 'p') and not c.relispartition and n.nspname not like 'pg\_%' and n.nspname <> 'information_schema'
          and (has_table_privilege('post_app', c.oid, 'insert, delete') or has_any_column_privilege('post_app', c.oid, 'insert, update'))
          and not exists (select from pg_trigger t where t.tgrelid = c.oid and t.tgname = 'needs_its_event' and t.tgenabled = 'A')
          and not exists (select from audit.unguarded u where u.columns is null and (u.target = c.oid::regclass::text or u.target = n.nspname || '.'))
        """));

    // A column that a later script adds is not in the trigger's list by itself.
    [Fact]
    public async Task TableGuardedInPart_LeavesOutTheListedColumnsAlone() => Assert.Empty(await _catalogue.ListAsync("""
        select u.target || '.' || a.attname from audit.unguarded u
        join pg_trigger t on t.tgrelid = u.target::regclass and t.tgname = 'needs_its_event'
        join pg_attribute a on a.attrelid = t.tgrelid and a.attnum > 0 and not a.attisdropped
        where u.columns is not null and (a.attname = any (u.columns)) = (a.attnum = any (t.tgattr::int2[]))
        """));

    [Fact]
    public async Task Exception_NamesWhatExistsAndWhy()
    {
        Assert.NotEmpty(await _catalogue.ListAsync("select target from audit.unguarded"));
        Assert.Empty(await _catalogue.ListAsync("""
            select target from audit.unguarded u where length(reason) < 20
              or (target like '%.' and to_regnamespace(rtrim(target, '.')) is null) or (target not like '%.' and to_regclass(target) is null)
              or exists (select from unnest(u.columns) c where not exists (
                select from pg_attribute a where a.attrelid = to_regclass(u.target) and a.attname = c))
            """));
    }

    [Fact]
    public void Connection_IsTakenByTheListedAlone()
    {
        var sources = SourceTree.Of("src", ".cs", ".razor").Where(s => s.Text.Contains("NpgsqlDataSource", StringComparison.Ordinal)
            || s.Text.Contains("new NpgsqlConnection(", StringComparison.Ordinal) || s.Text.Contains("UseNpgsql(\"", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(sources);

        Assert.Empty(sources.Select(s => s.Path).Except(s_mayConnect.Keys).Select(p => $"{p} takes a connection of its own: use the request's session."));
    }

    [Fact]
    public void ConnectionWithoutARequest_IsForTheProductsOwnBooks() => Assert.Empty(
        SourceTree.Of("src", ".cs", ".razor").Where(s => s.Text.Contains("OpenForBooks(", StringComparison.Ordinal)).Select(s => s.Path).Except(s_mayReadBooks));
}

using Npgsql;
using Post.Testing;

namespace Post.Architecture.Tests;

/// <summary>What each database role may do: the last wall, which holds when the code in front of it does not.</summary>
[Trait("Clause", "8.07(4)")]
public sealed class GrantTests(PostDatabase database) : IClassFixture<PostDatabase>
{
    /// <summary>The only tables from which rows may be taken away, with the reason.</summary>
    private static readonly Dictionary<string, string> s_mayDelete = new()
    {
        ["kernel.document_ticket"] = "a ticket that ran out long ago; its use is in the log",
        ["identity.account_passkey"] = "a passkey that its owner took off must open nothing; its coming and going is in the log",
        ["kernel.failed_delivery"] = "a delivery that succeeded after all has failed no more",
        ["public_database.publication_due"] = "a list of what is still to do: what was done leaves it with the decision",
        ["standards.staged_disciplinary_row"] = "staging: the file itself is kept",
    };

    private readonly Catalogue _catalogue = new(database.Superuser);

    [Fact]
    public async Task App_AppendsToTheLogAndNothingElse()
    {
        var rights = (await _catalogue.RightsAsync("post_app")).Where(r => r.StartsWith("audit.", StringComparison.Ordinal));

        Assert.Equal(["audit.event insert", "audit.payload insert"], rights);
    }

    [Fact]
    public async Task App_HasNoRightOnPartitionsOfTheLog() => Assert.Empty(await _catalogue.ListAsync("""
        select c.oid::regclass::text from pg_class c
        where c.relnamespace = 'audit'::regnamespace and c.relispartition and c.relkind = 'r'
          and has_table_privilege('post_app', c.oid, 'select, insert, update, delete, truncate')
        """));

    [Fact]
    public async Task App_HasNoRightOnTheCopies() =>
        Assert.DoesNotContain(await _catalogue.RightsAsync("post_app"), r => r.StartsWith("published.", StringComparison.Ordinal));

    [Fact]
    public async Task App_DeletesOnlyWhereListed()
    {
        var deletable = (await _catalogue.RightsAsync("post_app"))
            .Where(r => r.EndsWith(" delete", StringComparison.Ordinal))
            .Select(r => r.Split(' ')[0])
            .Where(t => !t.StartsWith("quartz.", StringComparison.Ordinal))
            .ToList();

        Assert.Empty(deletable.Except(s_mayDelete.Keys));
    }

    [Fact]
    public async Task ReaderOfTheCopies_SelectsThemAndNothingElse()
    {
        var rights = await _catalogue.RightsAsync("post_public");

        Assert.Contains("published.officer select", rights);
        Assert.Empty(rights.Where(r => r != "migration.applied select" && !IsCopy(r, "select")));
    }

    [Fact]
    public async Task Publisher_WritesTheCopiesAndNothingElse()
    {
        var rights = await _catalogue.RightsAsync("post_publisher");

        Assert.Contains("published.officer delete", rights);
        Assert.Empty(rights.Where(r => r != "migration.applied select" && !IsCopy(r, "select", "insert", "update", "delete")));
    }

    // It learns places and hashes of events, and nothing of who looked at whom.
    [Fact]
    public async Task Sealer_AddsToTheSealAndSeesNoContent()
    {
        Assert.Equal(
        [
            "audit.checkpoint insert", "audit.checkpoint select", "audit.event select", "audit.leaf insert", "audit.leaf select",
            "audit.sealing_key insert", "audit.sealing_key select", "audit.tile insert", "audit.tile select",
            "audit.witness delete", "audit.witness insert", "audit.witness select", "audit.witness update",
        ], (await _catalogue.RightsAsync("post_sealer")).Order(StringComparer.Ordinal));
        Assert.Equal(["at_db", "id", "leaf_hash", "tx"], await _catalogue.ListAsync(
            "select attname from pg_attribute where attrelid = 'audit.event'::regclass and attnum > 0 and has_column_privilege('post_sealer', attrelid, attnum, 'select, insert, update') order by 1"));
    }

    // It takes payloads away through one function, and reads of events only what that function must check.
    [Fact]
    [Trait("Clause", "8.07(5)")]
    public async Task Redactor_TakesPayloadsAwayAndLogsInNowhere()
    {
        Assert.Equal(
            ["audit.event select", "audit.payload delete", "audit.payload select", "audit.redaction insert"],
            (await _catalogue.RightsAsync("post_redactor")).Order(StringComparer.Ordinal));
        Assert.Equal(["event_id"], await _catalogue.ListAsync(
            "select attname from pg_attribute where attrelid = 'audit.payload'::regclass and attname in ('event_id', 'salt', 'body') and has_column_privilege('post_redactor', attrelid, attnum, 'select')"));
        Assert.Empty(await _catalogue.ListAsync("select rolname from pg_roles where rolname = 'post_redactor' and rolcanlogin"));
        Assert.Equal(["audit.redact_payload(uuid,uuid,uuid)", "audit.require_redaction()"], await _catalogue.ListAsync(
            "select oid::regprocedure::text from pg_proc where proowner = 'post_redactor'::regrole order by 1"));
        Assert.Empty(await _catalogue.ListAsync("select nspname from pg_namespace where has_schema_privilege('post_redactor', oid, 'create') and nspname !~ '^pg_temp'"));
    }

    [Fact]
    public async Task Verifier_ReadsTheLogAndNothingElse() => Assert.Equal(
        [
            "audit.checkpoint select", "audit.event select", "audit.leaf select", "audit.payload select", "audit.sealing_key select",
            "audit.tile select",
        ], (await _catalogue.RightsAsync("post_verifier")).Order(StringComparer.Ordinal));

    // Reviewers read two views of the log, and nothing of what the looks were at.
    [Fact]
    [Trait("Clause", "8.07(5)")]
    public async Task Reviewer_ReadsTheLogsViewsAndNothingElse()
    {
        var views = await _catalogue.ListAsync("""
            select c.oid::regclass::text from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where c.relkind = 'v' and n.nspname not like 'pg\_%' and n.nspname <> 'information_schema'
              and has_schema_privilege('post_reviewer', n.oid, 'usage') and has_table_privilege('post_reviewer', c.oid, 'select') order by 1
            """);

        Assert.Equal(["audit.event_seen", "audit.payload_seen"], views);
        Assert.Empty((await _catalogue.RightsAsync("post_reviewer")).Where(r => r != "migration.applied select"));
        Assert.Equal(["default_transaction_read_only=on"], await _catalogue.ListAsync("select unnest(rolconfig) from pg_roles where rolname = 'post_reviewer'"));
    }

    [Theory]
    [InlineData("post_app")]
    [InlineData("post_publisher")]
    [InlineData("post_public")]
    [InlineData("post_sealer")]
    [InlineData("post_verifier")]
    [InlineData("post_reviewer")]
    public async Task Role_OwnsNothingAndBecomesNobody(string role) => Assert.Empty(await _catalogue.ListAsync("""
        select 'owns ' || c.oid::regclass from pg_class c where c.relowner = $1::regrole
        union all select 'is a member of ' || roleid::regrole from pg_auth_members where member = $1::regrole
        union all select 'may create in ' || nspname from pg_namespace where has_schema_privilege($1, oid, 'create') and nspname not like 'pg\_temp%'
        union all select 'is above the rules' from pg_roles
          where rolname = $1 and (rolsuper or rolcreaterole or rolcreatedb or rolreplication or rolbypassrls)
        """, role));

    // A definer's function runs with the owner's rights: whoever may call it may do what it does.
    [Fact]
    public async Task DefinerFunctions_AreForTheAppAlone()
    {
        var functions = await _catalogue.ListAsync(
            "select oid::regprocedure::text from pg_proc where prosecdef and pronamespace::regnamespace::text not like 'pg\\_%'");
        Assert.NotEmpty(functions);

        foreach (var function in functions)
        {
            Assert.Empty(await _catalogue.ListAsync(
                "select r from unnest(array['post_public', 'post_publisher', 'post_reviewer', 'post_sealer', 'post_verifier']) r where has_function_privilege(r, $1, 'execute')", function));
        }
    }

    [Fact]
    public async Task ReaderOfTheCopies_IsReadOnlyEvenWhereItMayWrite() => Assert.Equal(["default_transaction_read_only=on"],
        await _catalogue.ListAsync("select unnest(rolconfig) from pg_roles where rolname = 'post_public'"));

    [Theory]
    [InlineData("update audit.event set action = 'x'")]
    [InlineData("delete from audit.event")]
    [InlineData("truncate audit.event")]
    [InlineData("select count(*) from audit.event")]
    [InlineData("drop table audit.event")]
    [InlineData("alter table audit.event disable trigger all")]
    [InlineData("delete from certification.person")]
    [InlineData("set role post_owner")]
    public async Task App_TriesIt_IsRefused(string sql)
    {
        await using var source = NpgsqlDataSource.Create(database.App);
        await using var command = source.CreateCommand(sql);

        var refused = await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync());
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
    }

    private static bool IsCopy(string right, params string[] allowed) =>
        right.StartsWith("published.", StringComparison.Ordinal) && allowed.Contains(right.Split(' ')[1]);
}

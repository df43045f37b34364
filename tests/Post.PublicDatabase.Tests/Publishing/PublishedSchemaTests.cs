using Npgsql;
using Post.Testing;

namespace Post.PublicDatabase.Tests.Publishing;

/// <summary>What the copies can hold, and who can reach them.</summary>
public sealed class PublishedSchemaTests(PostDatabase database) : IClassFixture<PostDatabase>
{
    [Fact]
    [Trait("Clause", "8.06(4)(b)1.c")]
    [Trait("Clause", "8.06(4)(a)4")]
    public async Task Columns_AreTheseAndNoOther()
    {
        var columns = await ListAsync(database.Superuser, """
            select table_name || '.' || column_name || ' ' || data_type from information_schema.columns
            where table_schema = 'published' order by table_name, ordinal_position
            """);

        Assert.Equal(
        [
            "agency.key text", "agency.name text", "agency.county text", "agency.other_spellings ARRAY",
                "agency.officers integer",
            "agency.doc text",
            "log_seal.day date", "log_seal.size bigint", "log_seal.sealed_at timestamp with time zone", "log_seal.note text",
            "officer.key text", "officer.officer_number text", "officer.first_name text", "officer.surname text",
                "officer.suffix text",
            "officer.former_names ARRAY", "officer.status_code text", "officer.agency_key text",
                "officer.agency_name text",
            "officer.county text", "officer.named_agency_keys ARRAY", "officer.data_through date",
                "officer.visible_until date",
            "officer.doc text", "officer.doc_sha256 bytea", "officer.sort_key text", "officer.agency_keys ARRAY",
            "officer_moved.key text", "officer_moved.into_key text",
            "regulation_page.regulation text", "regulation_page.address text", "regulation_page.valid_until date",
            "state.one boolean", "state.version bigint", "state.data_through date",
        ], columns);
    }

    [Theory]
    [Trait("Clause", "8.06(2)")]
    [InlineData("published.officer")]
    [InlineData("published.agency")]
    [InlineData("published.state")]
    [InlineData("published.officer_moved")]
    [InlineData("published.log_seal")]
    [InlineData("published.regulation_page")]
    public async Task App_HasNoRightsOnTheCopies(string table)
    {
        var refused = await Assert.ThrowsAsync<PostgresException>(() =>
            ListAsync(database.App, $"select 'x' from {table}"));

        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
    }

    [Theory]
    [Trait("Clause", "8.06(2)")]
    [InlineData("public_database.publication_decision")]
    [InlineData("audit.event")]
    [InlineData("kernel.outbox")]
    public async Task ReaderOfTheCopies_SeesNothingElse(string table)
    {
        var reader = await Assert.ThrowsAsync<PostgresException>(() =>
            ListAsync(database.Public, $"select 'x' from {table}"));
        var publisher = await Assert.ThrowsAsync<PostgresException>(() =>
            ListAsync(database.Publisher, $"select 'x' from {table}"));

        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, reader.SqlState);
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, publisher.SqlState);
    }

    [Fact]
    public async Task ReaderOfTheCopies_CannotWriteThem() => await Assert.ThrowsAsync<PostgresException>(
        () => ListAsync(database.Public, "update published.state set version = 0 returning 'x'"));

    [Fact]
    public async Task Decisions_CannotBeRewrittenOrDeleted()
    {
        await Assert.ThrowsAsync<PostgresException>(
            () => ListAsync(database.App,
                "update public_database.publication_decision set grounds_id = 1 returning 'x'"));
        await Assert.ThrowsAsync<PostgresException>(
            () => ListAsync(database.App,
                "update public_database.publication_grounds set result = 'Publish' returning 'x'"));
        await Assert.ThrowsAsync<PostgresException>(
            () => ListAsync(database.App, "delete from public_database.publication_grounds returning 'x'"));
        await Assert.ThrowsAsync<PostgresException>(
            () => ListAsync(database.App, "delete from public_database.publication_decision returning 'x'"));
    }

    private static async Task<List<string>> ListAsync(string connection, string sql)
    {
        await using var source = NpgsqlDataSource.Create(connection);
        await using var command = source.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync();
        var values = new List<string>();
        while (await reader.ReadAsync()) values.Add(reader.GetString(0));
        return values;
    }
}

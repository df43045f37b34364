using MediatR;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Post.Kernel.Access;
using Post.Kernel.Data;
using Post.Kernel.Modules;
using Post.Kernel.Requests;
using Post.Kernel.Tests.Trial;
using Post.Testing;

namespace Post.Kernel.Tests.Requests;

/// <summary>The product with the steps that record torn out: what is left still writes and commits.</summary>
public sealed class GatelessHost : ModuleHost
{
    protected override IReadOnlyList<IModule> Modules => [new TrialModule()];

    protected override PermissionTable Permissions => TrialPermissions.Table;

    public Task<long> NotesAsync(string text) => ScalarAsync<long>("select count(*) from trial.note where text = $1", text);

    protected override Task PrepareAsync() => ExecuteAsync(TrialDb.CreateSql);

    protected override void Arrange(IServiceCollection services)
    {
        services.AddSingleton(new Obstacles());
        services.Remove(services.Single(s => s.ImplementationType == typeof(AuditGate<,>)));
        var unit = services.Single(s => s.ImplementationType == typeof(UnitOfWork<,>));
        services[services.IndexOf(unit)] = ServiceDescriptor.Scoped(typeof(IPipelineBehavior<,>), typeof(PlainTransaction<,>));
    }
}

/// <summary>A unit of work as one would write it who never heard of the log.</summary>
internal sealed class PlainTransaction<TRequest, TResponse>(DbSession session) : IPipelineBehavior<TRequest, TResponse>
{
    public async Task<TResponse> Handle(TRequest request, CancellationToken ct, RequestHandlerDelegate<TResponse> next)
    {
        await session.BeginAsync(ct);
        var response = await next();
        await session.CommitAsync(async connection =>
        {
            await using var commit = new NpgsqlCommand("commit", connection);
            await commit.ExecuteNonQueryAsync(ct);
        });
        return response;
    }
}

/// <summary>No change without its event, also when the code in front of the database is wrong (threat 4).</summary>
[Trait("Clause", "8.07(5)")]
public sealed class DatabaseGateTests(GatelessHost host) : IClassFixture<GatelessHost>
{
    [Fact]
    public async Task GateRemoved_TheDatabaseRefusesTheChange()
    {
        var refused = await Assert.ThrowsAsync<PostgresException>(() => host.Send(new WriteNoteCommand("gateless", Guid.NewGuid()), People.CertificationStaff(host.Clock)));

        Assert.Equal("23000", refused.SqlState);
        Assert.Contains("without its event", refused.MessageText, StringComparison.Ordinal);
        Assert.Equal(0, await host.NotesAsync("gateless"));
        Assert.Equal(0, await host.ScalarAsync<long>("select count(*) from kernel.outbox"));
        Assert.Equal(0, await host.ScalarAsync<long>("select count(*) from audit.write_marker"));
    }

    [Theory]
    [InlineData("insert into trial.note values (gen_random_uuid(), 'plain')")]
    [InlineData("insert into trial.note select gen_random_uuid(), 'plain' from generate_series(1, 100)")]
    [InlineData("insert into trial.note values (gen_random_uuid(), 'plain') on conflict do nothing")]
    [InlineData("with gone as (insert into trial.note values (gen_random_uuid(), 'plain') returning id) select count(*) from gone")]
    [InlineData("update identity.account set display_name = 'Somebody else'")]
    [InlineData("update identity.session set ended_at = now()")]
    [InlineData("delete from identity.account_passkey")]
    [InlineData("set constraints all immediate; insert into trial.note values (gen_random_uuid(), 'plain')")]
    public async Task StatementOfTheApplication_WithoutAnEventIsRefused(string sql)
    {
        var refused = await Assert.ThrowsAsync<PostgresException>(() => AsApplicationAsync(sql));

        Assert.Equal("23000", refused.SqlState);
        Assert.Equal(0, await host.NotesAsync("plain"));
    }

    [Fact]
    public async Task Copy_WithoutAnEventIsRefused()
    {
        await using var source = NpgsqlDataSource.Create(host.Database.App);
        await using var connection = await source.OpenConnectionAsync();

        await Assert.ThrowsAsync<PostgresException>(async () =>
        {
            await using var copy = await connection.BeginTextImportAsync("copy trial.note from stdin");
            await copy.WriteAsync($"{Guid.NewGuid()}\tcopied\n");
        });

        Assert.Equal(0, await host.NotesAsync("copied"));
    }

    // Whoever can send statements can set any variable: an announcement counts only with an event of this very transaction.
    [Fact]
    public async Task EventOfAnEarlierTransaction_DoesNotStandForThisOne()
    {
        var earlier = Guid.CreateVersion7();
        await AsApplicationAsync(EventSql, earlier);

        await Assert.ThrowsAsync<PostgresException>(() => AsApplicationAsync(
            "select set_config('post.event', $1::text, false); insert into trial.note values (gen_random_uuid(), 'borrowed')", earlier));

        Assert.Equal(0, await host.NotesAsync("borrowed"));
    }

    [Fact]
    public async Task EventOfTheSameTransaction_LetsTheChangeThroughInEitherOrder()
    {
        var before = Guid.CreateVersion7();
        var after = Guid.CreateVersion7();
        const string Announce = "select set_config('post.event', $1::text, true);";
        const string Write = "insert into trial.note values (gen_random_uuid(), 'with its event');";

        await AsApplicationAsync($"{Announce} {EventSql}; {Write}", before);
        await AsApplicationAsync($"{Announce} {Write} {EventSql}", after);

        Assert.Equal(2, await host.NotesAsync("with its event"));
        Assert.Equal(0, await host.ScalarAsync<long>("select count(*) from audit.write_marker"));
    }

    // What the list of exceptions says, with its reason, in audit.unguarded.
    [Theory]
    [InlineData("update identity.account set access_failed_count = access_failed_count + 1")]
    [InlineData("update identity.session set last_seen_at = now()")]
    [InlineData("update kernel.outbox set delivered_at = now()")]
    [InlineData("insert into kernel.job_plan (job, planned_at) values ('trial', now()) on conflict do nothing")]
    public async Task Bookkeeping_IsWrittenWithoutAnEvent(string sql) => await AsApplicationAsync(sql);

    [Fact]
    public async Task Application_CannotTouchTheMarkersOrTheListOfExceptions()
    {
        foreach (var sql in new[]
        {
            "delete from audit.write_marker", "insert into audit.write_marker values ('1')", "select * from audit.unguarded",
            "alter table trial.note disable trigger needs_its_event", "set session_replication_role = replica", "set session authorization post_owner",
        })
        {
            var refused = await Assert.ThrowsAsync<PostgresException>(() => AsApplicationAsync(sql));
            Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
        }
    }

    private const string EventSql = """
        insert into audit.event (schema_ver, id, producer, epoch, pseq, at_app, mono_us, clock_state, actor_kind, roles, break_glass, policy_ver,
          action, data_class, subject_ids, field_groups, outcome, duration_us, payload_digest, leaf_hash)
        values (1, $1, 'trial', now(), 1, now(), 1, 'unknown', 'Job', '{}', false, 1, 'trial', 'None', '{}', '{}', 'Ok', 1, '', '')
        """;

    // In one transaction, as whoever found a way past the product's code would do it.
    private async Task AsApplicationAsync(string sql, Guid? announced = null)
    {
        await using var source = NpgsqlDataSource.Create(host.Database.App);
        await using var connection = await source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        foreach (var statement in sql.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            await using var command = new NpgsqlCommand(statement, connection, transaction);
            if (statement.Contains("$1", StringComparison.Ordinal)) command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = announced!.Value });
            await command.ExecuteNonQueryAsync();
        }

        await transaction.CommitAsync();
    }
}

/// <summary>Outside a request there is no connection.</summary>
public sealed class AuditTicketTests(PipelineHost host) : IClassFixture<PipelineHost>
{
    [Fact]
    [Trait("Clause", "8.07(5)")]
    public async Task ScopeWithoutARequest_GetsNoConnection()
    {
        await using var scope = host.Services.CreateAsyncScope();
        var session = scope.ServiceProvider.GetRequiredService<DbSession>();

        await Assert.ThrowsAsync<InvalidOperationException>(() => session.OpenAsync(CancellationToken.None));
        Assert.Throws<InvalidOperationException>(() => scope.ServiceProvider.GetRequiredService<TrialDb>());
    }

    [Fact]
    public void ActWithoutAnEvent_OpensNothing() => Assert.Throws<ArgumentException>(() => new AuditTicket().OpenUnder(Guid.Empty));
}

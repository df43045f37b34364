using Microsoft.EntityFrameworkCore;
using Npgsql;
using Post.Testing;

namespace Post.Architecture.Tests;

/// <summary>A database made from what the code believes: the create scripts of every context, without our own.</summary>
internal sealed class ModelDatabase : IAsyncDisposable
{
    private readonly string _name = $"post_model_{Guid.NewGuid():N}";

    public string Connection { get; private set; } = "";

    /// <summary>Tables that a context maps, as <c>schema.table</c>.</summary>
    public HashSet<string> Mapped { get; } = [];

    public static async Task<ModelDatabase> CreateAsync()
    {
        var database = new ModelDatabase();
        var server = await PostgresCluster.SuperuserAsync();
        await ExecuteAsync(server, $"create database {database._name} template template0");
        database.Connection = new NpgsqlConnectionStringBuilder(server) { Database = database._name, Pooling = false }.ConnectionString;
        foreach (var type in Product.Contexts) await database.AddAsync(type);
        return database;
    }

    public async ValueTask DisposeAsync() =>
        await ExecuteAsync(await PostgresCluster.SuperuserAsync(), $"drop database if exists {_name} with (force)");

    private async Task AddAsync(Type type)
    {
        await using var context = Make(type);
        foreach (var entity in context.Model.GetEntityTypes().Where(e => e.GetTableName() is not null))
        {
            Mapped.Add($"{entity.GetSchema()}.{entity.GetTableName()}");
        }

        await ExecuteAsync(Connection, context.Database.GenerateCreateScript());
    }

    private DbContext Make(Type type)
    {
        var options = (DbContextOptionsBuilder)Activator.CreateInstance(typeof(DbContextOptionsBuilder<>).MakeGenericType(type))!;
        options.UseNpgsql(Connection);
        var constructor = type.GetConstructors().Single();
        object?[] arguments = [options.Options, .. constructor.GetParameters().Skip(1).Select(_ => (object?)null)];
        return (DbContext)constructor.Invoke(arguments);
    }

    private static async Task ExecuteAsync(string connection, string sql)
    {
        await using var open = new NpgsqlConnection(connection);
        await open.OpenAsync();
        await using var command = new NpgsqlCommand(sql, open);
        await command.ExecuteNonQueryAsync();
    }
}

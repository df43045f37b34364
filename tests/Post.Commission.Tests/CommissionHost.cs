using MediatR;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Post.Commission.Contracts;
using Post.Kernel.Access;
using Post.Kernel.Requests;
using Post.Testing;

namespace Post.Commission.Tests;

/// <summary>The product, with words for what schema scripts and the application's role do to the rules.</summary>
public sealed class CommissionHost : ModuleHost
{
    internal Task<Result<T>> SendAsync<T>(IRequest<Result<T>> request, string role = Roles.CertStaff) =>
        Send(request, People.With(role, Clock));

    internal async Task<RulesInForce> RulesAsync(DateOnly on)
    {
        await using var scope = Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<IRules>().InForceAsync(on, default);
    }

    /// <summary>As the schema scripts do, under the owner's role.</summary>
    internal Task ScriptAsync(string sql) => RunAsync(Database.Migrator, $"set role post_owner; {sql}");

    /// <summary>As the application may, under its own role.</summary>
    internal Task AsAppAsync(string sql) => RunAsync(Database.App, sql);

    private static async Task RunAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
#pragma warning disable CA2100 // Test code: every text is our own.
        await using var command = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
    }
}

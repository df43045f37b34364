using Npgsql;
using Post.Kernel.Access;
using Post.Kernel.Data;
using Post.Kernel.Time;

namespace Post.Kernel.Documents;

/// <summary>A class of data that a document can hold, and whether the caller's roles may open it.</summary>
public sealed record DocumentClass(string Code, string Label, bool Open);

/// <summary>The classes in force today; dated rows, since who may see what is a rule that changes.</summary>
internal sealed class DocumentClasses(DbSession session, CurrentCaller caller, TimeProvider clock)
{
    private const string Sql = """
        select code, label, roles && $2 from kernel.document_class
        where valid_from <= $1 and (valid_to is null or $1 <= valid_to)
        order by code <> 'Unclassified', label
        """;

    public async Task<IReadOnlyList<DocumentClass>> AllAsync(CancellationToken ct)
    {
        await session.OpenAsync(ct);
        await using var command = new NpgsqlCommand(Sql, session.Connection).With(clock.Today(), caller.Value.Roles.ToArray());
        await using var reader = await command.ExecuteReaderAsync(ct);
        var classes = new List<DocumentClass>();
        while (await reader.ReadAsync(ct)) classes.Add(new DocumentClass(reader.GetString(0), reader.GetString(1), reader.GetBoolean(2)));
        return classes;
    }

    /// <summary>A class that is no longer in force stays closed: nobody decided who may open it.</summary>
    public async Task<DocumentClass> FindAsync(string code, CancellationToken ct) =>
        (await AllAsync(ct)).SingleOrDefault(c => c.Code == code) ?? new DocumentClass(code, code, Open: false);
}

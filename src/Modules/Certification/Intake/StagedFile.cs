using Npgsql;
using Post.Certification.Data;
using Post.Kernel.Data;
using Post.Kernel.Imports;

namespace Post.Certification.Intake;

/// <summary>A run's staged rows and the few questions that every kind of the module asks about them.</summary>
internal sealed class StagedFile(CertificationDb db, DbSession session, ChangeContext change, TimeProvider clock)
{
    public IntakeContext Open(ImportRun run, bool isCommissionList) =>
        new(session, RowJudgement.SourceOf(run, isCommissionList), clock.GetUtcNow());

    public IntakeOutcome Outcome => new(db, change);

    /// <param name="intake">The run's source.</param>
    /// <param name="staging">The kind's table.</param>
    /// <param name="prepare">Makes the table <c>judged</c> of the rows that are to be judged.</param>
    /// <param name="statements">What judges them, in order.</param>
    /// <param name="ct">Ends the statements.</param>
    public static async Task JudgeAsync(
        IntakeContext intake, string staging, NpgsqlCommand prepare, IEnumerable<string> statements, CancellationToken ct)
    {
        await intake.GiveRoomAsync(ct);
        await using (prepare) await prepare.ExecuteNonQueryAsync(ct);
        foreach (var statement in statements) await intake.ExecuteAsync(statement, ct);
        await intake.ExecuteAsync(RowJudgement.WriteBack(staging), ct);
        await intake.ExecuteAsync("drop table judged", ct);
    }

    public async Task<IReadOnlyCollection<Guid>> PersonsAsync(
        IntakeContext intake, string staging, IReadOnlyList<long> rows, CancellationToken ct)
    {
        await session.OpenAsync(ct);
        await using var command = intake.Statement(
            RowJudgement.Persons(staging), new NpgsqlParameter<long[]>("rows", [.. rows]));
        await using var reader = await command.ExecuteReaderAsync(ct);
        var persons = new List<Guid>();
        while (await reader.ReadAsync(ct)) persons.Add(reader.GetGuid(0));
        return persons;
    }

    /// <summary>Figures by name, from one row of counts whose columns are named so.</summary>
    public static async Task<IReadOnlyDictionary<string, long>> FiguresAsync(IntakeContext intake, string sql, CancellationToken ct)
    {
        await using var command = intake.Statement(sql);
        await using var reader = await command.ExecuteReaderAsync(ct);
        await reader.ReadAsync(ct);
        return Enumerable.Range(0, reader.FieldCount).ToDictionary(reader.GetName, reader.GetInt64);
    }

    /// <summary>Registers the agencies that the run's rows name.</summary>
    public static async Task<AgencyRegister> AgenciesAsync(IntakeContext intake, string sql, CancellationToken ct)
    {
        var told = new List<ToldAgency>();
        await using (var command = intake.Statement(sql))
        {
            await using var reader = await command.ExecuteReaderAsync(ct);
            while (await reader.ReadAsync(ct)) told.Add(new ToldAgency(reader.GetString(0), null, reader.GetBoolean(1)));
        }

        return await AgencyIntake.TakeInAsync(intake, told, ct);
    }
}

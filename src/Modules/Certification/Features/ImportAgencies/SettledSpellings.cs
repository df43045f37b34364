using Post.Certification.Contracts;
using Post.Certification.Data;
using Post.Certification.Intake;
using Post.Kernel.Data;

namespace Post.Certification.Features.ImportAgencies;

/// <summary>Whose rows moved with the spellings that a register settled, and which agencies that concerns.</summary>
internal sealed record MovedRows(IReadOnlyList<Guid> Agencies, IReadOnlyList<Guid> Persons);

/// <summary>
/// Queued spellings that the register gives to an agency: service reported under them follows, and a provisional agency with
/// no spelling left is merged. They are few: those that waited in the queue.
/// </summary>
internal sealed class SettledSpellings(CertificationDb db, DbSession session, TimeProvider clock)
{
    private const string MovedSql =
        "select id, spelling, from_agency_id, agency_id from settled where from_agency_id <> agency_id order by id";

    public async Task<MovedRows> FollowAsync(IntakeContext intake, CancellationToken ct)
    {
        var moves = await MovesAsync(intake, ct);
        var persons = new HashSet<Guid>();
        foreach (var move in moves)
        {
            persons.UnionWith(await EmploymentRepointing.RunAsync(session, move.SpellingId, move.Into, clock.GetUtcNow(), ct));
        }

        var merged = new HashSet<Guid>();
        foreach (var move in moves)
        {
            if (merged.Contains(move.From)) continue;
            var whole = await ProvisionalAgencies.RetireIfUnspelledAsync(db, move.From, move.Into, clock.GetUtcNow(), ct);
            if (whole) merged.Add(move.From);
            db.Publish(whole
                ? new LawEnforcementAgencyMerged(move.From, move.Into)
                : new AgencySpellingMoved(move.Spelling, move.From, move.Into));
        }

        return new MovedRows([.. moves.SelectMany(m => new[] { m.From, m.Into }).Distinct()], [.. persons.Order()]);
    }

    private static async Task<List<Move>> MovesAsync(IntakeContext intake, CancellationToken ct)
    {
        await using var command = intake.Statement(MovedSql);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var moves = new List<Move>();
        while (await reader.ReadAsync(ct))
        {
            moves.Add(new Move(reader.GetGuid(0), reader.GetString(1), reader.GetGuid(2), reader.GetGuid(3)));
        }

        return moves;
    }

    private sealed record Move(Guid SpellingId, string Spelling, Guid From, Guid Into);
}

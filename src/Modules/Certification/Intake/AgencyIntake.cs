using Post.Certification.Domain;

namespace Post.Certification.Intake;

/// <summary>A spelling of a file with the agency it stands for.</summary>
internal sealed record KnownSpelling(Guid SpellingId, Guid AgencyId);

/// <summary>An agency as a file spells it.</summary>
internal sealed record ToldAgency(string Spelling, string? County, bool OutOfState = false);

/// <summary>Spellings of a file by folded key, and the agencies that are new or changed.</summary>
internal sealed record AgencyRegister(IReadOnlyDictionary<string, KnownSpelling> ByKey, IReadOnlyList<Guid> Changed)
{
    public KnownSpelling? Find(string? spelling) =>
        spelling is null ? null : ByKey.GetValueOrDefault(AgencySpelling.FoldOf(spelling));
}

/// <summary>Makes a provisional agency of each spelling never seen, and queues the spelling for a person to look at.</summary>
internal static class AgencyIntake
{
    // A county is filled in where none is known; a differing one is left to a person.
    private const string RegisterSql = """
        with told as (
          select * from unnest(@folded, @spelling, @county, @kinds) as t (folded, spelling, county, kind)
        ), fresh as (
          select kernel.new_id() as agency_id, kernel.new_id() as spelling_id, t.*
          from told t where not exists (select from certification.agency_spelling s where s.folded = t.folded)
        ), agencies as (
          insert into certification.law_enforcement_agency (id, kind, provisional, county, registered_at, changed_at)
          select agency_id, fresh.kind, true, county, @now, @now from fresh returning id
        ), names as (
          insert into certification.law_enforcement_agency_name (id, agency_id, name, valid_from, recorded_at)
          select kernel.new_id(), agency_id, spelling, @as_of, @now from fresh
        ), spellings as (
          insert into certification.agency_spelling (id, folded, spelling, agency_id, state, first_seen_at, first_source_id)
          select spelling_id, folded, spelling, agency_id, 'Queued', @now, @source from fresh
        ), counties as (
          update certification.law_enforcement_agency a set county = t.county, changed_at = @now
          from told t join certification.agency_spelling s on s.folded = t.folded
          where a.id = s.agency_id and a.county is null and t.county is not null returning a.id
        )
        select id from agencies union select id from counties
        """;

    private const string ResolveSql = """
        select folded, id, agency_id from certification.agency_spelling
        where folded = any (@folded) and agency_id is not null
        """;

    public static async Task<AgencyRegister> TakeInAsync(
        IntakeContext intake, IReadOnlyList<ToldAgency> told, CancellationToken ct)
    {
        var spellings = Distinct(told);
        return new AgencyRegister(
            Changed: await RegisterAsync(intake, spellings, ct), ByKey: await ResolveAsync(intake, spellings, ct));
    }

    private static List<FoldedAgency> Distinct(IReadOnlyList<ToldAgency> told) =>
    [
        .. told.Select(a => new FoldedAgency(
                AgencySpelling.FoldOf(a.Spelling), a.Spelling.Trim(), NullIfBlank(a.County), a.OutOfState))
            .Where(a => a.Folded.Length > 0)
            .GroupBy(a => a.Folded)
            .Select(AsOne),
    ];

    // The order of a file's rows decides nothing: of several spellings the one not in capitals, of counties the first.
    private static FoldedAgency AsOne(IEnumerable<FoldedAgency> same)
    {
        var all = same
            .OrderBy(a => string.Equals(a.Spelling, a.Spelling.ToUpperInvariant(), StringComparison.Ordinal))
            .ThenBy(a => a.Spelling, StringComparer.Ordinal)
            .ToList();
        return all[0] with
        {
            County = all.Select(a => a.County).Where(c => c is not null).Min(StringComparer.Ordinal),
            OutOfState = all.TrueForAll(a => a.OutOfState),
        };
    }

    private static async Task<List<Guid>> RegisterAsync(IntakeContext intake, List<FoldedAgency> told, CancellationToken ct)
    {
        await using var command = intake.Statement(
            RegisterSql,
            IntakeContext.Texts("folded", told.Select(t => t.Folded)),
            IntakeContext.Texts("spelling", told.Select(t => t.Spelling)),
            IntakeContext.Texts("county", told.Select(t => t.County)),
            IntakeContext.Texts("kinds", told.Select(t =>
                t.OutOfState ? nameof(AgencyKind.OutOfState) : nameof(AgencyKind.NotRecorded))));
        await using var reader = await command.ExecuteReaderAsync(ct);
        var changed = new List<Guid>();
        while (await reader.ReadAsync(ct)) changed.Add(reader.GetGuid(0));
        return changed;
    }

    private static async Task<Dictionary<string, KnownSpelling>> ResolveAsync(
        IntakeContext intake, List<FoldedAgency> told, CancellationToken ct)
    {
        await using var command = intake.Statement(ResolveSql, IntakeContext.Texts("folded", told.Select(t => t.Folded)));
        await using var reader = await command.ExecuteReaderAsync(ct);
        var known = new Dictionary<string, KnownSpelling>();
        while (await reader.ReadAsync(ct))
        {
            known.Add(reader.GetString(0), new KnownSpelling(reader.GetGuid(1), reader.GetGuid(2)));
        }

        return known;
    }

    private static string? NullIfBlank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private sealed record FoldedAgency(string Folded, string Spelling, string? County, bool OutOfState);
}

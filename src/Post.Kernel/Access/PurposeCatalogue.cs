using System.Collections.Frozen;
using Npgsql;
using Post.Kernel.Time;

namespace Post.Kernel.Access;

/// <summary>A purpose for which personal data may be read, tied to the text that gives it (8.07(5)(a)), with its rules.</summary>
public sealed record Purpose(string Code, string Label, string Clause, IReadOnlySet<string> Roles, int ValidMinutes, bool Standing)
{
    /// <summary>Under which heading it is offered.</summary>
    public string Group { get; init; } = "";

    /// <summary>Kinds of matters it is worked on in; none: it needs no matter.</summary>
    public IReadOnlySet<string> MatterKinds { get; init; } = FrozenSet<string>.Empty;

    /// <summary>How many characters the person's own words must have; null: none are asked for.</summary>
    public int? WordsMinLength { get; init; }

    /// <summary>Whether somebody else must have put the person on the matter.</summary>
    public bool NeedsSecondPerson { get; init; }

    /// <summary>Whether lists may show persons outside the matter, so that who belongs to it can be found.</summary>
    public bool MayBrowse { get; init; } = true;

    /// <summary>It opens persons who serve or served at the agency for which the caller acts, and nobody else.</summary>
    public bool OwnAgency { get; init; }

    /// <summary>It opens what is about the caller, under every number that is theirs, and nobody else (c. 66A, § 2(f)-(g)).</summary>
    public bool OwnPerson { get; init; }

    public DateOnly ValidFrom { get; init; } = DateOnly.MinValue;
    public DateOnly? ValidTo { get; init; }

    public bool NeedsMatter => MatterKinds.Count > 0;

    /// <summary>Whether it is chosen by its name alone.</summary>
    public bool IsPlain => !NeedsMatter && WordsMinLength is null;

    public bool InForce(DateOnly on) => ValidFrom <= on && (ValidTo is null || on <= ValidTo);
}

/// <summary>The purposes in force on the day, of all the dated rows of <c>kernel.purpose</c>.</summary>
public sealed class PurposeCatalogue(IReadOnlyCollection<Purpose> versions, TimeProvider clock)
{
    public IReadOnlyList<Purpose> OpenTo(IEnumerable<string> roles) =>
        [.. InForce().Where(p => !p.Standing && p.Roles.Overlaps(roles)).OrderBy(p => p.Label, StringComparer.Ordinal)];

    public Purpose? Find(string code) => InForce().FirstOrDefault(p => p.Code == code);

    /// <summary>Whether the caller may read under the purpose now; UTC. Its matter and words are judged apart.</summary>
    public bool IsValid(ChosenPurpose chosen, IEnumerable<string> roles, DateTimeOffset now) =>
        Find(chosen.Code) is { } purpose
        && purpose.Roles.Overlaps(roles)
        && (purpose.Standing || now - chosen.ChosenAt < TimeSpan.FromMinutes(purpose.ValidMinutes));

    public static async Task<PurposeCatalogue> LoadAsync(NpgsqlDataSource source, TimeProvider clock, CancellationToken ct)
    {
        await using var command = source.CreateCommand(
            """
            select code, label, clause, roles, valid_minutes, standing, heading, matter_kinds, words_min_length, needs_second_person,
              may_browse, valid_from, valid_to, own_agency, own_person
            from kernel.purpose
            """);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var versions = new List<Purpose>();
        while (await reader.ReadAsync(ct)) versions.Add(Read(reader));
        return new PurposeCatalogue(versions, clock);
    }

    private IEnumerable<Purpose> InForce()
    {
        var today = clock.Today();
        return versions.Where(p => p.InForce(today));
    }

    private static Purpose Read(NpgsqlDataReader reader) => new(
        reader.GetString(0), reader.GetString(1), reader.GetString(2), Set(reader, 3), reader.GetInt32(4), reader.GetBoolean(5))
    {
        Group = reader.GetString(6),
        MatterKinds = Set(reader, 7),
        WordsMinLength = reader.IsDBNull(8) ? null : reader.GetInt32(8),
        NeedsSecondPerson = reader.GetBoolean(9),
        MayBrowse = reader.GetBoolean(10),
        ValidFrom = reader.GetFieldValue<DateOnly>(11),
        ValidTo = reader.IsDBNull(12) ? null : reader.GetFieldValue<DateOnly>(12),
        OwnAgency = reader.GetBoolean(13),
        OwnPerson = reader.GetBoolean(14),
    };

    private static FrozenSet<string> Set(NpgsqlDataReader reader, int column) =>
        reader.GetFieldValue<string[]>(column).ToFrozenSet(StringComparer.Ordinal);
}

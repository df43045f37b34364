using Post.Kernel.Data;
using Post.Kernel.Requests;

namespace Post.Kernel.Access;

/// <summary>The passage by which a request was let through, for its event; empty for all that the rules allow by themselves.</summary>
public sealed class PassageUsed
{
    public Passage? Value { get; private set; }

    /// <summary>Of several the broken glass is told: it is what must be reviewed.</summary>
    public void Note(Passage? passage)
    {
        if (passage is not null && Value?.Kind is not PassageKind.BrokenGlass) Value = passage;
    }
}

/// <summary>
/// Asks the rules about a request: before the handler about whom it names, after it about whom it shows or touched. What the
/// rules need to know comes from <see cref="IAccessFacts"/>, which remembers: an ordinary request costs no round trip.
/// </summary>
public sealed class LookGuard(
    PurposeCatalogue purposes, IAccessFacts facts, IEnumerable<IDisclosurePrecondition> preconditions, CurrentCaller caller,
    ChangeContext changes, PassageUsed used, TimeProvider clock)
{
    private Look? _look;
    private HashSet<Guid> _judged = [];

    /// <summary>Whether the caller may look at all, and at the persons whom the request names.</summary>
    public async Task<Refusal?> BeforeAsync(RequestSpec spec, object request, CancellationToken ct)
    {
        var who = caller.Value;
        var exempt = AccessPolicy.IsExempt(who.Kind);
        // Nobody has to read duties before seeing what is held about oneself.
        var ofOneself = who.Purpose is { } said && purposes.Find(said.Code) is { OwnPerson: true };
        if (!exempt && !ofOneself && who.Id is { } id && !(await facts.OfAccountAsync(id, ct)).Acknowledged) return new AcknowledgmentNeeded();
        if (who.Purpose is not { } chosen) return new PurposeNeeded();
        var now = clock.GetUtcNow();
        if (!purposes.IsValid(chosen, who.Roles, now)) return new PurposeNotValid(chosen.Code);
        if (exempt) return null;
        if (who.Id is not { } account) return new PurposeNotValid(chosen.Code);

        var matter = chosen.Matter is { } number ? await facts.OfMatterAsync(number, ct) : null;
        _look = new Look(account, purposes.Find(chosen.Code)!, chosen, await facts.OfAccountAsync(account, ct), matter, now)
        {
            Agency = Guid.TryParse(who.Organisation, out var agency) ? agency : null,
            OwnWords = spec.Audit!.OwnWords,
        };
        if (AccessPolicy.Begin(_look) is { } refusal) return refusal;
        _judged = [.. (request as INamesSubjects)?.SubjectIds ?? []];
        return await AtPersonsAsync(_look, _judged, ct);
    }

    /// <summary>Whether the caller may have what the handler found, or keep what it did; nothing has left or been committed yet.</summary>
    public async Task<Refusal?> AfterAsync(RequestSpec spec, object? content, CancellationToken ct)
    {
        if (_look is null) return null;
        var shown = ((content as INamesSubjects)?.SubjectIds ?? []).Concat(changes.Subjects).Where(s => !_judged.Contains(s)).ToHashSet();
        if (shown.Count == 0) return null;
        return spec.Audit!.Lists ? await AtRowsAsync(_look, shown, ct) : await AtPersonsAsync(_look, shown, ct);
    }

    /// <summary>What the text asks before a disclosure (8.09, 8.10).</summary>
    public async Task<Refusal?> ClearAsync(DisclosureKind kind, IDisclosesItems request, CancellationToken ct)
    {
        var asked = preconditions.Where(p => p.Kind == kind).ToList();
        var clause = kind is DisclosureKind.Privileged ? "8.09" : "8.10";
        if (asked.Count == 0) return new DisclosureNotCleared(clause, "Nothing on record clears this disclosure");
        foreach (var precondition in asked)
        {
            var answer = await precondition.ClearAsync(request, ct);
            if (answer.Refusal is { } refusal) return refusal;
            changes.Changed($"cleared under {clause}", null, answer.Value.By);
        }

        return null;
    }

    private async Task<Refusal?> AtPersonsAsync(Look look, IReadOnlyCollection<Guid> persons, CancellationToken ct)
    {
        var employers = await EmployersAsync(look, persons, ct);
        foreach (var person in persons)
        {
            var ruling = AccessPolicy.AtPerson(look, person, EmployersOf(employers, person));
            if (ruling.Refusal is { } refusal) return refusal;
            used.Note(ruling.Passage);
        }

        return null;
    }

    private async Task<Refusal?> AtRowsAsync(Look look, IReadOnlyCollection<Guid> persons, CancellationToken ct)
    {
        if (look.Purpose is { MayBrowse: true, OwnAgency: false, OwnPerson: false }) return null;
        var employers = await EmployersAsync(look, persons, ct);
        var rulings = persons.Select(p => AccessPolicy.AtRow(look, p, EmployersOf(employers, p))).ToList();
        var outside = rulings.Count(r => r.Refusal is not null);
        if (outside > 0 && look.Purpose.OwnAgency) return new NotOfOwnAgency();
        if (outside > 0 && look.Purpose.OwnPerson) return new NotOfOneself();
        if (outside > 0) return new SubjectsOutsideMatter(outside, look.Chosen.Matter ?? "the matter");
        foreach (var ruling in rulings) used.Note(ruling.Passage);
        return null;
    }

    private async ValueTask<IReadOnlyDictionary<Guid, IReadOnlySet<Guid>>?> EmployersAsync(
        Look look, IReadOnlyCollection<Guid> persons, CancellationToken ct) =>
        persons.Count > 0 && AccessPolicy.AsksEmployers(look) ? await facts.EmployersAsync(persons, ct) : null;

    private static IReadOnlySet<Guid> EmployersOf(IReadOnlyDictionary<Guid, IReadOnlySet<Guid>>? employers, Guid person) =>
        employers is not null && employers.TryGetValue(person, out var agencies) ? agencies : AccessPolicy.NoEmployers;
}

using System.Collections.Frozen;
using Post.Audit;

namespace Post.Kernel.Access;

/// <summary>One person's look, as far as the rules judge it: who, under what, when (UTC).</summary>
public sealed record Look(Guid Account, Purpose Purpose, ChosenPurpose Chosen, AccountFacts Facts, MatterFacts? Matter, DateTimeOffset Now)
{
    /// <summary>The agency for which the account acts, if it acts for one.</summary>
    public Guid? Agency { get; init; }

    /// <summary>Whether nothing is shown but what that agency said itself.</summary>
    public bool OwnWords { get; init; }
}

/// <summary>The answer about one subject: refused, or open, and by which passage if the rules alone would refuse.</summary>
public sealed record LookRuling(LookRefused? Refusal, Passage? Passage)
{
    public static readonly LookRuling Open = new(null, null);
}

/// <summary>
/// The rules of 8.07(5)(a) as pure functions: they ask nobody and keep nothing. A tie more, a party fewer or a matter closed
/// never opens what was shut.
/// </summary>
public static class AccessPolicy
{
    /// <summary>Everybody with a face acknowledges; jobs and the operator work under their standing purpose.</summary>
    public static bool IsExempt(ActorKind kind) => kind is ActorKind.Job or ActorKind.Operator;

    /// <summary>Whether the account may look at anybody now: its duties acknowledged, its matter open to it, its words said.</summary>
    public static LookRefused? Begin(Look look)
    {
        if (!look.Facts.Acknowledged && !look.Purpose.OwnPerson) return new AcknowledgmentNeeded();
        return Chosen(look.Account, look.Purpose, look.Chosen, look.Matter);
    }

    /// <summary>Whether what was chosen meets the purpose's own rules.</summary>
    public static LookRefused? Chosen(Guid account, Purpose purpose, ChosenPurpose chosen, MatterFacts? matter)
    {
        if (purpose.WordsMinLength is { } length && !SaysEnough(chosen, length)) return new WordsNeeded(length);
        if (!purpose.NeedsMatter) return null;
        if (chosen.Matter is null) return new MatterNeeded(purpose.Label);
        if (!WorksOn(account, matter) || !purpose.MatterKinds.Contains(matter!.Kind)) return new MatterNotOpen(chosen.Matter);
        return purpose.NeedsSecondPerson && !matter.Assigned[account] ? new SecondPersonNeeded(chosen.Matter) : null;
    }

    /// <summary>A file of one person, or an act on it.</summary>
    public static LookRuling AtPerson(Look look, Guid subject, IReadOnlySet<Guid> employers)
    {
        if (look.Purpose.OwnPerson) return AtOneself(look, subject);
        if (OutsideAgency(look, employers)) return new(new NotOfOwnAgency(), null);
        var tie = AcrossTie(look, subject, employers);
        if (tie.Refusal is not null) return tie;
        var bound = InsideMatter(look, subject, employers);
        return bound.Refusal is not null || bound.Passage is not null ? bound : tie;
    }

    /// <summary>A row of a list: ties are left to review, since nobody knows beforehand whom a search finds.</summary>
    public static LookRuling AtRow(Look look, Guid subject, IReadOnlySet<Guid> employers)
    {
        if (look.Purpose.OwnPerson) return AtOneself(look, subject);
        if (OutsideAgency(look, employers)) return new(new NotOfOwnAgency(), null);
        return look.Purpose.MayBrowse ? LookRuling.Open : InsideMatter(look, subject, employers);
    }

    /// <summary>Whether the answer depends on where a subject serves; if not, nobody need be asked.</summary>
    public static bool AsksEmployers(Look look) => look.Purpose.OwnAgency || look.Facts.Agencies.Count > 0 || look.Matter?.Agencies.Count > 0;

    // The tie to oneself, which shuts one's own record in the course of duty, is here what opens it.
    private static LookRuling AtOneself(Look look, Guid subject) =>
        look.OwnWords || look.Facts.Self.Contains(subject) ? LookRuling.Open : new(new NotOfOneself(), null);

    // The same for a person of another agency and for nobody: what is elsewhere in the record is not told.
    private static bool OutsideAgency(Look look, IReadOnlySet<Guid> employers) =>
        look.Purpose.OwnAgency && !look.OwnWords && !(look.Agency is { } own && employers.Contains(own));

    // Whoever is tied in two ways is held to both: the laxer one opens nothing that the other shuts.
    private static LookRuling AcrossTie(Look look, Guid subject, IReadOnlySet<Guid> employers)
    {
        var (facts, open) = (look.Facts, LookRuling.Open);
        (bool Tied, TieRule Rule, LookRefused Refusal)[] ties =
        [
            (facts.Self.Contains(subject), facts.Ties.Self, new LookAtOneself(subject)),
            (facts.Family.Contains(subject), facts.Ties.Family, new LookAtFamily(subject)),
            (!look.Purpose.OwnAgency && facts.Agencies.Overlaps(employers), facts.Ties.Agency, new LookAtFormerAgency(subject)),
        ];
        foreach (var (_, rule, refusal) in ties.Where(t => t.Tied))
        {
            var ruling = Tied(look, subject, employers, rule, refusal);
            if (ruling.Refusal is not null) return ruling;
            if (ruling.Passage is not null) open = ruling;
        }

        return open;
    }

    private static LookRuling Tied(Look look, Guid subject, IReadOnlySet<Guid> employers, TieRule rule, LookRefused refusal)
    {
        if (rule.ApprovalOpens && PassageTo(look, subject, PassageKind.Approval) is { } approval) return new(null, approval);
        var inMatter = rule.WordsInMatter is { } length
            && WorksOn(look.Account, look.Matter) && look.Matter!.Holds(subject, employers) && SaysEnough(look.Chosen, length);
        return inMatter ? LookRuling.Open : new(refusal, null);
    }

    private static LookRuling InsideMatter(Look look, Guid subject, IReadOnlySet<Guid> employers)
    {
        if (!look.Purpose.NeedsMatter || look.Matter?.Holds(subject, employers) is true) return LookRuling.Open;
        return PassageTo(look, subject, PassageKind.BrokenGlass) is { } glass
            ? new(null, glass)
            : new(new SubjectNotInMatter(subject, look.Chosen.Matter ?? "the matter"), null);
    }

    private static Passage? PassageTo(Look look, Guid subject, PassageKind kind) =>
        look.Facts.Passages.FirstOrDefault(p => p.Kind == kind && p.Opens(subject, look.Now));

    private static bool WorksOn(Guid account, MatterFacts? matter) => matter is { Open: true } && matter.Assigned.ContainsKey(account);

    private static bool SaysEnough(ChosenPurpose chosen, int length) => chosen.Reason?.Trim().Length >= length;

    internal static readonly IReadOnlySet<Guid> NoEmployers = FrozenSet<Guid>.Empty;
}

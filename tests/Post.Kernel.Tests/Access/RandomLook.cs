using FsCheck;
using FsCheck.Fluent;
using Post.Kernel.Access;

namespace Post.Kernel.Tests.Access;

/// <summary>Looks of every shape over a small world, so that ties, parties and passages meet often.</summary>
internal static class RandomLook
{
    public static readonly Guid Account = new("ac000000-0000-4000-8000-000000000001");

    public static readonly Guid[] People = [.. Enumerable.Range(1, 4).Select(i => new Guid($"be000000-0000-4000-8000-00000000000{i}"))];

    public static readonly Guid[] Agencies = [.. Enumerable.Range(1, 3).Select(i => new Guid($"a6000000-0000-4000-8000-00000000000{i}"))];

    private static readonly DateTimeOffset s_now = new(2026, 6, 10, 16, 0, 0, TimeSpan.Zero);

    private static readonly Gen<bool> s_bool = Gen.Elements(true, false);

    private static readonly Gen<TieRule> s_rule =
        from words in Gen.Elements<int?>(null, 1, 20)
        from approval in s_bool
        select new TieRule(words, approval);

    private static readonly Gen<Passage> s_passage =
        from kind in Gen.Elements(PassageKind.BrokenGlass, PassageKind.Approval)
        from person in Gen.Elements(People)
        from minutes in Gen.Choose(-5, 30)
        select new Passage(kind, new HashSet<Guid> { person }, s_now.AddMinutes(minutes), "Why");

    private static readonly Gen<AccountFacts> s_facts =
        from acknowledged in s_bool
        from self in Some(People)
        from family in Some(People)
        from agencies in Some(Agencies)
        from rules in Gen.ArrayOf(s_rule, 3)
        from passages in Gen.ListOf(s_passage)
        select new AccountFacts
        {
            Acknowledged = acknowledged,
            Self = self,
            Family = family,
            Agencies = agencies,
            Ties = new TieRules(rules[0], rules[1], rules[2]),
            Passages = [.. passages.Take(4)],
        };

    private static readonly Gen<MatterFacts?> s_matter =
        from there in s_bool
        from kind in Gen.Elements("Investigation", "Inquiry", "Audit")
        from open in s_bool
        from assigned in s_bool
        from byAnother in s_bool
        from persons in Some(People)
        from agencies in Some(Agencies)
        select there ? new MatterFacts
        {
            Number = "M-1",
            Kind = kind,
            Open = open,
            Assigned = assigned ? new Dictionary<Guid, bool> { [Account] = byAnother } : new Dictionary<Guid, bool>(),
            Persons = persons,
            Agencies = agencies,
        } : null;

    private static readonly Gen<Purpose> s_purpose =
        from bound in s_bool
        from words in Gen.Elements<int?>(null, 20)
        from second in s_bool
        from browse in s_bool
        select new Purpose("work", "Work", "8.05(1)", new HashSet<string> { Roles.StdStaff }, 60, false)
        {
            MatterKinds = bound ? new HashSet<string> { "Investigation", "Inquiry" } : new HashSet<string>(),
            WordsMinLength = words,
            NeedsSecondPerson = bound && second,
            MayBrowse = browse || !bound,
        };

    public static readonly Gen<Look> Any =
        from purpose in s_purpose
        from facts in s_facts
        from matter in s_matter
        from named in s_bool
        from words in Gen.Elements(null, "short", "words that are long enough for all")
        select new Look(Account, purpose, new ChosenPurpose("work", named ? "M-1" : null, words, s_now), facts, named ? matter : null, s_now);

    public static readonly Gen<(Guid Subject, IReadOnlySet<Guid> Employers)> Subject =
        from person in Gen.Elements(People)
        from employers in Some(Agencies)
        select (person, employers);

    /// <summary>Whether the file opens, by the rules or by a passage.</summary>
    public static bool OpensFile(Look look, Guid subject, IReadOnlySet<Guid> employers) =>
        AccessPolicy.Begin(look) is null && AccessPolicy.AtPerson(look, subject, employers).Refusal is null;

    public static bool OpensRow(Look look, Guid subject, IReadOnlySet<Guid> employers) =>
        AccessPolicy.Begin(look) is null && AccessPolicy.AtRow(look, subject, employers).Refusal is null;

    private static Gen<IReadOnlySet<Guid>> Some(Guid[] of) =>
        Gen.Elements(0, 0, 1, 2).SelectMany(n => Gen.ArrayOf(Gen.Elements(of), n)).Select(chosen => (IReadOnlySet<Guid>)chosen.ToHashSet());
}

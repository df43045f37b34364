using FsCheck;
using FsCheck.Fluent;
using Post.PublicDatabase.Gate;
using Post.PublicDatabase.Publishing;
using Post.Standards.Contracts;

namespace Post.PublicDatabase.Tests.Gate;

/// <summary>What must hold for any facts at all.</summary>
public sealed class GateProperties
{
    private static readonly string[] s_clauses = [.. PublicationTable.Current.RestrictionClauses, "8.06(4)(z)"];

    private static readonly string[] s_forms =
    [
        PublicForms.Name, PublicForms.Status, PublicForms.Document, PublicForms.Complaint, PublicForms.Allegation,
        PublicForms.Suffix, PublicForms.Figure, "birth-date",
    ];

    private static readonly Gen<Restriction> s_restriction =
        from clause in Gen.Elements(s_clauses)
        from state in Gen.Elements(RestrictionState.Pending, RestrictionState.Active, RestrictionState.Cleared)
        from separable in Gen.Elements(true, false)
        select new Restriction(clause, state, separable);

    private static readonly Gen<Ending> s_ending =
        from code in Gen.Elements("Sustained", "Unfounded", "SeparatedBeforeFinding", "Strange")
        from final in Gen.Elements(true, false)
        from unwarranted in Gen.Elements(true, false, false)
        select new Ending(code, final, unwarranted);

    private static readonly Gen<MatterFacts?> s_matter =
        from held in Gen.Elements(true, true, false)
        from endings in s_ending.ListOf()
        from discipline in Gen.Elements(DisciplineState.Imposed, DisciplineState.Imposed, DisciplineState.Pending,
            DisciplineState.Reversed, DisciplineState.Unclear).ListOf()
        select held ? new MatterFacts([.. endings], [.. discipline]) : null;

    private static readonly Gen<PersonFacts> s_person =
        from known in Gen.Elements(Recorded.Yes, Recorded.No, Recorded.NotRecorded)
        from serving in Gen.Elements(Recorded.Yes, Recorded.No, Recorded.NotRecorded)
        from received in Gen.Choose(0, 3000)
        from decertified in Gen.Elements(true, false)
        from listed in Gen.Elements(true, false)
        select new PersonFacts
        {
            Service = new ServiceFacts(known, new DateOnly(2021, 1, 1).AddDays(received)),
            Certification = new CertificationFacts(known, new DateOnly(2020, 1, 1).AddDays(received)),
            ServingNow = serving,
            Decertified = decertified,
            OnCommissionList = listed,
        };

    private static readonly Gen<ItemFacts> s_item =
        from form in Gen.Elements(s_forms)
        from person in s_person
        from matter in s_matter
        from screening in Gen.Elements(Screening.Coded, Screening.Screened, Screening.Unscreened)
        from document in Gen.Elements<bool?>(null, true, false)
        from challenge in Gen.Elements(CertificationChallenge.None, CertificationChallenge.WindowOpen,
            CertificationChallenge.BeforeTheCommission)
        from restrictions in s_restriction.ListOf()
        select new ItemFacts(form)
        {
            Person = person,
            Matter = matter,
            Screening = screening,
            DocumentIsFinal = document,
            Challenge = challenge,
            Restrictions = [.. restrictions.Take(3)],
        };

    [Fact]
    [Trait("Clause", "8.06(4)")]
    public void AddingARestrictionInForce_NeverWidens() => Check(
        Prop.ForAll(s_item.ToArbitrary(), s_restriction.ToArbitrary(), (item, restriction) =>
        {
            var more = item.Restricted(restriction).Decided();
            var less = item.Decided();
            return more.Result >= less.Result && (less.IsShown || !more.IsShown);
        }));

    [Fact]
    [Trait("Clause", "8.06(4)")]
    public void OrderOfFacts_DoesNotMatter() => Check(Prop.ForAll(s_item.ToArbitrary(), item =>
    {
        var turned = item with
        {
            Restrictions = [.. item.Restrictions.Reverse()],
            Matter = item.Matter is null ? null : new MatterFacts([.. item.Matter.Endings.Reverse()],
                [.. item.Matter.Discipline.Reverse()]),
        };
        return item.Decided().SaysTheSameAs(turned.Decided());
    }));

    [Fact]
    [Trait("Clause", "8.06(4)")]
    public void Shown_OnlyWhenNoRowBarsAndOnePublishes() => Check(Prop.ForAll(s_item.ToArbitrary(), item =>
    {
        var decision = item.Decided();
        var publishing = decision.MatchedRows.Intersect(["33", "35", "36", "54", "55", "56", "60", "61"]).Any();
        return !decision.IsShown || (publishing && decision.Failure is null && !decision.MatchedRows.Contains("31"));
    }));

    [Fact]
    [Trait("Clause", "8.06(4)(b)1.i")]
    public void PendingOrReversedDiscipline_IsNeverShown() => Check(Prop.ForAll(s_item.ToArbitrary(), item =>
        item.Matter?.Discipline.Any(d => d is not DisciplineState.Imposed) is not true || !item.Decided().IsShown));

    // What was heard about one item must not speak for another.
    [Fact]
    [Trait("Clause", "8.06(4)")]
    public void WhoeverWasAskedAboutBefore_DoesNotMatter()
    {
        var asked = RulesOfTheDay.InForce;
        Check(Prop.ForAll(s_item.ToArbitrary(), item =>
        {
            var (again, alone) = (PublicationGate.Decide(item, asked, RulesOfTheDay.Day), item.Decided());
            return again.SaysTheSameAs(alone) && again.StatusLabel == alone.StatusLabel;
        }));
    }

    [Fact]
    [Trait("Clause", "8.06(4)")]
    public void Grounds_AreOneWhereTheySayTheSame() => Check(Prop.ForAll(s_item.ToArbitrary(), s_item.ToArbitrary(), (one, other) =>
    {
        var (first, second) = (GroundsOf(one.Decided()), GroundsOf(other.Decided()));
        var same = one.Decided().SaysTheSameAs(other.Decided());
        return first.Equals(second) == same
            && first.Digest().AsSpan().SequenceEqual(second.Digest()) == same
            && (!same || first.GetHashCode() == second.GetHashCode());
    }));

    private static DecisionGrounds GroundsOf(GateDecision decision) => new(decision, RulesOfTheDay.Edition, []);

    private static void Check(Property property) => property.Check(Config.QuickThrowOnFailure.WithMaxTest(2_000));
}

using Post.PublicDatabase.Gate;
using static Post.PublicDatabase.Tests.Gate.Items;

namespace Post.PublicDatabase.Tests.Gate;

[Trait("Clause", "8.06(4)")]
public sealed class RestrictionRowsTests
{
    private static readonly string[] s_limbs = ["8.06(4)(b)1.e.i", "8.06(4)(b)1.e.ii"];

    public static TheoryData<string> Clauses =>
        [.. PublicationTable.Current.RestrictionClauses.Except(s_limbs).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Clauses))]
    public void Active_KeepsTheItemBackAndNamesTheClause(string clause)
    {
        var decision = Name().Restricted(new Restriction(clause, RestrictionState.Active)).Decided();

        Assert.Equal(GateResult.Withhold, decision.Result);
        Assert.Contains(clause, decision.Clauses);
    }

    [Theory]
    [MemberData(nameof(Clauses))]
    public void Pending_Holds(string clause) =>
        Assert.Equal(GateResult.Hold, Name().Restricted(new Restriction(clause,
            RestrictionState.Pending)).Decided().Result);

    [Theory]
    [MemberData(nameof(Clauses))]
    public void Cleared_LetsItPass(string clause) =>
        Assert.Equal(GateResult.Publish, Name().Restricted(new Restriction(clause,
            RestrictionState.Cleared)).Decided().Result);

    [Theory]
    [MemberData(nameof(Clauses))]
    public void ActiveOnAPart_IsRedactedOnlyWhereTheRowSaysSo(string clause)
    {
        var row = PublicationTable.Current.Rows.Single(r =>
            r.Kind is not RowKind.Computed && r.Clauses.Contains(clause));

        var decision = Name().Restricted(new Restriction(clause, RestrictionState.Active, Separable: true)).Decided();

        Assert.Equal(row.Result, decision.Result);
    }

    [Theory]
    [InlineData("Active", "Active", "Withhold")]
    [InlineData("Active", "Pending", "Hold")]
    [InlineData("Pending", "Pending", "Hold")]
    [InlineData("Active", "Cleared", "Publish")]
    [InlineData("Active", null, "Publish")]
    public void CharacterAssessment_NeedsBothLimbs(string outside, string? process, string expected)
    {
        var item = Name().Restricted(new Restriction(s_limbs[0], Enum.Parse<RestrictionState>(outside)));
        if (process is not null) item = item.Restricted(new Restriction(s_limbs[1],
            Enum.Parse<RestrictionState>(process)));

        Assert.Equal(Enum.Parse<GateResult>(expected), item.Decided().Result);
    }

    [Fact]
    public void OneLimbOnly_IsRemarkedByRow27() =>
        Assert.Contains("27", Name().Restricted(new Restriction(s_limbs[1],
            RestrictionState.Active)).Decided().MatchedRows);

    [Fact]
    public void RelativeIsOfficer_IsRemarkedByRow22() =>
        Assert.Contains("22", Name().Restricted(new Restriction("8.06(4)(b)1.a",
            RestrictionState.Cleared)).Decided().MatchedRows);

    [Fact]
    public void SeveralClausesMatch_AllAreRecorded()
    {
        var decision = Name().Restricted(
            new Restriction("8.06(4)(a)17", RestrictionState.Active),
            new Restriction("8.06(4)(b)9", RestrictionState.Active),
            new Restriction("8.08(10)", RestrictionState.Pending)).Decided();

        Assert.Equal(["18", "44", "48"], decision.MatchedRows.Intersect(["18", "44", "48"]));
        Assert.Superset(new HashSet<string> { "8.06(4)(a)17", "8.06(4)(b)9", "8.08(10)" },
            decision.Clauses.ToHashSet());
    }

    [Fact]
    public void UnknownClause_Withholds()
    {
        var decision = Name().Restricted(new Restriction("8.06(4)(z)", RestrictionState.Cleared)).Decided();

        Assert.Equal(GateResult.Withhold, decision.Result);
        Assert.NotNull(decision.Failure);
    }
}

using FsCheck;
using FsCheck.Fluent;
using Post.Standards.Features.ImportDisciplinary.Layout;

namespace Post.Standards.Tests.ImportDisciplinary;

public sealed class DisciplineListTests
{
    private static readonly Config Thorough = Config.QuickThrowOnFailure.WithMaxTest(1000).WithQuietOnSuccess(true);

    private static readonly string[] Types =
        ["Suspension: 1-5 days", "Written Reprimand", "Other", "Pending", "Extra duty on weekends"];

    private static readonly Gen<string?> Remarks = Gen.Elements<string?>(
        null, "OTHER", "DISCIPLINE IS PENDING", "two days, without pay", "a (b, c) d", "one; two");

    private static readonly Arbitrary<string[]> Lists = Gen.Elements(Types)
        .Zip(Remarks)
        .Select(e => e.Item2 is null ? e.Item1 : $"{e.Item1} ({e.Item2})")
        .ArrayOf()
        .ToArbitrary();

    private static readonly Arbitrary<string> Junk = Gen
        .Elements([.. "ab((,)) ;\n"])
        .ArrayOf()
        .Select(c => new string(c))
        .ToArbitrary();

    [Theory]
    [InlineData("", "")]
    [InlineData("Suspension: 30+ Days", "Suspension30DaysOrMore")]
    [InlineData("Suspension: 1-5 days, Retraining", "Suspension1To5Days Retraining")]
    [InlineData("Termination or Similar", "Termination")]
    [InlineData("Loss of Time (three duty days)", "LossOfTimeOff")]
    [InlineData("Reassigment (to days)", "Reassignment")]
    [InlineData("Retraining, Other (Handcuffing, radio, reports.), Demotion", "Retraining Other Demotion")]
    [InlineData("Other (a (b, c), d), Demotion", "Other Demotion")]
    [InlineData("Other (never closed, Demotion", "Other")]
    [InlineData("Other) , Demotion", "Other Demotion")]
    [InlineData("Extra duty on weekends", "Unmapped")]
    public void Types_AreRead(string text, string codes) =>
        Assert.Equal(codes, string.Join(' ', DisciplineList.Read(text).Select(d => d.Type.Code)));

    [Theory]
    [InlineData("Demotion (DISCIPLINE WAS HELD IN ABEYANCE)", "HeldInAbeyance")]
    [InlineData("Demotion (5 served, 5 held in abeyance for a year)", "HeldInAbeyance")]
    [InlineData("Other (Officer retired or resigned to avoid discipline.  Second time.)", "RetiredOrResignedToAvoid")]
    [InlineData("Demotion (OTHER)", "Other")]
    [InlineData("Demotion (another matter)", "")]
    [InlineData("Demotion", "")]
    public void Qualifiers_AreRead(string text, string codes) =>
        Assert.Equal(codes, string.Join(' ', DisciplineList.Read(text).Single().Qualifiers));

    [Theory]
    [InlineData("Termination or similar (DISCIPLINE DECISION WAS REVERSED)")]
    [InlineData("Retraining, Demotion (Discipline decision was reversed)")]
    [Trait("Clause", "8.06(4)(b)1.j")]
    public void Reversal_IsSeenAnywhereInTheList(string text) =>
        Assert.Contains(DisciplineList.Read(text), d => d.IsReversed);

    [Theory]
    [InlineData("Pending")]
    [InlineData("Pending (hearing before the city)")]
    [InlineData("Not Applicable (DISCIPLINE IS PENDING)")]
    [Trait("Clause", "8.06(4)(b)1.i")]
    public void PendingDiscipline_IsSeen(string text) => Assert.True(DisciplineList.Read(text).Single().IsPending);

    [Theory]
    [InlineData("Demotion (later overturned by the hearing officer)")]
    [InlineData("The selectmen chose to reverse the punishment")]
    public void RemarkOfAReversal_IsForAPersonToRead(string text)
    {
        var entry = DisciplineList.Read(text).Single();

        Assert.False(entry.IsReversed);
        Assert.Equal(["ReversalMentioned"], entry.Screens);
    }

    [Fact]
    public void Remark_IsKeptWhole() => Assert.Equal(
        "2 Day Suspension (April 2, 2023 and April 3, 2023)",
        DisciplineList.Read("Demotion (2 Day Suspension (April 2, 2023 and April 3, 2023))").Single().Remark);

    [Fact]
    public void AnyText_IsReadWithoutFailing() => Prop
        .ForAll(Junk, text => DisciplineList.Read(text).All(d => d.Type is not null))
        .Check(Thorough);

    [Fact]
    public void RenderedEntries_AreReadBackEqual() => Prop
        .ForAll(Lists, list =>
        {
            var text = string.Join(", ", list);
            return DisciplineList.Render(DisciplineList.Read(text)) == text;
        })
        .Check(Thorough);
}

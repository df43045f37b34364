using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Post.Kernel.Imports.Drafts;
using Post.Kernel.Imports.Drafts.MapColumns;
using Post.Kernel.Imports.Drafts.ShowDraft;
using Post.Kernel.Imports.Profiles;
using Post.Kernel.Imports.Reading;

namespace Post.Kernel.Tests.Imports;

/// <summary>What a person answers on the mapping page, as rules.</summary>
public sealed class MappingFormTests
{
    [Fact]
    public void Answers_BecomeRulesAndAFieldLeftAloneNone()
    {
        var form = Read(new()
        {
            ["column-0"] = "officer",
            ["part-0"] = "Surname",
            ["column-1"] = "",
            ["constant-1"] = " Harbor City ",
            ["column-2"] = "day",
            ["date-2"] = "M/d/yyyy",
            ["column-3"] = "*",
            ["profile"] = " Roster ",
            ["as-of-rule"] = "Ask",
            ["as-of"] = "2025-09-01",
            ["taking"] = "all",
        });

        Assert.Equal(["Last", "Agency", "Hired", "Left"], form.Rules.Select(r => r.Field));
        Assert.Equal(("officer", NamePart.Surname), (form.For("Last").Column, form.For("Last").Part));
        Assert.Equal((null, "Harbor City"), (form.For("Agency").Column, form.For("Agency").Constant));
        Assert.Equal("M/d/yyyy", form.For("Hired").DateForm);
        Assert.Equal((null, true), (form.For("Left").Column, form.For("Left").Blank));
        Assert.Equal(("Roster", AsOfRule.Ask, new DateOnly(2025, 9, 1), true), (form.ProfileName, form.AsOfRule, form.AsOf!.Value, form.AllOrNothing));
    }

    [Fact]
    public void Values_AreOneALineAndComeBackAsTheyWere()
    {
        var form = Read(new() { ["column-4"] = "r", ["values-4"] = "S = Sergeant\r\n\r\n = nothing\nno sign\nL=Lieutenant = acting\ns = Sergeant", ["otherwise-4"] = "Reject" });

        var rule = form.For("Rank");

        Assert.Equal("S = Sergeant\nL = Lieutenant = acting", MappingForm.Lines(rule));
        Assert.Equal(UnknownValue.Reject, rule.Otherwise);
    }

    [Fact]
    public void AnswersThatNoPageGives_AreTheFirstChoice()
    {
        var form = Read(new() { ["column-0"] = "x", ["part-0"] = "99", ["otherwise-0"] = "Explode", ["as-of-rule"] = "7", ["as-of"] = "soon" });

        Assert.Equal((NamePart.Whole, UnknownValue.Keep, AsOfRule.FileName, null), (form.For("Last").Part, form.For("Last").Otherwise, form.AsOfRule, form.AsOf));
    }

    private static MappingForm Read(Dictionary<string, StringValues> answers) => MappingForm.Read(new FormCollection(answers), Shown());

    private static ShowDraftResult Shown() => new(
        new ImportDraft(Guid.Empty, "roster.csv", new string('0', 64), 1, "UTF-8", null, null, "test", default, null), [], "roster", false,
        ReadingOptions.Default, [], [], [],
        [
            new DraftField("Last", true, FieldType.Name, null), new DraftField("Agency", true, FieldType.Text, null), new DraftField("Hired", false, FieldType.Date, null),
            new DraftField("Left", false, FieldType.Date, null), new DraftField("Rank", false, FieldType.Code, null),
        ], null, null);
}

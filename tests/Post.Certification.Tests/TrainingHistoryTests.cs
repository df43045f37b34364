using Bunit;
using Post.Certification.Domain;
using Post.Certification.Features.ListReviewItems;
using Post.Certification.Features.ShowOfficer;
using Post.Certification.OfficerFiles;
using Post.Testing;

namespace Post.Certification.Tests;

public sealed class TrainingHistoryTests : PostBunitContext
{
    private static readonly DateTimeOffset s_at = ModuleHost.Start;

    private static readonly TrainingRow s_missed = new(
        "Mptc", "M-1", "InService", "In-service 2025", null, null, new DateOnly(2025, 6, 30), null, null, "On leave", "Training history", s_at);

    [Fact]
    public void Requirement_ShowsTheProvidersReasonsAndTheOfficersOwnWordsApart_TheLatestFirst()
    {
        var page = Render<TrainingHistory>(p => p.Add(h => h.Rows,
        [
            s_missed with
            {
                Explanations =
                [
                    new(TrainingExplanationKind.MitigatingFactor, "The <b>course</b> was full", "Alex Rivers", s_at),
                    new(TrainingExplanationKind.Other, "I forgot", "Alex Rivers", s_at.AddDays(-1)),
                ],
            },
        ]));

        Assert.Contains("Reasons sent by the provider: On leave", Words(page), StringComparison.Ordinal);
        Assert.Contains("The officer's explanation (mitigating factor): The <b>course</b> was full — Alex Rivers", Words(page), StringComparison.Ordinal);
        Assert.Contains("Before it: 1", page.Find("details summary").TextContent, StringComparison.Ordinal);
        Assert.Contains("Earlier explanation (other reason): I forgot", Words(page), StringComparison.Ordinal);
        Assert.DoesNotContain("Disputed", Words(page), StringComparison.Ordinal);
    }

    [Fact]
    public void RowInDispute_ShowsTheNote_AndOfASettledOneThatItWas()
    {
        var page = Render<TrainingHistory>(p => p.Add(h => h.Rows,
        [
            s_missed with
            {
                Disputes =
                [
                    new("TD-000002", "Harbor City Police", "It was met", "June 2, 2025", "Dana Quill", s_at, null),
                    new("TD-000001", "Harbor City Police", "An older note", "May 1, 2025", "Dana Quill", s_at.AddDays(-9), s_at.AddDays(-1)),
                ],
            },
        ]));

        Assert.Contains("Disputed TD-000002 of Harbor City Police", Words(page), StringComparison.Ordinal);
        Assert.Contains("What is wrong: It was met", Words(page), StringComparison.Ordinal);
        Assert.Contains("What the agency says instead: June 2, 2025", Words(page), StringComparison.Ordinal);
        Assert.Contains("TD-000001 of Harbor City Police, settled", Words(page), StringComparison.Ordinal);
        Assert.DoesNotContain("An older note", Words(page), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("TrainingDisputed", 0)]
    [InlineData("RowHeld", 1)]
    public void Question_LeadsToItsFile_WhereAFileAskedIt(string kind, int links)
    {
        Dispatcher.Answers<ListReviewItemsQuery, ListReviewItemsResult>(_ => new ListReviewItemsResult(
            [new(Guid.NewGuid(), kind, "3127-9008", Guid.NewGuid(), "Okafor, Lena", "Details", new DateOnly(2026, 6, 1), "Where it came from", Guid.NewGuid(), s_at, null, null, null, null)], null));

        var page = Render<ReviewList>();

        page.WaitForAssertion(() => Assert.Contains("Where it came from", page.Markup, StringComparison.Ordinal));
        Assert.Equal(links, page.FindAll("a[href^='/staff/imports/']").Count);
    }

    private static string Words(IRenderedComponent<TrainingHistory> page) =>
        System.Text.RegularExpressions.Regex.Replace(page.Find("table").TextContent, @"\s+", " ");
}

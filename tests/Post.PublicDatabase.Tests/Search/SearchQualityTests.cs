using Post.PublicDatabase.Search;
using Xunit.Abstractions;

namespace Post.PublicDatabase.Tests.Search;

[Trait("Clause", "8.06(2)")]
public sealed class SearchQualityTests(ITestOutputHelper output)
{
    private const int Shown = 10;
    private const double RecallFloor = 0.98;
    private const double RankFloor = 0.95;

    [Fact]
    public void QuestionsOfManyKinds_FindThePersonNearTheTop()
    {
        var officers = SyntheticRegister.Officers(SyntheticRegister.StateSize);
        var index = OfficerIndex.Build(officers);

        var scores = Resource.Lines("quality.csv").Select(l => Scored(Question.Parse(l), officers, index)).ToList();
        foreach (var kind in scores.GroupBy(s => s.Kind)) Print(kind.Key, [.. kind]);
        Print("in total", scores);

        Assert.True(scores.Count >= 200);
        Assert.True(scores.Average(s => s.Recall) >= RecallFloor, "recall@10");
        Assert.True(scores.Average(s => s.ReciprocalRank) >= RankFloor, "mean reciprocal rank");
    }

    private static Score Scored(Question question, IReadOnlyList<SearchableOfficer> officers, OfficerIndex index)
    {
        var meant = officers.Where(question.Means).Select(o => o.Key).ToHashSet();
        Assert.True(meant.Count > 0, $"Nobody in the register is meant by: {question.Text}");

        var found = index.Search(new(question.Text, Limit: Shown)).Keys();
        var first = Array.FindIndex(found, meant.Contains);
        var recall = (double)found.Count(meant.Contains) / Math.Min(Shown, meant.Count);
        return new(question.Kind, question.Text, recall, first < 0 ? 0 : 1.0 / (first + 1));
    }

    private void Print(string kind, IReadOnlyList<Score> scores)
    {
        var (recall, rank) = (scores.Average(s => s.Recall), scores.Average(s => s.ReciprocalRank));
        output.WriteLine($"{kind,-12} {scores.Count,4} questions, recall@{Shown} {recall:f3}, mean reciprocal rank {rank:f3}");
        if (kind == "in total") return;
        foreach (var s in scores.Where(s => s.Recall < 1 || s.ReciprocalRank < 1))
        {
            output.WriteLine($"    {s.Text}: recall {s.Recall:f2}, reciprocal rank {s.ReciprocalRank:f2}");
        }
    }

    private sealed record Score(string Kind, string Text, double Recall, double ReciprocalRank);

    /// <summary>What is typed, and whom it means: everybody who agrees with each cell that is not empty.</summary>
    private sealed record Question(
        string Kind, string Text, string First, string Surname, string Suffix, string Number, string Agency)
    {
        // A comma inside a question is written as a tilde, so that a row splits by commas alone.
        public static Question Parse(string line) => line.TrimEnd('\r').Split(',') is [var kind, var text, .. var meant]
            ? new(kind, text.Replace('~', ','), meant[0], meant[1], meant[2], meant[3], meant[4])
            : throw new FormatException(line);

        public bool Means(SearchableOfficer officer) =>
            Agrees(First, officer.FirstName) && Agrees(Surname, officer.Surname) && Agrees(Suffix, officer.Suffix)
            && Agrees(Agency, officer.AgencyName) && officer.OfficerNumber.StartsWith(Number, StringComparison.Ordinal);

        private static bool Agrees(string meant, string? actual) => meant.Length == 0 || meant == actual;
    }
}

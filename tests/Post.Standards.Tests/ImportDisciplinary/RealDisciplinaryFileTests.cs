using Post.Standards.Features.ImportDisciplinary.Layout;
using Post.Testing;

namespace Post.Standards.Tests.ImportDisciplinary;

/// <summary>The Commission's 2024 file, counted: every number here was counted by other means as well.</summary>
public sealed class RealDisciplinaryFileTests
{
    private static readonly Lazy<FileReading> Shared = new(() => DisciplinaryFile.Read(
        RealData.Find("ma-post-disciplinary/Complaints.csv")!));

    private static FileReading File => Shared.Value;

    [RealDataFact]
    public void EveryRow_IsAccountedFor()
    {
        Assert.Equal("Windows1252", File.Inspection.Encoding.ToString());
        Assert.Empty(File.Map.ExtraColumns);
        Assert.Equal(5_802, File.Rows.Count);
        Assert.DoesNotContain(File.Rows, r => r.Rejected);
        Assert.Equal(0, File.Verdicts(RowVerdict.Rejected));
        Assert.Equal(13, File.Verdicts(RowVerdict.Held));
        Assert.Equal(5_789, File.Verdicts(RowVerdict.Accepted));
    }

    [RealDataFact]
    public void Complaints_Officers_Agencies_AreCounted()
    {
        Assert.Equal(3_978, File.Taken.Select(r => r.ComplaintNumber).Distinct().Count());
        Assert.Equal(2_529, File.Taken.Select(r => r.OfficerNumber).Distinct().Count());
        Assert.Equal(5_802, File.Taken.Select(r => r.AllegationNumber).Distinct().Count());
        // Spellings as written; one of them, "unassociated officer", names no agency.
        Assert.Equal(291, File.Taken.Select(r => r.ReportingAgency.SourceText).Distinct().Count());
        Assert.Equal(290, File.Taken.Select(r => r.ReportingAgency.Spelling).OfType<string>().Distinct().Count());
        Assert.Equal(852, File.Taken.Count(r => r.CurrentAgency.Spelling is null));
    }

    [RealDataFact]
    [Trait("Clause", "8.06(4)(b)1.j")]
    public void ReversedAndPending_AreFound()
    {
        Assert.Equal(19, File.Taken.Count(r => r.HasReversal));
        Assert.Equal(38, File.Taken.Count(r => r.HasPending));
        Assert.Equal(57, File.Taken.Where(r => r.HasReversal || r.HasPending)
            .Select(r => r.ComplaintNumber).Distinct().Count());
        Assert.Equal(165, File.Taken.Count(r => r.Disciplines.Any(d => d.Qualifiers.Contains("HeldInAbeyance"))));
    }

    [RealDataFact]
    public void Namesakes_StayApart() => Assert.Equal(21, File.Taken
        .GroupBy(r => (Vocabulary.Fold(r.Officer.FirstName), Vocabulary.Fold(r.Officer.SourceSurname)))
        .Count(name => name.Select(r => r.OfficerNumber).Distinct().Count() == 2));

    [RealDataFact]
    public void CurlyQuotes_AreRight()
    {
        var text = string.Concat(File.Rows.SelectMany(r => r.Cells));

        Assert.Equal(20, text.Count(c => c == '“'));
        Assert.Equal(19, text.Count(c => c == '”'));
        Assert.Equal(11, text.Count(c => c == '’'));
    }

    [RealDataFact]
    public void Vocabulary_KnowsAllButAFewStrays()
    {
        Assert.Equal(309, File.Taken.Count(r => r.CertificationStatus.Code == Codes.NotRecorded));
        Assert.Equal(7, File.Taken.Count(r => r.Category.State == CodeState.Unmapped));
        Assert.Empty(File.Taken.Where(r => r.Subtype.State == CodeState.Unmapped).Select(r => r.Subtype.SourceText));
        Assert.Equal(4, File.Taken.SelectMany(r => r.Disciplines).Count(d => d.Type.State == CodeState.Unmapped));
        Assert.Equal(11, File.Meanings.SelectMany(m => m.Notes).Count(n => n.Code == "remark-speaks-of-reversal"));
        Assert.Equal(1_989, File.Taken.Count(r => r.Disciplines.Count == 0));
    }
}

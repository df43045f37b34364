using Post.Kernel.Imports.Reading;
using Post.Standards.Features.ImportDisciplinary.Layout;
using static Post.Standards.Tests.ImportDisciplinary.DisciplinaryFile;

namespace Post.Standards.Tests.ImportDisciplinary;

public sealed class DisciplinaryRowTests
{
    [Fact]
    public void PlainRow_IsAcceptedAndTyped()
    {
        var reading = Row();

        Assert.Equal(RowVerdict.Accepted, reading.Verdict);
        Assert.Empty(reading.Notes);
        var row = reading.Row!;
        Assert.Equal(("50000001", "1000-0001", "A-50000001"),
            (row.ComplaintNumber, row.OfficerNumber, row.AllegationNumber));
        Assert.Equal(("19-8-IA", new DateOnly(2017, 7, 15)), (row.IaNumber.Value, row.IncidentDate));
        Assert.Equal(("Mary", "Smith", null), (row.Officer.FirstName, row.Officer.Surname, row.Officer.Suffix));
        Assert.Equal(("OtherMisconduct", "ConductUnbecoming"), (row.Category.Code, row.Subtype.Code));
        Assert.Equal(("Certified", "Sustained"), (row.CertificationStatus.Code, row.Disposition.Code));
        Assert.Equal("WrittenReprimand", Assert.Single(row.Disciplines).Type.Code);
    }

    [Fact]
    public void SeveralFaults_AreAllTold()
    {
        var reading = Row(
            (DisciplinaryLayout.ComplaintNumber, "627"), (DisciplinaryLayout.OfficerNumber, "10000001"),
            (DisciplinaryLayout.AllegationNumber, "50000001"), (DisciplinaryLayout.IncidentDate, "15/7/2017"),
            (DisciplinaryLayout.LastName, " "), (DisciplinaryLayout.ReportingAgency, ""));

        Assert.Equal(RowVerdict.Rejected, reading.Verdict);
        Assert.Null(reading.Row);
        Assert.Equal(["POST.", "ReportingAgency", "MPTCID", "LastName", "IncidentDate", "Alligation Name"],
            reading.Reasons.Select(r => r.Column));
    }

    [Theory]
    [InlineData("2017-07-15", "date-malformed")]
    [InlineData("2/30/2017", "date-malformed")]
    [InlineData("7/15/17", "date-malformed")]
    [InlineData("8/25/2024", "date-in-future")]
    [InlineData("7/15/0217", "date-implausible")]
    public void ImpossibleDate_IsRejected(string text, string code) =>
        Assert.Equal(code, Assert.Single(Row((DisciplinaryLayout.IncidentDate, text)).Reasons).Code);

    [Fact]
    [Trait("Clause", "8.05(2)(a)2")]
    public void BlankDate_IsUnknownAndNotInvented() =>
        Assert.Null(Taken(DisciplinaryLayout.IncidentDate, "").IncidentDate);

    [Fact]
    public void DateOfTheFile_IsNotTheFuture() =>
        Assert.Equal(AsOf, Taken(DisciplinaryLayout.IncidentDate, "8/24/2024").IncidentDate);

    [Theory]
    [InlineData("")]
    [InlineData("None")]
    [InlineData("n/a")]
    [InlineData("NA")]
    public void NoIaNumber_IsNotRecordedAndItsTextKept(string text)
    {
        var row = Taken(DisciplinaryLayout.IaNumber, text);

        Assert.Null(row.IaNumber.Value);
        Assert.Equal(text, row.IaNumber.SourceText);
    }

    [Theory]
    [InlineData("Use of Force", "UseOfForce", "Known")]
    [InlineData("[Redacted]", "Redacted", "Redacted")]
    [InlineData("[REDACTED]", "Redacted", "Redacted")]
    [InlineData("Enter Type", "NotRecorded", "NotRecorded")]
    [InlineData("", "NotRecorded", "NotRecorded")]
    [InlineData("Policy Violation", "Unmapped", "Unmapped")]
    public void Category_IsTypedWithItsText(string text, string code, string state)
    {
        var category = Taken(DisciplinaryLayout.AllegationType, text).Category;

        Assert.Equal((code, state, text), (category.Code, category.State.ToString(), category.SourceText));
    }

    [Theory]
    [InlineData("Other/ Conduct Unbecoming", "ConductUnbecoming", "Known")]
    [InlineData("Other / conduct nbecomingu", "ConductUnbecoming", "Known")]
    [InlineData("Officer involved-shooting", "OfficerInvolvedShooting", "Known")]
    [InlineData("Crimes involving [Redacted]", "CrimeRedacted", "Redacted")]
    [InlineData("Bias against [Redacted]", "Redacted", "Redacted")]
    [InlineData("0", "NotRecorded", "NotRecorded")]
    public void Subtype_IsTyped(string text, string code, string state)
    {
        var subtype = Taken(DisciplinaryLayout.AllegationSubtype, text).Subtype;

        Assert.Equal((code, state), (subtype.Code, subtype.State.ToString()));
    }

    [Theory]
    [InlineData("Other")]
    [InlineData("")]
    [InlineData("Unfounded")]
    [Trait("Clause", "8.06(4)(b)1.i")]
    public void DispositionNotSustained_IsHeldForDetermination(string text)
    {
        var reading = Row((DisciplinaryLayout.Disposition, text));

        Assert.Equal(RowVerdict.Held, reading.Verdict);
        Assert.Equal("disposition-needs-determination", Assert.Single(reading.Reasons).Code);
        Assert.Equal((Codes.NeedsDetermination, text),
            (reading.Row!.Disposition.Code, reading.Row.Disposition.SourceText));
    }

    [Fact]
    public void UnknownStatus_IsHeld() => Assert.Equal(
        "status-unknown", Assert.Single(Row((DisciplinaryLayout.CertificationStatus, "Gold")).Reasons).Code);

    [Fact]
    public void BlankStatus_IsNotRecordedAndAccepted() =>
        Assert.Equal(Codes.NotRecorded, Taken(DisciplinaryLayout.CertificationStatus, "").CertificationStatus.Code);

    [Fact]
    public void UnassociatedOfficer_HasNoCurrentAgency()
    {
        var row = Taken(DisciplinaryLayout.CurrentAgency, "UNASSOCIATED OFFICER");

        Assert.Null(row.CurrentAgency.Spelling);
        Assert.Equal("UNASSOCIATED OFFICER", row.CurrentAgency.SourceText);
    }

    [Fact]
    public void ReportingAgencyUnassociated_IsNoted() => Assert.Equal(
        "reporting-agency-unnamed",
        Assert.Single(Row((DisciplinaryLayout.ReportingAgency, "UNASSOCIATED OFFICER")).Notes).Code);

    [Fact]
    public void FormulaInANarrative_IsKeptAsText() => Assert.Equal(
        "=cmd|'/c calc'!A1", Taken(DisciplinaryLayout.AllegationDetails, "=cmd|'/c calc'!A1").Narrative);

    [Fact]
    public void NameTooLong_IsRejected() => Assert.Equal(
        "value-too-long", Assert.Single(Row((DisciplinaryLayout.LastName, new string('x', 101))).Reasons).Code);

    [Fact]
    public void NewerHeader_IsMappedByName()
    {
        string[] header =
        [
            "ALLEGATION_NAME", "MPTC_ID", "LAST_NAME", "FIRST_NAME", "REPORTING_AGENCY", "CURRENT_AGENCY",
            "ALLEGATION_TYPE", "ALLEGATION_SUBTYPE", "INCIDENT_DATE", "DISCIPLINES", "LEA_DISPOSITION", "POST",
            "BADGE_COLOR",
        ];
        var map = ColumnMap.Find(DisciplinaryLayout.Columns, header).Map!;

        var reading = DisciplinaryRow.Read(map.Over(
        [
            "A-50000001", "1000-0001", "Smith", "Mary", "Millbrook PD", "", "Bias", "Bias on basis of race",
            "1/2/2020", "Retraining", "Sustained", "50000001", "blue",
        ]), AsOf);

        Assert.Equal(["BADGE_COLOR"], map.ExtraColumns);
        Assert.Equal(RowVerdict.Accepted, reading.Verdict);
        Assert.Equal(("50000001", "Bias"), (reading.Row!.ComplaintNumber, reading.Row.Category.Code));
        Assert.Equal(Codes.NotRecorded, reading.Row.CertificationStatus.Code);
    }

    [Fact]
    [Trait("Clause", "8.06(4)(b)1.j")]
    public void FileWithoutDisciplines_IsRefused()
    {
        var header = DisciplinaryLayout.Columns.Columns.Select(c => c.Name).Where(n => n != "Disciplines").ToList();

        var refusal = Assert.Single(ColumnMap.Find(DisciplinaryLayout.Columns, header).Refusals);

        Assert.Contains("Disciplines", refusal.Text, StringComparison.Ordinal);
    }
}

using Post.Certification.Domain;
using Post.Certification.Features.RecordOwnEntry;
using Post.Certification.Features.SetRecordAccess;
using Post.Certification.Features.ShowOwnRecords;
using Post.Certification.Features.ShowRecordAccess;
using Post.Certification.Records;
using Post.Kernel.Access;
using Post.Kernel.Requests;

namespace Post.Certification.Tests;

/// <summary>What an agency does with its certification records, in the order in which a person does it.</summary>
internal static class RecordKeeping
{
    public static RecordSaid Held(this ReportingAgency agency, RecordParticulars? particulars = null, RestrictedRecord? detail = null) => new()
    {
        Holding = RecordHolding.Held,
        HeldOn = agency.Host.Today.AddDays(-10),
        KeptAt = "Personnel file, cabinet 4",
        Copy = RecordCopy.Copy,
        Particulars = particulars ?? new RecordParticulars(),
        Detail = detail,
    };

    public static async Task<OwnRecordsView> RecordsAsync(this ReportingAgency agency, Guid person, Caller? by = null)
    {
        var read = await agency.Host.Send(new ShowOwnRecordsQuery(person), by ?? agency.Clerk);
        Assert.Null(read.Refusal);
        return read.Value;
    }

    public static async Task<CycleRecords> CycleAsync(this ReportingAgency agency, Guid person, CycleType type = CycleType.Officer) =>
        (await agency.RecordsAsync(person)).Records.Current(type)!;

    public static async Task<RecordRow> RowAsync(this ReportingAgency agency, Guid person, RecordKind kind, CycleType type = CycleType.Officer) =>
        (await agency.CycleAsync(person, type)).Rows.Single(r => r.Kind == kind);

    public static Task<Result<RecordEntered>> EnterAsync(
        this ReportingAgency agency, Guid person, CycleRecords cycle, RecordKind kind, RecordSaid said, Caller? by = null) => agency.Host.Send(
        new RecordOwnEntryCommand(person, cycle.Cycle.Key, kind, cycle.Rows.First(r => r.Kind == kind).AboutId, said), by ?? agency.Head);

    public static async Task<RecordEntered> EnteredAsync(
        this ReportingAgency agency, Guid person, CycleRecords cycle, RecordKind kind, RecordSaid said, Caller? by = null)
    {
        var entered = await agency.EnterAsync(person, cycle, kind, said, by);
        Assert.Null(entered.Refusal);
        return entered.Value;
    }

    /// <summary>Everything that is asked of the cycle, whole.</summary>
    public static async Task FillAsync(this ReportingAgency agency, Guid person, CycleRecords cycle)
    {
        foreach (var row in cycle.Rows.Where(r => r.MayBeEntered && r.Standing.Counts))
        {
            Assert.Empty((await agency.EnteredAsync(person, cycle, row.Kind, agency.Whole(row))).Missing);
        }
    }

    public static RecordSaid Whole(this ReportingAgency agency, RecordRow row) => row.Kind switch
    {
        RecordKind.Evaluations => agency.Held(new RecordParticulars { Physical = true, Psychological = true }),
        RecordKind.Interview => agency.Held(new RecordParticulars { Interviewer = "Captain Vale", Form = InterviewForm.SummaryOnFile }),
        RecordKind.Questionnaire => agency.Held(new RecordParticulars { Questionnaire = Questionnaire }),
        RecordKind.Character => agency.Held(detail: new RestrictedRecord { Character = CharacterOutcome.Found, SignedBy = "Chief Ash", SignedAs = SignedAs.Head }),
        RecordKind.Determinations => agency.Held(new RecordParticulars
        {
            Determinations = [.. row.Requirements.Select(r => new DeterminationSaid(r.Code, DeterminationOutcome.Satisfied, "Captain Vale", agency.Host.Today))],
        }),
        RecordKind.Letters => new RecordSaid { Holding = RecordHolding.Nil },
        _ => agency.Held(),
    };

    public const string Questionnaire = "Q-2026";

    /// <summary>The first liaison of the agency may read these classes from now on.</summary>
    public static async Task LetReadAsync(this ReportingAgency agency, params RecordClass[] classes)
    {
        var liaison = (await agency.Host.Send(new ShowRecordAccessQuery(), agency.Head)).Value.Liaisons[0];
        Assert.Null((await agency.Host.Send(new SetRecordAccessCommand(liaison.MemberId, classes), agency.Head)).Refusal);
    }
}

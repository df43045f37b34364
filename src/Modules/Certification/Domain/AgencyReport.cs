using System.Globalization;
using Post.Certification.Contracts;

namespace Post.Certification.Domain;

/// <summary>How far a report came; written only with the step from which it follows.</summary>
internal enum ReportState
{
    Draft,
    Submitted,

    /// <summary>A hire that the law bars: kept, and never taken in.</summary>
    Refused,
    Returned,
    TakenIn,

    /// <summary>The agency corrected it before the Commission had decided on it.</summary>
    Replaced,
}

/// <summary>Who submitted, when, as what, and to which words.</summary>
internal sealed record Submission(DateTimeOffset At, Guid? By, string ByName, MemberCapacity Capacity, string Attested, Guid? PersonId);

/// <summary>A clock of a report; neither part where no rule counts one.</summary>
internal sealed record ReportClock(Guid? Id, DateOnly? Due)
{
    public static readonly ReportClock None = new(null, null);
}

/// <summary>
/// A report in the agency's own words. As a draft it is written in place; once submitted the database keeps it, and a correction is
/// a report of its own that names this one (12.05(3)).
/// </summary>
internal sealed class AgencyReport
{
    public const int NumberMaxLength = 20;
    public const int NameMaxLength = 100;
    public const int ShortMaxLength = 100;
    public const int ReasonMaxLength = 1_000;
    public const int SubjectMaxLength = 700;
    public const int SuffixMaxLength = 20;

    private const int First = 0;
    private const int AfterFirst = 1;
    private const int Ordinary = 2;

    public required Guid Id { get; init; }
    public required long Number { get; init; }
    public required Guid AgencyId { get; init; }
    public required ReportKind Kind { get; init; }
    public Guid? Supersedes { get; init; }
    public string? CorrectionReason { get; init; }

    /// <summary>What an officer told the agency and led to it: submitting it answers that (12.07(1)(b)).</summary>
    public Guid? StatementId { get; init; }

    /// <summary>Grows with each change of the draft: whoever submits has seen this one.</summary>
    public int Revision { get; private set; }

    public string? OfficerNumber { get; private set; }
    public string? FirstName { get; private set; }
    public string? Surname { get; private set; }
    public string? Suffix { get; private set; }
    public DateOnly? OccurredOn { get; private set; }
    public DateOnly? KnownOn { get; private set; }
    public DateOnly? ServiceFrom { get; private set; }
    public string? Rank { get; private set; }
    public string? AppointmentCode { get; private set; }
    public string? NatureCode { get; private set; }
    public string? Reason { get; private set; }
    public string? MisconductBased { get; private set; }
    public string? DuringInvestigation { get; private set; }
    public string? Investigation { get; private set; }
    public Guid? ConditionId { get; private set; }
    public string? Subject { get; private set; }
    public string? Extent { get; private set; }
    public DateOnly? OrderedOn { get; private set; }
    public int? Minutes { get; private set; }
    public string? Place { get; private set; }
    public string? Evidence { get; private set; }
    public string? WorkStatusCode { get; private set; }
    public string? LeaveNatureCode { get; private set; }
    public string? LeaveWords { get; private set; }
    public DateOnly? LeaveEndsOn { get; private set; }
    public string? Channel { get; private set; }
    public string? Contact { get; private set; }
    public string? ShowsMisconduct { get; private set; }

    public required DateTimeOffset PreparedAt { get; init; }
    public Guid? PreparedBy { get; init; }
    public required string PreparedByName { get; init; }
    public ReportState State { get; private set; }

    /// <summary>Whom the number stood for at submission; never shown to the agency.</summary>
    public Guid? PersonId { get; private set; }

    public DateTimeOffset? SubmittedAt { get; private set; }
    public Guid? SubmittedBy { get; private set; }
    public string? SubmittedByName { get; private set; }
    public MemberCapacity? SubmittedAs { get; private set; }

    /// <summary>The words to which whoever submitted attested.</summary>
    public string? Attested { get; private set; }

    public Guid? ClockId { get; private set; }
    public DateOnly? DueOn { get; private set; }
    public bool InTime { get; private set; } = true;
    public DateOnly? QueueDay { get; private set; }

    /// <summary>Order of the queue: what 1.01 governs too, then what came late, then the rest.</summary>
    public int QueuePlace { get; private set; } = Ordinary;

    public ReportRoute Route { get; private set; }

    /// <summary>The clock of 1.01, which no settling of the report ends (12.02(2)(a)).</summary>
    public Guid? ConductClockId { get; private set; }

    public DateOnly? ConductDueOn { get; private set; }
    public DateTimeOffset? ClosedAt { get; private set; }

    public string Reference => ReferenceOf(Number);

    public static string ReferenceOf(long number) => string.Create(CultureInfo.InvariantCulture, $"AR-{number:D6}");

    public ReportContent Content => new()
    {
        OfficerNumber = OfficerNumber,
        FirstName = FirstName,
        Surname = Surname,
        Suffix = Suffix,
        OccurredOn = OccurredOn,
        KnownOn = KnownOn,
        ServiceFrom = ServiceFrom,
        Rank = Rank,
        AppointmentCode = AppointmentCode,
        NatureCode = NatureCode,
        Reason = Reason,
        MisconductBased = MisconductBased,
        DuringInvestigation = DuringInvestigation,
        Investigation = Investigation,
        ConditionId = ConditionId,
        Subject = Subject,
        Extent = Extent,
        OrderedOn = OrderedOn,
        Minutes = Minutes,
        Place = Place,
        Evidence = Evidence,
        WorkStatusCode = WorkStatusCode,
        LeaveNatureCode = LeaveNatureCode,
        LeaveWords = LeaveWords,
        LeaveEndsOn = LeaveEndsOn,
        Channel = Channel,
        Contact = Contact,
        ShowsMisconduct = ShowsMisconduct,
    };

    public void Say(ReportContent said)
    {
        Revision++;
        (OfficerNumber, FirstName, Surname, Suffix) = (said.OfficerNumber, said.FirstName, said.Surname, said.Suffix);
        (OccurredOn, KnownOn, ServiceFrom) = (said.OccurredOn, said.KnownOn, said.ServiceFrom);
        (Rank, AppointmentCode, NatureCode, Reason) = (said.Rank, said.AppointmentCode, said.NatureCode, said.Reason);
        (MisconductBased, DuringInvestigation, Investigation) = (said.MisconductBased, said.DuringInvestigation, said.Investigation);
        (ConditionId, Subject, Extent, OrderedOn) = (said.ConditionId, said.Subject, said.Extent, said.OrderedOn);
        (Minutes, Place, Evidence, WorkStatusCode) = (said.Minutes, said.Place, said.Evidence, said.WorkStatusCode);
        (LeaveNatureCode, LeaveWords, LeaveEndsOn) = (said.LeaveNatureCode, said.LeaveWords, said.LeaveEndsOn);
        (Channel, Contact, ShowsMisconduct) = (said.Channel, said.Contact, said.ShowsMisconduct);
    }

    /// <summary>Promptness is told here once: a later setting does not make it late, nor in time (part 0.3(3)).</summary>
    public void Submit(Submission submission, ReportClock clock, bool late, ReportClock conduct)
    {
        (SubmittedAt, SubmittedBy, SubmittedByName) = (submission.At, submission.By, submission.ByName);
        (SubmittedAs, Attested, PersonId) = (submission.Capacity, submission.Attested, submission.PersonId);
        (ClockId, DueOn, InTime, QueueDay) = (clock.Id, clock.Due, !late, clock.Due ?? KnownOn);
        (ConductClockId, ConductDueOn) = (conduct.Id, conduct.Due);
        Route = Content.IsRule101 ? ReportRoute.Rule101 : ReportRoute.Immediate;
        QueuePlace = Route is ReportRoute.Rule101 ? First : late ? AfterFirst : Ordinary;
        State = ReportState.Submitted;
    }

    public void Close(ReportState state, DateTimeOffset at) => (State, ClosedAt) = (state, at);
}

using Post.Kernel.Access;

namespace Post.Commission;

/// <summary>What the Commission module's requests ask for.</summary>
public static class CommissionPermissions
{
    public const string ReadRules = "Commission.ReadRules";
    public const string KeepRegulations = "Commission.KeepRegulations";
    public const string KeepCalendar = "Commission.KeepCalendar";
    public const string ReviseDeadlineRules = "Commission.ReviseDeadlineRules";
    public const string ReadVotes = "Commission.ReadVotes";
    public const string RecordVotes = "Commission.RecordVotes";
    public const string SeatCommissioners = "Commission.SeatCommissioners";
    public const string ReadDesignations = "Commission.ReadDesignations";
    public const string RecordDesignations = "Commission.RecordDesignations";
    public const string DraftGuidelines = "Commission.DraftGuidelines";
    public const string SignOffGuidelines = "Commission.SignOffGuidelines";
    public const string AdoptGuidelines = "Commission.AdoptGuidelines";
    public const string ReadSystems = "Commission.ReadSystems";
    public const string KeepSystems = "Commission.KeepSystems";
    public const string ApproveContracts = "Commission.ApproveContracts";

    public static readonly IReadOnlyList<Permission> All =
    [
        new(ReadRules, "See which edition and guidelines are in force on a day"),
        new(KeepRegulations, "Keep what is on record of the titles of the regulations"),
        new(KeepCalendar, "Add closures, move or end holidays"),
        new(ReviseDeadlineRules, "Decide how deadlines outside the regulation's text are counted"),
        new(ReadVotes, "See Commissioners, meetings and votes"),
        new(RecordVotes, "Record meetings and votes, and correct them"),
        new(SeatCommissioners, "Record the terms of Commissioners"),
        new(ReadDesignations, "See who may act for an office"),
        new(RecordDesignations, "Record who holds an office or acts for it"),
        new(DraftGuidelines, "Draft and propose guidelines"),
        new(SignOffGuidelines, "Say that a guideline is consistent with the law"),
        new(AdoptGuidelines, "Adopt and retire guidelines, with the vote or designation they need"),
        new(ReadSystems, "See the register of systems and storage contracts"),
        new(KeepSystems, "Keep the register of systems and storage contracts"),
        new(ApproveContracts, "Approve storage contracts, by designation"),
    ];
}

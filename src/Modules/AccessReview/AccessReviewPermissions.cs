using Post.Kernel.Access;

namespace Post.AccessReview;

/// <summary>What the module's requests ask for.</summary>
public static class AccessReviewPermissions
{
    public const string ReadLog = "AccessReview.ReadLog";
    public const string ExportLog = "AccessReview.ExportLog";
    public const string FollowMatters = "AccessReview.FollowMatters";
    public const string AskExports = "AccessReview.AskExports";
    public const string DecideExports = "AccessReview.DecideExports";
    public const string Watch = "AccessReview.Watch";
    public const string Review = "AccessReview.Review";
    public const string Answer = "AccessReview.Answer";
    public const string SignOff = "AccessReview.SignOff";
    public const string ReadReport = "AccessReview.ReadReport";
    public const string PlaceWatches = "AccessReview.PlaceWatches";
    public const string KeepSupervisors = "AccessReview.KeepSupervisors";
    public const string ReleaseHeld = "AccessReview.ReleaseHeld";
    public const string SeeOwnRecord = "AccessReview.SeeOwnRecord";
    public const string Acknowledge = "AccessReview.Acknowledge";
    public const string ReadMatters = "AccessReview.ReadMatters";
    public const string ReadParties = "AccessReview.ReadParties";
    public const string KeepMatters = "AccessReview.KeepMatters";
    public const string BreakGlass = "AccessReview.BreakGlass";
    public const string AskTiedLooks = "AccessReview.AskTiedLooks";
    public const string DecideTiedLooks = "AccessReview.DecideTiedLooks";
    public const string ReadRedactions = "AccessReview.ReadRedactions";
    public const string AskRedactions = "AccessReview.AskRedactions";
    public const string DecideRedactions = "AccessReview.DecideRedactions";

    public static readonly IReadOnlyList<Permission> All =
    [
        new(ReadLog, "Search the log of acts, open its events and timelines"),
        new(ExportLog, "Take a part of the log as a file, once it is approved"),
        new(FollowMatters, "Release what a matter held back when it is closed, or when it has stayed held long enough"),
        new(AskExports, "Ask a second person for a file of restricted data"),
        new(DecideExports, "Decide whether somebody may take restricted data as a file"),
        new(Watch, "Follow the log and raise alerts"),
        new(Review, "Work on alerts: ask, judge, close, refer"),
        new(Answer, "Answer questions about one's own looks"),
        new(SignOff, "Sign off a week of review"),
        new(ReadReport, "Read figures and rules of review"),
        new(PlaceWatches, "Plant records and have every look at a record reviewed"),
        new(KeepSupervisors, "Record who answers to whom"),
        new(ReleaseHeld, "Release looks that were held back from their subject"),
        new(SeeOwnRecord, "See who looked at the own record, and raise a concern"),
        new(Acknowledge, "Read one's duties, acknowledge them and declare one's ties"),
        new(ReadMatters, "See matters and who works on them"),
        new(ReadParties, "See whom a matter is about"),
        new(KeepMatters, "Open and close matters, say who works on them and whom they are about"),
        new(BreakGlass, "In an emergency look at a person outside the matter; it is announced and reviewed"),
        new(AskTiedLooks, "Ask a second person for a look at oneself, one's family or a former agency's officer"),
        new(DecideTiedLooks, "Decide whether somebody may look across a tie"),
        new(ReadRedactions, "See what was taken out of the log, and on what authority"),
        new(AskRedactions, "Ask that words be taken out of the log on an authority"),
        new(DecideRedactions, "Decide, as the second person, that words are taken out of the log"),
    ];
}

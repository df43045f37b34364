using System.Globalization;
using Post.Commission.Domain;
using Post.Commission.Features.ShowGuideline;

namespace Post.Commission.Ui;

/// <summary>Codes of the registers in the words of the screen, with the look of their chips.</summary>
internal static class Words
{
    public static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static string? Iso(DateOnly? day) => day is { } known ? Iso(known) : null;

    public static string Of(Confidence confidence) => confidence switch
    {
        Confidence.High => "Read in the text",
        Confidence.Medium => "Read in part",
        _ => "Not compared",
    };

    public static string Chip(Confidence confidence) => confidence switch
    {
        Confidence.High => "ok",
        Confidence.Medium => "rev",
        _ => "warn",
    };

    public static string Built(string state) => state switch
    {
        "Whole" => "Built",
        "Part" => "In part",
        _ => "Not built",
    };

    public static string BuiltChip(string state) => state switch
    {
        "Whole" => "ok",
        "Part" => "rev",
        _ => "off",
    };

    public static string Of(VoteOutcome outcome) => outcome switch
    {
        VoteOutcome.Carried => "Carried",
        VoteOutcome.Failed => "Not carried",
        _ => "No quorum",
    };

    public static string Chip(VoteOutcome outcome) => outcome is VoteOutcome.Carried ? "ok" : "bad";

    public static string Of(BallotChoice choice) => choice switch
    {
        BallotChoice.Yes => "In favor",
        BallotChoice.No => "Against",
        BallotChoice.Abstain => "Abstained",
        BallotChoice.Recused => "Recused",
        _ => "Absent",
    };

    public static string Of(GuidelineAuthority authority) => authority switch
    {
        GuidelineAuthority.Vote => "Vote of the Commissioners",
        GuidelineAuthority.ExecutiveDirector => "Executive Director",
        _ => "Procedure",
    };

    public static string Of(VersionStanding standing) => standing switch
    {
        VersionStanding.InForce => "In force",
        VersionStanding.ToCome => "To come",
        VersionStanding.Superseded => "Superseded",
        VersionStanding.Retired => "Retired",
        _ => "Its vote was taken back",
    };

    public static string Chip(VersionStanding standing) => standing switch
    {
        VersionStanding.InForce => "ok",
        VersionStanding.ToCome => "rev",
        VersionStanding.VoteTakenBack => "bad",
        _ => "off",
    };

    public static string Chip(ProposalState state) => state switch
    {
        ProposalState.Adopted => "ok",
        ProposalState.Proposed => "rev",
        _ => "off",
    };

    public static string Of(SystemState state) => state is SystemState.InUse ? "In use" : state.ToString();

    public static string Chip(SystemState state) => state switch
    {
        SystemState.InUse => "ok",
        SystemState.Planned => "rev",
        _ => "off",
    };

    public static string Chip(ContractState state) => state switch
    {
        ContractState.Approved => "ok",
        ContractState.Draft => "warn",
        ContractState.Rejected => "bad",
        _ => "off",
    };

    public static string Of(ReviewAnswer answer) => answer switch
    {
        ReviewAnswer.Yes => "Yes",
        ReviewAnswer.NotFeasible => "Not feasible",
        _ => "Not answered",
    };

    public static string Of(GateAnswer answer) => answer is GateAnswer.NotAnswered ? "Not answered" : answer.ToString();
}

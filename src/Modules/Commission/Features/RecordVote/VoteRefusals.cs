using Post.Commission.Domain;
using Post.Kernel.Requests;

namespace Post.Commission.Features.RecordVote;

internal sealed record EffectiveBeforeTaken(DateOnly HeldOn)
    : Refusal($"A vote takes effect on the day it is taken ({HeldOn:yyyy-MM-dd}) or later.");

internal sealed record NobodyInOffice()
    : Refusal("Nobody was in office on the day of the meeting. Record the terms of the Commissioners first.");

internal sealed record NotInOffice()
    : Refusal("The roll names somebody who was not in office on the day of the meeting.");

internal sealed record CountedTwice()
    : Refusal("The roll names a Commissioner twice.");

internal sealed record RollIncomplete(IReadOnlyList<string> Missing)
    : Refusal($"The roll must name everybody in office. Missing: {string.Join(", ", Missing)}.");

internal sealed record NoVotingRule(DateOnly HeldOn)
    : Refusal($"No quorum and threshold are known for {HeldOn:yyyy-MM-dd}; nothing can be counted.");

internal sealed record OutcomeContradictsRoll(VoteOutcome Outcome, string Tally)
    : Refusal($"The roll says {Words(Outcome)}: {Tally}. Check the roll against the minutes; the result follows from it.")
{
    private static string Words(VoteOutcome outcome) => outcome switch
    {
        VoteOutcome.Carried => "carried",
        VoteOutcome.Failed => "not carried",
        _ => "no quorum",
    };
}

internal sealed record NothingToRescind()
    : Refusal("Only a vote that carried, at this meeting or before, can be rescinded.");

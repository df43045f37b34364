using Post.Kernel.Requests;

namespace Post.Certification.Rounds;

/// <summary>Letters of a cycle that stand in no round, or in two: somebody would be forgotten or asked twice (MMA-11).</summary>
internal sealed record CohortRangesInvalid(int Cycle, IReadOnlyList<char> Letters)
    : Refusal($"The rounds of cycle {Cycle} do not hold every letter exactly once: {string.Join(", ", Letters)}. Put the plan right first.");

/// <summary>A round is made once.</summary>
internal sealed record RoundMadeAlready(string Reference)
    : Refusal($"{Reference} has been made already. Nothing was changed.");

/// <summary>Who is in it stands.</summary>
internal sealed record RoundFrozen(string Reference)
    : Refusal($"{Reference} is frozen: who is in it stands. Officers who came later are taken in as such.");

/// <summary>Nobody is in it yet.</summary>
internal sealed record RoundNotFrozen(string Reference)
    : Refusal($"{Reference} is not frozen yet, so nobody is in it. Look at who would be in it and freeze it first.");

/// <summary>Frozen too early, it would miss those who are hired meanwhile.</summary>
internal sealed record RoundNotOpen(DateOnly OpensOn)
    : Refusal($"The round opens on {OpensOn:MMMM d, yyyy}. It is frozen on that day or later.");

/// <summary>There is nobody to take in.</summary>
internal sealed record NobodyFallsIn()
    : Refusal("No officer falls into this round by the record as it stands, beyond those who are in it. Nothing was changed.");

/// <summary>Nothing of the round is ready to be decided.</summary>
internal sealed record NothingToDecide()
    : Refusal("No complete application of the round waits for a decision that is not under way already. Nothing was changed.");

/// <summary>Where the Commissioners vote, each application is decided by itself.</summary>
internal sealed record VotesAreSingle()
    : Refusal("By the rule of today this decision rests on a vote that names the application. Decide each by itself.");

/// <summary>A batch that ended does not go on.</summary>
internal sealed record BatchEnded()
    : Refusal("All of it was carried out already. Nothing was changed.");

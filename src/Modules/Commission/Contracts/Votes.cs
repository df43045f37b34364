using Post.Kernel.Events;
using Post.Kernel.Requests;

namespace Post.Commission.Contracts;

/// <summary>Kinds of votes that commands ask for; the vocabulary itself is <c>commission.vote_kind</c>.</summary>
public static class VoteKinds
{
    public const string GuidelineAdoption = "guideline-adoption";
    public const string GuidelineRetirement = "guideline-retirement";
    public const string DatabaseEstablishment = "database-establishment";
    public const string KeepBack = "keep-back";
    public const string ResolutionUnwarranted = "resolution-unwarranted";
    public const string PrivilegeWaiver = "privilege-waiver";
    public const string Enforcement = "enforcement";
    public const string CertificationDecision = "certification-decision";
}

/// <summary>A vote that a command cannot do without: of this kind, naming this subject, in force on a day.</summary>
public sealed record VoteNeeded(string Kind, string Subject, DateOnly On)
{
    /// <summary>First day on which the vote may have been taken, for instance the day its ground was recorded.</summary>
    public DateOnly? NotBefore { get; init; }

    /// <summary>What the Commission knew then; now unless said otherwise.</summary>
    public DateTimeOffset? KnownAt { get; init; }

    /// <summary>The very vote that is relied on, where the caller names one.</summary>
    public Guid? VoteId { get; init; }
}

/// <summary>A vote that carried and stands, to be cited by the act that rests on it.</summary>
public sealed record CarriedVote(Guid VoteId, string Kind, DateOnly TakenOn, DateOnly EffectiveOn, string Tally);

/// <summary>Asks whether the Commissioners have voted; a refusal carries the words for whoever tried to act without.</summary>
public interface IVotes
{
    Task<Result<CarriedVote>> CarriedAsync(VoteNeeded needed, CancellationToken ct);
}

/// <summary>Something that waits for a vote, under the key that the vote must name.</summary>
public sealed record VoteMatter(string Kind, string Subject, string Title);

/// <summary>A module's matters that wait for a vote; the form that records votes offers them.</summary>
public interface IVoteMatters
{
    Task<IReadOnlyList<VoteMatter>> WaitingAsync(CancellationToken ct);
}

/// <summary>A vote was recorded or corrected; whoever rests on it may ask <see cref="IVotes"/> anew.</summary>
public sealed record VoteRecorded(Guid VoteId, string Kind, IReadOnlyList<string> Subjects, bool Carried) : IIntegrationEvent;

/// <summary>No vote names this; the act is the Commissioners' alone.</summary>
public sealed record VoteRequired(string Subject)
    : Refusal("This needs a recorded vote of the Commissioners that names it. None is on record: record the vote first.");

/// <summary>They voted, and it did not carry.</summary>
public sealed record VoteNotCarried(DateOnly TakenOn, string Tally)
    : Refusal($"The vote of {InWords.Of(TakenOn)} did not carry: {Tally}.");

/// <summary>The vote that was named is about something else, or of another kind.</summary>
public sealed record VoteMismatch(Guid VoteId)
    : Refusal("The vote named is about another matter. Name the vote that was taken on this one.");

/// <summary>It carried, and its day has not come.</summary>
public sealed record VoteNotYetEffective(DateOnly EffectiveOn)
    : Refusal($"The vote takes effect on {InWords.Of(EffectiveOn)}, not before.");

/// <summary>It was taken before that on which it would have to rest.</summary>
public sealed record VotePrecedesGround(DateOnly TakenOn, DateOnly NotBefore)
    : Refusal($"The vote was taken on {InWords.Of(TakenOn)}; one that counts here is taken on or after {InWords.Of(NotBefore)}.");

/// <summary>A later vote took it back.</summary>
public sealed record VoteRescinded(DateOnly TakenOn)
    : Refusal($"The vote of {InWords.Of(TakenOn)} was rescinded by a later one.");

namespace Post.Commission.Domain;

/// <summary>A meeting of the Commissioners.</summary>
internal sealed class Meeting : RegisterRow
{
    public const int TitleMaxLength = 200;
    public const int MinutesMaxLength = 200;

    public required Guid MeetingId { get; init; }
    public required DateOnly HeldOn { get; init; }
    public required MeetingKind Kind { get; init; }
    public required string Title { get; init; }
    public string? MinutesReference { get; init; }
}

/// <summary>How a meeting was called.</summary>
internal enum MeetingKind
{
    Regular,
    Special,
    Emergency,
}

/// <summary>A motion put to the Commissioners, with its roll and the result counted from it (8.03(2)).</summary>
internal sealed class Vote : RegisterRow
{
    public const int MotionMaxLength = 2_000;
    public const int SubjectMaxLength = 200;

    public required Guid VoteId { get; init; }
    public required Guid MeetingId { get; init; }
    public required string KindCode { get; init; }
    public required string Motion { get; init; }

    /// <summary>Keys of what the motion names; a vote authorises these and nothing else.</summary>
    public required string[] Subjects { get; init; }

    public required DateOnly EffectiveOn { get; init; }
    public Guid? RescindsVoteId { get; init; }
    public string? MinutesReference { get; init; }
    public required Guid VotingRuleId { get; init; }
    public int InOffice { get; private set; }
    public int Present { get; private set; }
    public int QuorumNeeded { get; private set; }
    public int Ayes { get; private set; }
    public int Nays { get; private set; }
    public int Abstained { get; private set; }
    public int Recused { get; private set; }
    public int Absent { get; private set; }
    public int VotesNeeded { get; private set; }
    public VoteOutcome Outcome { get; private set; }
    public List<Ballot> Ballots { get; } = [];

    public Tally Tally => new(InOffice, Present, QuorumNeeded, Ayes, Nays, Abstained, Recused, Absent, VotesNeeded);

    public bool Carried => Outcome is VoteOutcome.Carried;

    public void Count(Tally tally)
    {
        (InOffice, Present, QuorumNeeded) = (tally.InOffice, tally.Present, tally.QuorumNeeded);
        (Ayes, Nays, Abstained, Recused, Absent) = (tally.Ayes, tally.Nays, tally.Abstained, tally.Recused, tally.Absent);
        (VotesNeeded, Outcome) = (tally.VotesNeeded, tally.Outcome);
    }
}

/// <summary>What one Commissioner did; a recusal says why.</summary>
internal sealed class Ballot
{
    public const int ReasonMaxLength = 500;

    public Guid VoteRowId { get; init; }
    public required Guid CommissionerId { get; init; }
    public required string Name { get; init; }
    public required int SeatNumber { get; init; }
    public required BallotChoice Choice { get; init; }
    public string? Reason { get; init; }
}

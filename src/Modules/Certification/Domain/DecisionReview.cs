namespace Post.Certification.Domain;

/// <summary>Something that happened to a decision on review; added and never changed.</summary>
internal sealed class ReviewStep
{
    public const int NoteMaxLength = 1_000;

    public required Guid Id { get; init; }
    public required Guid DecisionId { get; init; }
    public required Guid PersonId { get; init; }
    public required ReviewStepKind Kind { get; init; }
    public required DateOnly TakenOn { get; init; }
    public required string Note { get; init; }

    /// <summary>The clock of the petition, started by service.</summary>
    public Guid? ClockId { get; init; }

    /// <summary>The last day of a petition; its clock has how it was counted.</summary>
    public DateOnly? WindowEndsOn { get; init; }

    public required DateTimeOffset RecordedAt { get; init; }
    public Guid? RecordedBy { get; init; }
    public required string RecordedByName { get; init; }
}

/// <summary>The steps of 555 CMR 7.10 and 9.11, to the outcome of a hearing under 1.10.</summary>
internal enum ReviewStepKind
{
    Served,
    Filed,
    Granted,
    Denied,
    HearingRequested,
    Upheld,
    Vacated,

    /// <summary>Denied, and no hearing was asked for: nothing is open at the Commission any more.</summary>
    Closed,
}

/// <summary>Where a decision stands on review.</summary>
internal enum ReviewState
{
    NotReviewable,
    NotServed,
    WindowOpen,
    WindowEnded,
    Pending,
    Denied,
    BeforeHearing,
    Upheld,

    /// <summary>Granted on petition or vacated on hearing: it is to be decided anew.</summary>
    ToDecideAnew,
    Closed,
}

/// <summary>Reads where a decision stands from the steps taken, on a day.</summary>
internal static class DecisionReview
{
    private static readonly Dictionary<ReviewState, ReviewStepKind[]> s_next = new()
    {
        [ReviewState.NotServed] = [ReviewStepKind.Served, ReviewStepKind.Filed],
        [ReviewState.WindowOpen] = [ReviewStepKind.Filed],
        // A petition that was posted in time may come after the window: its day decides.
        [ReviewState.WindowEnded] = [ReviewStepKind.Filed],
        [ReviewState.Pending] = [ReviewStepKind.Granted, ReviewStepKind.Denied],
        [ReviewState.Denied] = [ReviewStepKind.HearingRequested, ReviewStepKind.Closed],
        [ReviewState.BeforeHearing] = [ReviewStepKind.Upheld, ReviewStepKind.Vacated],
    };

    public static ReviewState Of(bool reviewable, IReadOnlyCollection<ReviewStep> steps, DateOnly today)
    {
        if (!reviewable) return ReviewState.NotReviewable;
        if (Has(ReviewStepKind.Vacated) || Has(ReviewStepKind.Granted)) return ReviewState.ToDecideAnew;
        if (Has(ReviewStepKind.Upheld)) return ReviewState.Upheld;
        if (Has(ReviewStepKind.Closed)) return ReviewState.Closed;
        if (Has(ReviewStepKind.HearingRequested)) return ReviewState.BeforeHearing;
        if (Has(ReviewStepKind.Denied)) return ReviewState.Denied;
        if (Has(ReviewStepKind.Filed)) return ReviewState.Pending;
        return WindowEndsOn(steps) is not { } end ? ReviewState.NotServed
            : today <= end ? ReviewState.WindowOpen
            : ReviewState.WindowEnded;

        bool Has(ReviewStepKind kind) => steps.Any(s => s.Kind == kind);
    }

    /// <summary>The last day of a petition; null while nobody has been served, and the window is then open (G-CHALLENGE).</summary>
    public static DateOnly? WindowEndsOn(IEnumerable<ReviewStep> steps) =>
        steps.SingleOrDefault(s => s.Kind is ReviewStepKind.Served)?.WindowEndsOn;

    public static IReadOnlyList<ReviewStepKind> Next(ReviewState state) => s_next.GetValueOrDefault(state, []);

    /// <summary>Whether something was filed that the Commission has not ended (8.06(3)(a)2).</summary>
    public static bool IsFiled(ReviewState state) => state is ReviewState.Pending or ReviewState.BeforeHearing or ReviewState.ToDecideAnew;

    /// <summary>Whether nothing is filed, and something still may be.</summary>
    public static bool MayBeFiled(ReviewState state) => state is ReviewState.NotServed or ReviewState.WindowOpen or ReviewState.Denied;
}

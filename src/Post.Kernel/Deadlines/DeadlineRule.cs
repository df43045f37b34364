namespace Post.Kernel.Deadlines;

/// <summary>How a deadline is counted, as one dated version of a row with its source; nothing of it is in code.</summary>
public sealed record DeadlineRule
{
    public required Guid VersionId { get; init; }
    public required string Code { get; init; }
    public required int Version { get; init; }
    public required string Title { get; init; }
    public required DeadlineKind Kind { get; init; }
    public required int Count { get; init; }
    public required DeadlineUnit Unit { get; init; }
    public CountDirection Direction { get; init; } = CountDirection.After;

    /// <summary>A period of fewer days than this leaves out days that are not business days.</summary>
    public int? BusinessDaysBelow { get; init; }

    public RollRule Roll { get; init; } = RollRule.None;

    /// <summary>What the roll rests on where it is not the clause itself, such as a guideline and its version.</summary>
    public string? RollAuthority { get; init; }

    public ReceiptRule Receipt { get; init; } = new();

    /// <summary>Code of the calendar whose business days count.</summary>
    public required string Calendar { get; init; }
    public required string Clause { get; init; }
    public required string Source { get; init; }

    /// <summary>The regulation and Register number of the edition that the rule rests on.</summary>
    public string? Edition { get; init; }

    /// <summary>Who may give more time; null where the text knows of no extension.</summary>
    public string? ExtendableBy { get; init; }

    /// <summary>Whether days that are not business days are left out of a count of this length.</summary>
    public bool CountsBusinessDays =>
        Unit is DeadlineUnit.BusinessDay || (Unit is DeadlineUnit.CalendarDay && BusinessDaysBelow is { } below && Count < below);
}

/// <summary>From which day a clock runs.</summary>
public sealed record ReceiptRule
{
    public ClockStart Starts { get; init; } = ClockStart.Event;

    /// <summary>Received on a day that is no business day means received on the next business day.</summary>
    public bool NonBusinessDayIsNext { get; init; }

    /// <summary>What comes later in the day counts as received on the next business day; civil time.</summary>
    public TimeOnly? HoursEnd { get; init; }

    public int? InHandPresumedDays { get; init; }
    public int? ElectronicPresumedDays { get; init; }
    public int? MailPresumedDays { get; init; }

    /// <summary>Days added to the period itself after service by mail or electronically.</summary>
    public int ServiceAddsDays { get; init; }

    /// <summary>Days after sending on which receipt is presumed; null is no presumption.</summary>
    public int? PresumedDays(DeliveryMeans means) => means switch
    {
        DeliveryMeans.InHand => InHandPresumedDays,
        DeliveryMeans.Electronic => ElectronicPresumedDays,
        DeliveryMeans.Mail => MailPresumedDays,
        _ => null,
    };
}

namespace Post.Kernel.Deadlines;

/// <summary>What a rule counts; a month is a calendar month and a year a calendar year (M.G.L. c. 4, § 7).</summary>
public enum DeadlineUnit
{
    CalendarDay,
    BusinessDay,
    Month,
    Year,
}

/// <summary>Whether a rule counts forward from an event or, as in "no later than", back from it.</summary>
public enum CountDirection
{
    After,
    Before,
}

/// <summary>What happens when the last day is one on which nothing can be done.</summary>
public enum RollRule
{
    None,
    NextBusinessDay,

    /// <summary>M.G.L. c. 4, § 9 names Sundays and holidays; a Saturday stays the last day.</summary>
    NextUnlessSaturday,
    PreviousBusinessDay,
}

/// <summary>Whether a clock starts when something happens, or when somebody receives it (rule K4).</summary>
public enum ClockStart
{
    Event,
    Receipt,
}

/// <summary>How something was delivered; a presumption of receipt depends on it.</summary>
public enum DeliveryMeans
{
    NotStated,
    InHand,
    Electronic,
    Mail,
}

/// <summary>Where a number of days comes from, and so who may change it.</summary>
public enum DeadlineKind
{
    /// <summary>In the text of 555 CMR 8.00 or 12.00: changed by a new edition alone.</summary>
    Regulation,

    /// <summary>In another law, kept as dated data with its source.</summary>
    Law,

    /// <summary>Set by the Commission.</summary>
    Setting,

    /// <summary>Where the text says "promptly": a service target inside the Commission, never a legal deadline (rule K7).</summary>
    Target,
}

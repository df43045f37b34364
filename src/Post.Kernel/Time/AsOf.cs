namespace Post.Kernel.Time;

/// <summary>
/// A point on both axes of time: the legal date on which something held in the world, and the instant up to which the Commission
/// knew of it. Of two records that disagree, the one known at <see cref="Known"/> is shown.
/// </summary>
public readonly record struct AsOf(DateOnly On, DateTimeOffset Known)
{
    /// <summary>What held on a day, as the Commission knew it when another day ended; a day left out is today, with all known now.</summary>
    public static AsOf Of(DateOnly? on, DateOnly? known, TimeProvider clock)
    {
        var now = clock.GetUtcNow();
        var end = known is { } day && day < CivilClock.LegalDate(now) ? CivilClock.StartOf(day.AddDays(1)).AddTicks(-1) : now;
        return new AsOf(on ?? CivilClock.LegalDate(now), end);
    }

    /// <summary>Whether a record made and perhaps superseded at these instants was the one in force.</summary>
    public bool Knew(DateTimeOffset recordedAt, DateTimeOffset? supersededAt) =>
        recordedAt <= Known && !(supersededAt <= Known);
}

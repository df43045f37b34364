using Post.Certification.Domain;
using Post.Kernel.Time;

namespace Post.Certification.Rounds;

/// <summary>Which reminder of a round is due on a day.</summary>
internal static class RoundSteps
{
    /// <summary>
    /// The nearest step that has come: after nights on which nothing ran an agency gets one letter, not one for each. A step from
    /// before the freeze is none, as nobody was in the round then.
    /// </summary>
    public static int? Due(IEnumerable<RoundReminderStep> steps, RecertificationRound round, DateOnly today)
    {
        if (round.FrozenAt is not { } at || today > round.DueOn) return null;
        var frozenOn = CivilClock.LegalDate(at);
        var come = steps.Where(s => s.ValidFrom <= round.DueOn && (s.ValidTo is null || s.ValidTo > round.DueOn))
            .Select(s => s.DaysBefore).Where(days => frozenOn <= round.DueOn.AddDays(-days) && round.DueOn.AddDays(-days) <= today).ToList();
        return come.Count == 0 ? null : come.Min();
    }
}

using Post.Certification.Domain;
using Post.Kernel.Requests;

namespace Post.Certification.Applications;

/// <summary>Whether the last day of what shows a requirement is said, fits, and has not passed: of an agency's word and of a finding alike.</summary>
internal static class LastDayRules
{
    /// <param name="item">The requirement.</param>
    /// <param name="shown">Whether it is said to be shown, or found to be met.</param>
    /// <param name="on">The day of which what shows it speaks.</param>
    /// <param name="last">The last day on which it holds.</param>
    /// <param name="today">The legal day.</param>
    public static Refusal? WhyNot(StandardItem item, bool shown, DateOnly? on, DateOnly? last, DateOnly today)
    {
        if (last is not { } day) return shown && item.RunsOut ? new LastDayNeeded(item.Title) : null;
        if (!shown || !item.RunsOut) return new LastDayDoesNotFit(item.Title);
        if (day < on) return new LastDayBeforeItBegan(item.Title);
        return day < today ? new RunOutAlready(item.Title, day) : null;
    }
}

/// <summary>A certificate shows the requirement until its last day (555 CMR 7.06(7)).</summary>
internal sealed record LastDayNeeded(string Title) : EntryUnfit($"{Title}: give the last day of the certificate.");

internal sealed record LastDayDoesNotFit(string Title)
    : EntryUnfit($"{Title}: a last day belongs to a certificate that shows the requirement. Leave it out.");

internal sealed record LastDayBeforeItBegan(string Title) : EntryUnfit($"{Title}: the last day lies before the day of what shows it.");

/// <summary>What has run out shows nothing any more.</summary>
internal sealed record RunOutAlready(string Title, DateOnly Day)
    : EntryUnfit($"{Title}: the certificate {RequirementWords.RanOut(Day)}. What has run out shows nothing; a new one does.");

using System.Globalization;
using Post.Kernel.Time;

namespace Post.Certification.OfficerFiles;

/// <summary>The point in time for which a file is asked: a day of the world, or the present, and what was known when.</summary>
internal sealed record FileMoment(DateOnly? On, DateTimeOffset Known, bool IsPast)
{
    public static FileMoment Of(DateOnly? on, DateOnly? known, TimeProvider clock) =>
        new(on, AsOf.Of(on, known, clock).Known, on is not null || known is not null);

    public static FileMoment Now(TimeProvider clock) => Of(null, null, clock);

    /// <summary>Whether a day had come; what nobody dated had.</summary>
    public bool HadCome(DateOnly? day) => On is not { } on || !(day > on);

    /// <summary>The day if it had come, else none: on that day nobody could say it.</summary>
    public DateOnly? IfCome(DateOnly? day) => HadCome(day) ? day : null;

    /// <summary>For the log: which record was looked at.</summary>
    public string Words(DateOnly? known) => string.Create(
        CultureInfo.InvariantCulture,
        $"as it was on {(On is { } on ? on.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : "the present day")}, as known {(known is { } k ? $"at the end of {k:yyyy-MM-dd}" : "now")}");
}

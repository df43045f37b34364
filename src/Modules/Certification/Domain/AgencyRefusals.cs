using System.Globalization;
using Post.Kernel.Requests;

namespace Post.Certification.Domain;

internal sealed record ProvedToBeAnother(string Name)
    : Refusal($"“{Name}” proved to be a spelling of another agency and was merged into it. Record the end of that one.");

internal sealed record StillASpelling(string Name)
    : Refusal($"“{Name}” is known only as a spelling in files. Decide first whose spelling it is.");

internal sealed record DayNotCome(DateOnly Day)
    : Refusal($"{Days.Of(Day)} has not come yet. The record can tell of days up to today.")
{
    public override RefusalKind Kind => RefusalKind.Invalid;
}

internal sealed record AgencyNotYetKnown(DateOnly Known, DateOnly Since) : Refusal(
    $"At the end of {Days.Of(Known)} the Commission did not know this agency: it came into the record on {Days.Of(Since)}.")
{
    public override RefusalKind Kind => RefusalKind.NotFound;
}

/// <summary>A day as refusals write it.</summary>
internal static class Days
{
    public static string Of(DateOnly day) => day.ToString("MMMM d, yyyy", CultureInfo.GetCultureInfo("en-US"));
}

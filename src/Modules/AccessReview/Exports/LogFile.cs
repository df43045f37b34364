using System.Globalization;
using Post.AccessReview.Features.ExportLog;
using Post.AccessReview.Log;
using Post.Commission.Contracts;
using Post.Kernel.Exports;
using Post.Kernel.Requests;

namespace Post.AccessReview.Exports;

/// <summary>A part of the log as a file: what stood in it when it was asked for, so that what was approved is what is taken.</summary>
internal sealed class LogFile(AccessLog log, LogNames names, IStaffDirectory staff, TimeProvider clock) : IRestrictedExport
{
    public const string Kind = "access-log";
    public const int RowsAtMost = 10_000;

    public string Code => Kind;
    public string Title => "Part of the access log";
    public string Permission => AccessReviewPermissions.ExportLog;

    public string AddressOf(Guid approval) => LogExportEndpoint.AddressOf(approval);

    public async Task<Result<ExportMeasure>> MeasureAsync(string question, CancellationToken ct)
    {
        var asked = LogQuestion.Read(question);
        if (asked.NamesOfficer) return new OfficerNotChosen();
        if (asked is { From: { } first, To: { } last } && (first > last || last.DayNumber - first.DayNumber > LogSearch.DaysAtMost))
        {
            return new DaysNotInOrder(LogSearch.DaysAtMost);
        }

        var days = asked.ToFilter(clock);
        var framed = asked with { From = days.From, To = days.To, Until = clock.GetUtcNow() };
        var (rows, persons) = await log.SizeAsync(await FilterAsync(framed, ct), RowsAtMost + 1, ct);
        if (rows > RowsAtMost) return new TooMuchToExport(RowsAtMost);
        IReadOnlyList<Guid> named = framed.Person is { } person ? [person] : [];
        return new ExportMeasure(LogQuestion.Write(framed), await WordsAsync(framed, days, ct), named, rows, persons);
    }

    public async Task<LogFilter> FilterAsync(LogSearch asked, CancellationToken ct) => asked.ToFilter(clock) with
    {
        Subject = asked.Person is { } person ? await names.MembersAsync(person, ct) : [],
    };

    private async Task<string> WordsAsync(LogSearch asked, LogFilter days, CancellationToken ct)
    {
        var parts = new List<string> { $"Acts from {Day(days.From)} to {Day(days.To)}" };
        if (asked.Actor is { } actor) parts.Add($"by {(await staff.ListAsync(ct)).FirstOrDefault(s => s.AccountId == actor)?.Name ?? $"account {actor}"}");
        if (asked.Person is { } person && (await names.PersonsAsync([person], ct))[person] is { } of) parts.Add($"about {of.Name} ({of.OfficerNumber ?? "no number"})");
        if (asked.Matter is { Length: > 0 } matter) parts.Add($"in the matter {matter}");
        if (asked.Purpose is { Length: > 0 } purpose) parts.Add($"for “{names.Purpose(purpose)}”");
        if (asked.Action is { Length: > 0 } action) parts.Add($"of the kind “{LogNames.Act(await names.ActionsAsync(ct), action)}”");
        if (asked.Class is { } kind) parts.Add($"on data: {LogNames.Class(kind)}");
        if (asked.Outcome is { } outcome) parts.Add($"that ended: {LogNames.Outcome(outcome)}");
        if (asked.BreakGlass) parts.Add("past the rules");
        return string.Join(", ", parts);
    }

    private static string Day(DateOnly day) => day.ToString("MMMM d, yyyy", CultureInfo.InvariantCulture);
}

internal sealed record OfficerNotChosen() : Refusal("Search for the officer first, then ask for what was found.")
{
    public override RefusalKind Kind => RefusalKind.Invalid;
}

internal sealed record DaysNotInOrder(int Days) : Refusal($"The first day must not be after the last, and {Days} days at most are asked for at a time.")
{
    public override RefusalKind Kind => RefusalKind.Invalid;
}

internal sealed record TooMuchToExport(int Limit) : Refusal($"That is more than {Limit:N0} acts. Shorten the days or filter further.")
{
    public override RefusalKind Kind => RefusalKind.Invalid;
}

using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using MediatR;
using Post.AccessReview.Exports;
using Post.AccessReview.Log;
using Post.Audit;
using Post.Kernel.Data;
using Post.Kernel.Exports;
using Post.Kernel.Requests;
using Post.Kernel.Sealing;

namespace Post.AccessReview.Features.ExportLog;

/// <summary>A part of the log as a file, on a second person's approval, which it uses up; each row says where the copy came from.</summary>
[Requires(AccessReviewPermissions.ExportLog)]
[GivesOut]
[NeedsApproval(LogFile.Kind)]
[Audited("log.exported", DataClass.Restricted, Fields = ["access"])]
internal sealed record ExportLogCommand(Guid ApprovalId, string Question) : ICommand<LogExport>, IUsesApproval, IAsksFor
{
    public string? Query => Question;
}

internal sealed record LogExport(byte[] Content, string FileName, int RowCount, IReadOnlyCollection<Guid> Persons) : INamesSubjects, ICountsRows
{
    public IEnumerable<Guid> SubjectIds => Persons;
}

internal sealed class ExportLogHandler(AccessLog log, LogFile file, LogRows rows, ExportMark mark, ChangeContext change)
    : IRequestHandler<ExportLogCommand, Result<LogExport>>
{
    private const int PageLength = 500;

    private static readonly string[] s_header =
    [
        "logged at (UTC)", "happened at (UTC)", "event", "who", "account", "roles", "what", "action", "purpose", "matter", "past the rules",
        "about", "persons", "class", "rows", "outcome", "rule", "network", "client", .. ExportMark.Columns,
    ];

    public async Task<Result<LogExport>> Handle(ExportLogCommand command, CancellationToken ct)
    {
        var filter = await file.FilterAsync(LogQuestion.Read(command.Question), ct);
        var csv = new ArrayBufferWriter<byte>();
        csv.Write(CsvText.ByteOrderMark);
        CsvText.WriteRow(csv, s_header);
        var (persons, count, after) = (new HashSet<Guid>(), 0, (LogCursor?)null);
        do
        {
            (var page, after) = await log.PageAsync(filter, after, PageLength, ct);
            foreach (var row in await rows.OfAsync(page, ct)) CsvText.WriteRow(csv, [.. Cells(row), .. mark.Cells]);
            persons.UnionWith(page.SelectMany(e => e.SubjectIds));
            count += page.Count;
            if (count > LogFile.RowsAtMost) return new TooMuchToExport(LogFile.RowsAtMost);
        }
        while (after is not null);
        var content = csv.WrittenSpan.ToArray();
        change.Artefact(SHA256.HashData(content));
        change.Rows(count);
        return new LogExport(content, mark.FileName("access-log", "csv"), count, persons);
    }

    private static string?[] Cells(LogRow row)
    {
        var e = row.Event;
        return
        [
            Iso(e.LoggedAt), Iso(e.At), e.Id.ToString(), row.Actor, e.ActorId?.ToString(), string.Join(' ', e.Roles), row.Act, e.Action,
            row.Purpose, e.Matter, e.BreakGlass ? "yes" : "no", string.Join("; ", row.Named.Select(n => n.OfficerNumber ?? n.Name)),
            Number(e.SubjectIds.Count), LogNames.Class(e.DataClass), e.RowCount is { } n ? Number(n) : null, LogNames.Outcome(e.Outcome), e.DenyRule,
            e.IpPrefix, e.Client,
        ];
    }

    private static string Iso(DateTimeOffset at) => at.ToUniversalTime().ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}

using System.Globalization;
using Post.Kernel.Access;
using Post.Kernel.Requests;

namespace Post.Kernel.Exports;

/// <summary>
/// Where a copy came from, as columns of every row: a part of the file tells it as well as the whole, and a reader of CSV
/// finds nothing before the header.
/// </summary>
public sealed class ExportMark(CurrentCaller caller, AuditDraft draft, TimeProvider clock)
{
    public const string Confidential = "CONFIDENTIAL - 555 CMR 8.07(5)(b)";

    public static readonly IReadOnlyList<string> Columns =
        ["marking", "taken by", "account of taker", "taken at (UTC)", "approved by", "approval", "event of taking"];

    private readonly string _at = clock.GetUtcNow().ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
    private ExportApproval? _approval;

    /// <exception cref="InvalidOperationException">No approval is in use: the command is not marked as needing one.</exception>
    public ExportApproval Approval => _approval ?? throw new InvalidOperationException("No approval is in use.");

    /// <summary>The cells under <see cref="Columns"/>, alike in each row.</summary>
    public IReadOnlyList<string?> Cells =>
    [
        Confidential, caller.Value.Name, caller.Value.Id?.ToString(), _at, Approval.ApprovedBy, Approval.Id.ToString(), draft.Id.ToString(),
    ];

    /// <summary>A name that says what the file is before it is opened, and under which event it was taken.</summary>
    public string FileName(string what, string extension) => $"CONFIDENTIAL-{what}-{draft.Id:N}.{extension}";

    internal void Use(ExportApproval approval) => _approval = approval;
}

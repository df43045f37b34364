using Post.Kernel.Requests;

namespace Post.Kernel.Exports;

/// <summary>
/// The command's answer is a file of restricted data: it is made only on a second person's approval of that very question
/// (8.07(5)(b)). A marked type that is no command, or does not say which approval it uses, stops start-up.
/// </summary>
/// <param name="export">The kind of export, as its <see cref="IRestrictedExport"/> names itself.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class NeedsApprovalAttribute(string export) : Attribute
{
    public string Export { get; } = export;
}

/// <summary>A marked command: the approval that it uses up, and the question it answers, to the letter as it was approved.</summary>
public interface IUsesApproval
{
    Guid ApprovalId { get; }
    string Question { get; }
}

/// <summary>A kind of file that a module gives out on approval; registered as a scoped service by the module that owns the data.</summary>
public interface IRestrictedExport
{
    string Code { get; }
    string Title { get; }

    /// <summary>What the asker must be allowed besides asking: the permission of the command that makes the file.</summary>
    string Permission { get; }

    /// <summary>Where a form with the field <c>question</c> is posted to take the file.</summary>
    string AddressOf(Guid approval);

    /// <summary>What the question would give now; it shows nothing of it. The question comes back framed, so that it means the same later.</summary>
    Task<Result<ExportMeasure>> MeasureAsync(string question, CancellationToken ct);
}

/// <summary>How much a question gives, and whom it names.</summary>
/// <param name="Question">Framed: open ends such as "until today" are fixed.</param>
/// <param name="Words">The question as a person reads it.</param>
/// <param name="Subjects">Persons whom the question itself names.</param>
/// <param name="Rows">Rows of the file.</param>
/// <param name="Persons">Different persons in it.</param>
public sealed record ExportMeasure(string Question, string Words, IReadOnlyList<Guid> Subjects, int Rows, int Persons) : INamesSubjects
{
    public IEnumerable<Guid> SubjectIds => Subjects;
}

/// <summary>An approval in use: who gave it and when (UTC), and how much it was given for.</summary>
public sealed record ExportApproval(Guid Id, string ApprovedBy, DateTimeOffset ApprovedAt, string Reason, int Rows, int Persons);

/// <summary>Whoever keeps what was asked for and decided.</summary>
public interface IExportApprovals
{
    /// <summary>Uses the approval up in the transaction of the command, or says why it does not hold.</summary>
    Task<Result<ExportApproval>> UseAsync(string export, IUsesApproval command, Guid eventId, CancellationToken ct);
}

/// <summary>The file would hold more than the second person saw and approved.</summary>
public sealed record ExportGrew(int Rows)
    : Refusal($"The file would now hold more than the {Rows:N0} rows that were approved. Nothing was given out; ask again for what there is now.");

/// <summary>Nobody keeps approvals in this process.</summary>
public sealed record NobodyApproves() : Refusal("Nobody can approve files of restricted data here. Nothing was given out.")
{
    public override RefusalKind Kind => RefusalKind.Forbidden;
}

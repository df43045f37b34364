using Npgsql;
using Post.Kernel.Access;
using Post.Kernel.Data;
using Post.Kernel.Imports.Reading;

namespace Post.Kernel.Imports;

/// <summary>A kind of file and what it means; a new kind is one folder in the module that owns its rows.</summary>
public interface IImportKind
{
    /// <summary>As in <c>scripts/post import KIND</c>.</summary>
    string Name { get; }

    string Title { get; }

    /// <summary>Code of the registered system whose data it is, where nobody names another that sent it (8.02(1)).</summary>
    string SystemCode { get; }

    /// <summary>What somebody must hold to bring such a file in, beside the permission to import at all.</summary>
    string Permission => KernelPermissions.Import;

    ColumnLayout Layout { get; }

    /// <summary>Columns whose newest date bounds how old a file can be, when nothing else tells.</summary>
    IReadOnlyList<LayoutColumn> DateColumns { get; }

    /// <summary>How the kind reads a date; what comes from a workbook or through a profile is written so for it.</summary>
    string DateForm => "M/d/yyyy";

    /// <summary>What a column's cells are, where the layout itself does not say.</summary>
    FieldType TypeOf(LayoutColumn column) =>
        column.Type is FieldType.Text && DateColumns.Contains(column) ? FieldType.Date : column.Type;

    /// <summary>Schema-qualified; a constant of the code, never a user's text.</summary>
    string StagingTable { get; }

    /// <summary>The kind's own columns, in the order in which <see cref="StagedRow.Write"/> writes them.</summary>
    IReadOnlyList<string> StagingColumns { get; }

    /// <summary>Begins a run, or begins it again when it goes on after a stop.</summary>
    IRowChecker Begin(ImportRun run);

    /// <summary>
    /// Marks staged rows that the record holds already, or that contradict it or each other; in the transaction that ends the
    /// staging, with the checker that has seen every row of the file.
    /// </summary>
    Task MarkUnchangedAsync(ImportRun run, IRowChecker checker, NpgsqlConnection connection, CancellationToken ct);

    /// <summary>Takes the staged rows into the record, all of them, in the transaction of the caller.</summary>
    Task PromoteAsync(ImportRun run, CancellationToken ct);

    /// <summary>Persons of the record whom these staged rows name; one not in the record yet has no id to be logged under.</summary>
    Task<IReadOnlyCollection<Guid>> PersonsAsync(ImportRun run, IReadOnlyList<long> rowNumbers, CancellationToken ct);

    /// <summary>Figures of the kind, such as how many complaints the file names; of all rows that were not rejected.</summary>
    Task<IReadOnlyDictionary<string, long>> SummariseAsync(ImportRun run, IRowChecker checker, NpgsqlConnection connection, CancellationToken ct);
}

/// <summary>
/// Judges the rows of one run, one after another, in the order of the file; from its first row on also where a run goes on
/// after a stop, so that what it gathers is of the whole file.
/// </summary>
public interface IRowChecker
{
    StagedRow Check(ImportRow row, ColumnMap columns);
}

/// <summary>A row with its verdict, ready for the staging table.</summary>
/// <param name="Source">The row as it stands in the file.</param>
/// <param name="Verdict">What becomes of it.</param>
/// <param name="Reasons">For people, in whole sentences.</param>
/// <param name="Write">Writes the fields of <see cref="IImportKind.StagingColumns"/>.</param>
public sealed record StagedRow(ImportRow Source, ImportVerdict Verdict, IReadOnlyList<string> Reasons, Action<CopyRows> Write);

/// <summary>The kinds this process can bring in.</summary>
public sealed class ImportKinds(IEnumerable<IImportKind> kinds)
{
    private readonly IReadOnlyDictionary<string, IImportKind> _kinds = kinds.ToDictionary(k => k.Name, StringComparer.Ordinal);

    public IEnumerable<IImportKind> All => _kinds.Values.OrderBy(k => k.Name, StringComparer.Ordinal);

    public IImportKind? Find(string name) => _kinds.GetValueOrDefault(name);

    /// <summary>The kind whose required columns are all in the header, if exactly one is.</summary>
    public IImportKind? FindByHeader(IReadOnlyList<string> header)
    {
        var fitting = All.Where(k => ColumnMap.Find(k.Layout, header).Map is not null).Take(2).ToList();
        return fitting.Count == 1 ? fitting[0] : null;
    }
}

using Post.Kernel.Requests;

namespace Post.Kernel.Imports;

/// <summary>The file cannot be read as what it is said to be.</summary>
public sealed record FileNotReadable(string Reason, string Words) : Refusal(Words)
{
    internal const string LayoutUnknown = "layout-unknown";

    /// <summary>The file can be read, but its columns are not those of a layout: somebody can say what they mean.</summary>
    public bool CanBeMapped => Reason is LayoutUnknown or "columns-missing" or "column-duplicate";

    public override RefusalKind Kind => RefusalKind.Invalid;
}

/// <summary>No such kind of file.</summary>
public sealed record ImportKindUnknown(string Name, string Known)
    : Refusal($"There is no import named “{Name}”. Known: {Known}.")
{
    public override RefusalKind Kind => RefusalKind.Invalid;
}

/// <summary>What is in no register cannot feed the record, nor through it a disclosure (8.02(1)(b)).</summary>
public sealed record UnregisteredSystem(string Code)
    : Refusal($"The system “{Code}” is not in the register of the Commission's systems, or is not in use. Register it under Systems and contracts first, or name the system the file comes from.")
{
    public override RefusalKind Kind => RefusalKind.Invalid;
}

/// <summary>The file's rows are evidence as of a day, and nobody said which (G-EVIDENCE).</summary>
public sealed record AsOfNeeded(string FileName)
    : Refusal($"Say as of which day the rows of “{FileName}” are true (--as-of 2024-08-24): its name does not tell.")
{
    public override RefusalKind Kind => RefusalKind.Invalid;
}

/// <summary>Files that speak of a day to come are not evidence.</summary>
public sealed record AsOfInFuture(DateOnly AsOf)
    : Refusal($"The day {AsOf:yyyy-MM-dd} has not come yet. Give the day on which the file was true.")
{
    public override RefusalKind Kind => RefusalKind.Invalid;
}

/// <summary>The run is not in a state in which this can be done.</summary>
public sealed record ImportNotReady(ImportState State)
    : Refusal($"This import is {State}; what you asked for can no longer, or not yet, be done.");

/// <summary>Another process is at work on the run.</summary>
public sealed record ImportBusy() : Refusal("This import is being worked on by another process. Its progress is on the import page.");

/// <summary>No profile of that name is in use.</summary>
public sealed record ProfileUnknown(string Name, string Known) : Refusal($"There is no profile “{Name}” in use. In use: {Known}.")
{
    public override RefusalKind Kind => RefusalKind.Invalid;
}

/// <summary>More than one profile fits, and they may mean different things.</summary>
public sealed record ProfilesSeveral(string Names) : Refusal($"Several profiles fit this file: {Names}. Say which one.")
{
    public override RefusalKind Kind => RefusalKind.Invalid;
}

/// <summary>The rules of a profile do not fill the kind.</summary>
public sealed record ProfileNotWhole(IReadOnlyList<string> Problems) : Refusal(string.Join(" ", Problems))
{
    public override RefusalKind Kind => RefusalKind.Invalid;
}

/// <summary>The profile is no longer in use.</summary>
public sealed record ProfileNotLive(string Name) : Refusal($"The profile “{Name}” was changed or retired meanwhile. Bring the file in again, and look at the dry run.");

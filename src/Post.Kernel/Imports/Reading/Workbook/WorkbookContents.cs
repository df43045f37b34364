namespace Post.Kernel.Imports.Reading.Workbook;

/// <summary>Judges an archive by the names of its parts.</summary>
internal static class WorkbookContents
{
    public static void Refuse(IReadOnlyCollection<string> parts)
    {
        if (parts.Contains("xl/workbook.bin", StringComparer.OrdinalIgnoreCase))
        {
            throw new UnreadableWorkbookException("workbook-binary", "This is a binary workbook (XLSB). Save it as XLSX, or as “CSV UTF-8”.");
        }

        if (!parts.Contains("[Content_Types].xml", StringComparer.OrdinalIgnoreCase)) throw NotAWorkbook(parts);
        if (parts.Any(IsMacro)) throw Macros();
        if (parts.Any(IsExternal))
        {
            throw new UnreadableWorkbookException("workbook-external-links",
                "The workbook takes values from other files or connections, which cannot be checked. Paste its values into a new workbook, or save the sheet as “CSV UTF-8”.");
        }
    }

    public static UnreadableWorkbookException Macros() => new("workbook-macros",
        "The workbook holds macros (XLSM), and is not opened. Save it as XLSX, or save the sheet as “CSV UTF-8”.");

    private static bool IsMacro(string part) =>
        Path.GetFileName(part).StartsWith("vbaProject", StringComparison.OrdinalIgnoreCase)
        || part.StartsWith("xl/macrosheets/", StringComparison.OrdinalIgnoreCase)
        || part.StartsWith("xl/activeX/", StringComparison.OrdinalIgnoreCase);

    private static bool IsExternal(string part) =>
        part.StartsWith("xl/externalLinks/", StringComparison.OrdinalIgnoreCase)
        || part.StartsWith("xl/queryTables/", StringComparison.OrdinalIgnoreCase)
        || string.Equals(part, "xl/connections.xml", StringComparison.OrdinalIgnoreCase);

    private static UnreadableWorkbookException NotAWorkbook(IReadOnlyCollection<string> parts) => parts.Contains("content.xml")
        ? new UnreadableWorkbookException("binary", "This is an OpenDocument file. Save the sheet as XLSX or as “CSV UTF-8”.")
        : new UnreadableWorkbookException("zip", "This is a zip archive. Unpack it and send the CSV or XLSX file inside.");
}

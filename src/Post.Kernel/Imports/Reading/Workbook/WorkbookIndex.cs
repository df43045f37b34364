using System.Xml;

namespace Post.Kernel.Imports.Reading.Workbook;

/// <summary>Where the parts of a workbook are, as its relations say; nothing is ever fetched from outside it.</summary>
internal sealed record WorkbookIndex(IReadOnlyList<WorkbookSheet> Sheets, string? StylesPart, string? TextsPart, bool From1904)
{
    private const int MostSheets = 1_024;

    public static WorkbookIndex Read(WorkbookPackage package)
    {
        RefuseMacros(package);
        var book = Relations(package, "_rels/.rels", "").FirstOrDefault(r => r.Type.EndsWith("/officeDocument", StringComparison.Ordinal))?.Part
            ?? "xl/workbook.xml";
        var folder = Folder(book);
        var relations = Relations(package, $"{folder}_rels/{Path.GetFileName(book)}.rels", folder);
        using var part = package.OpenPart(book, package.Limits.PartBytes) ?? throw Broken("zip", "This archive is not a workbook. Unpack it and send the CSV or XLSX file inside.");
        var (sheets, from1904) = ReadBook(part, relations, package.Limits);
        if (sheets.Count == 0) throw Broken("workbook-broken", UnreadableWorkbookException.Broken.Text);
        if (!sheets.Exists(s => s.Visible)) throw Broken("sheet-missing", "Every sheet of the workbook is hidden. Show the one that counts.");
        return new WorkbookIndex(sheets, PartOf(relations, "/styles"), PartOf(relations, "/sharedStrings"), from1904);
    }

    private static (List<WorkbookSheet> Sheets, bool From1904) ReadBook(Stream part, List<Relation> relations, WorkbookLimits limits)
    {
        var sheets = new List<WorkbookSheet>();
        var from1904 = false;
        using var xml = BoundedXml.Open(part, limits);
        while (xml.Step(limits))
        {
            if (xml.NodeType is not XmlNodeType.Element) continue;
            if (xml.LocalName == "workbookPr") from1904 = xml.GetAttribute("date1904") is "1" or "true" or "on";
            if (xml.LocalName != "sheet" || sheets.Count == MostSheets) continue;
            var id = Attribute(xml, "id");
            // Charts and dialogues have tabs too, and no rows.
            if (relations.Find(r => r.Id == id && r.Type.EndsWith("/worksheet", StringComparison.Ordinal)) is not { } relation) continue;
            sheets.Add(new WorkbookSheet(xml.GetAttribute("name") ?? "", relation.Part, xml.GetAttribute("state") is null or "visible"));
        }

        return (sheets, from1904);
    }

    // A workbook with macros says so in its list of content types, also when it was renamed.
    private static void RefuseMacros(WorkbookPackage package)
    {
        using var part = package.OpenPart("[Content_Types].xml", package.Limits.PartBytes);
        using var xml = BoundedXml.Open(part!, package.Limits);
        while (xml.Step(package.Limits))
        {
            if (xml.GetAttribute("ContentType")?.Contains("macroEnabled", StringComparison.OrdinalIgnoreCase) == true) throw WorkbookContents.Macros();
        }
    }

    private static List<Relation> Relations(WorkbookPackage package, string name, string folder)
    {
        var relations = new List<Relation>();
        using var part = package.OpenPart(name, package.Limits.PartBytes);
        if (part is null) return relations;
        using var xml = BoundedXml.Open(part, package.Limits);
        while (xml.Step(package.Limits) && relations.Count < 4 * MostSheets)
        {
            if (xml.NodeType is not XmlNodeType.Element || xml.LocalName != "Relationship") continue;
            if (xml.GetAttribute("TargetMode") == "External") continue;
            relations.Add(new Relation(xml.GetAttribute("Id") ?? "", xml.GetAttribute("Type") ?? "", Resolve(folder, xml.GetAttribute("Target") ?? "")));
        }

        return relations;
    }

    // A name is only ever looked up among the parts of the archive, so a path that climbs out of it leads nowhere.
    private static string Resolve(string folder, string target)
    {
        if (target.StartsWith('/')) return target.TrimStart('/');
        var steps = new List<string>(folder.Split('/', StringSplitOptions.RemoveEmptyEntries));
        foreach (var step in target.Split('/'))
        {
            if (step == ".." && steps.Count > 0) steps.RemoveAt(steps.Count - 1);
            else if (step is not (".." or "." or "")) steps.Add(step);
        }

        return string.Join('/', steps);
    }

    private static string Folder(string part) => part.LastIndexOf('/') is >= 0 and var at ? part[..(at + 1)] : "";

    private static string? PartOf(List<Relation> relations, string type) =>
        relations.Find(r => r.Type.EndsWith(type, StringComparison.Ordinal))?.Part;

    private static string? Attribute(XmlReader xml, string localName)
    {
        string? value = null;
        while (xml.MoveToNextAttribute())
        {
            if (xml.LocalName == localName && xml.Prefix.Length > 0) value = xml.Value;
        }

        xml.MoveToElement();
        return value;
    }

    private static UnreadableWorkbookException Broken(string code, string text) => new(code, text);

    private sealed record Relation(string Id, string Type, string Part);
}

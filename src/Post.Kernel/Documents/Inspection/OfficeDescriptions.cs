using System.Xml;

namespace Post.Kernel.Documents.Inspection;

/// <summary>Reads what an Office file says of its own parts: their types, and where they point.</summary>
internal static class OfficeDescriptions
{
    private static readonly XmlReaderSettings s_settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersFromEntities = 0,
    };

    public static Hold? Look(byte[] xml)
    {
        try
        {
            using var reader = XmlReader.Create(new MemoryStream(xml), s_settings);
            while (reader.Read())
            {
                if (reader.NodeType is not XmlNodeType.Element) continue;
                if (Tells(reader) is { } hold) return hold;
            }

            return null;
        }
        catch (XmlException)
        {
            return Hold.Broken;
        }
    }

    private static Hold? Tells(XmlReader element)
    {
        if (element.GetAttribute("ContentType") is { } type)
        {
            if (Has(type, "macroEnabled") || Has(type, "vbaProject") || Has(type, "macrosheet")) return Hold.Macros;
            if (Has(type, "activeX")) return Hold.ActiveContent;
        }

        if (element.LocalName != "Relationship" || !Is(element.GetAttribute("TargetMode"), "External")) return null;
        // A link that a reader must follow by hand is not content; neither is the name of another workbook beside kept values.
        var kind = element.GetAttribute("Type") ?? "";
        return kind.EndsWith("/hyperlink", StringComparison.OrdinalIgnoreCase) || kind.EndsWith("/externalLinkPath", StringComparison.OrdinalIgnoreCase)
            ? null
            : Hold.External;
    }

    private static bool Has(string text, string word) => text.Contains(word, StringComparison.OrdinalIgnoreCase);

    private static bool Is(string? text, string word) => word.Equals(text, StringComparison.OrdinalIgnoreCase);
}

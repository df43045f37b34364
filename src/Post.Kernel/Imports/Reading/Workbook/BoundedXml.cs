using System.Xml;

namespace Post.Kernel.Imports.Reading.Workbook;

/// <summary>Opens the parts of a workbook for a parser that fetches nothing, expands nothing and grows without bound in nothing.</summary>
internal static class BoundedXml
{
    public static XmlReader Open(Stream part, WorkbookLimits limits) => XmlReader.Create(part, new XmlReaderSettings
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        NameTable = new BoundedNames(limits.MarkupNames),
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        // Control characters are the row's problem, named with its column, and not the file's.
        CheckCharacters = false,
        CloseInput = true,
    });

    /// <summary>Steps on, never deeper than any workbook goes.</summary>
    public static bool Step(this XmlReader xml, WorkbookLimits limits)
    {
        if (!xml.Read()) return false;
        if (xml.Depth <= limits.MarkupDepth) return true;
        throw new UnreadableWorkbookException("workbook-broken", UnreadableWorkbookException.Broken.Text);
    }

    // The parser keeps every name it meets for ever; a workbook has a few hundred.
    private sealed class BoundedNames(int most) : NameTable
    {
        private int _count;

        public override string Add(char[] key, int start, int len) => Get(key, start, len) ?? Count(base.Add(key, start, len));

        public override string Add(string key) => Get(key) ?? Count(base.Add(key));

        private string Count(string name)
        {
            if (++_count <= most) return name;
            throw new UnreadableWorkbookException("workbook-broken", UnreadableWorkbookException.Broken.Text);
        }
    }
}

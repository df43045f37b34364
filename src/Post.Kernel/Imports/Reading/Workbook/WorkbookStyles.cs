using System.Globalization;
using System.Xml;

namespace Post.Kernel.Imports.Reading.Workbook;

/// <summary>Which number form each cell style has; nothing else of the styles is looked at.</summary>
internal sealed class WorkbookStyles
{
    private const int Most = 65_536;

    private readonly List<NumberForm> _forms = [];

    public static readonly WorkbookStyles None = new();

    public NumberForm this[int style] => (uint)style < (uint)_forms.Count ? _forms[style] : NumberForm.Plain;

    public static WorkbookStyles Read(Stream part, WorkbookLimits limits)
    {
        var styles = new WorkbookStyles();
        var codes = new Dictionary<int, string>();
        using var xml = BoundedXml.Open(part, limits);
        var inCells = false;
        while (xml.Step(limits))
        {
            if (xml.LocalName == "cellXfs") inCells = xml.NodeType is XmlNodeType.Element;
            if (xml.NodeType is not XmlNodeType.Element) continue;
            if (xml.LocalName == "numFmt" && codes.Count < Most) codes[Number(xml, "numFmtId")] = xml.GetAttribute("formatCode") ?? "";
            else if (inCells && xml.LocalName == "xf" && styles._forms.Count < Most) styles._forms.Add(FormOf(Number(xml, "numFmtId"), codes));
        }

        return styles;
    }

    private static NumberForm FormOf(int id, Dictionary<int, string> codes) =>
        codes.TryGetValue(id, out var code) ? NumberForm.Custom(code) : NumberForm.Builtin(id);

    private static int Number(XmlReader xml, string attribute) =>
        int.TryParse(xml.GetAttribute(attribute), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}

using Post.Kernel.Imports.Reading;

namespace Post.Certification.Features.ImportAgencies;

/// <summary>The register of law enforcement agencies in the Commission's own layout: one row for each agency.</summary>
internal static class AgenciesLayout
{
    public static readonly LayoutColumn AgencyName = new("AgencyName", required: true, "NAME", "AGENCY");
    public static readonly LayoutColumn AgencyType = new("AgencyType", required: true, "DEPT_TYPE", "KIND");
    public static readonly LayoutColumn County = new("County", required: false);
    public static readonly LayoutColumn NameFrom = new("NameFrom", required: false);
    public static readonly LayoutColumn PreviousName = new("PreviousName", required: false, "FORMERLY");
    public static readonly LayoutColumn OtherNames = new("OtherNames", required: false, "ALSO_KNOWN_AS");

    public static readonly ColumnLayout Columns = new(
        "Register of agencies", AgencyName, AgencyType, County, NameFrom, PreviousName, OtherNames);
}

namespace Post.Cli.Demo;

/// <summary>An invented police department, with the ways in which its clerks misspell it.</summary>
internal sealed record DemoAgency(string Name, string County, string[] Variants, string Kind = "Town");

/// <summary>The invented towns and campuses of the demo state; none of them exists in Massachusetts.</summary>
internal static class DemoAgencies
{
    private static readonly string[] Counties =
    [
        "Middlesex", "Suffolk", "Hampden", "Bristol", "Worcester", "Essex", "Norfolk", "Barnstable", "Plymouth",
        "Hampshire", "Berkshire", "Franklin", "Dukes",
    ];

    private static readonly string[] Towns =
    [
        "Harbor City", "Millbrook", "Stonebridge", "Fairhollow", "Eastmere", "Cedar Falls", "North Alder", "Pinecrest",
        "Saltmarsh", "Quarry Hill", "Westbrook Falls", "Lakemont", "Old Ferry", "Granite Bay", "Thornfield",
        "Maple Run", "Ashgrove", "Redstone", "Beacon Point", "South Heron", "Clearwater Mills", "Hollis Green",
        "Ironworks", "Juniper Neck", "Kettle Pond", "Larkspur", "Mossbank", "Newhaven Cross", "Orchard Plain",
        "Port Emery", "Quillmont", "Ridgewater", "Silver Lake", "Tannery Hill", "Upper Vale", "Windmere",
        "Amberly", "Birch Harbor", "Copperton", "Dunes End", "Elmwood Heights", "Fox Glen", "Goldenrod",
        "Hawthorn Bay", "Inland Falls", "Kingsmere", "Long Meadow Bridge", "Marlpit", "Northgate", "Oysterport",
    ];

    private static readonly string[] Others =
    [
        "Harbor State University Police Department", "Millbrook College Campus Police", "Granite Bay Medical Center",
        "Commonwealth Bay Transit Police Department", "Lakemont Institute Police Department",
        "Redstone Community College Police Department", "Old Ferry Housing Authority Police",
        "Northgate University Police", "Silver Lake Hospital Police Department", "Harbor City School Police",
    ];

    private const int StatewideCount = 440;

    private static readonly string[] Places =
        ["", "North ", "South ", "East ", "West ", "Upper ", "Lower ", "New ", "Great "];

    public static IReadOnlyList<DemoAgency> All { get; } =
    [
        .. Towns.Select((town, i) => new DemoAgency(
            $"{town} Police Department", Counties[i % Counties.Length], i % 5 == 0 ? VariantsOf(town) : [])),
        .. Others.Select((name, i) => new DemoAgency(name, Counties[i % Counties.Length], [])),
    ];

    /// <summary>As many agencies as Massachusetts has: towns and their neighbours, campuses, hospitals, sheriffs.</summary>
    public static IReadOnlyList<DemoAgency> Statewide { get; } =
    [
        .. All.Select(a => a with { Kind = KindOf(a.Name) }),
        .. Counties.Select(c => new DemoAgency($"{c} Synthetic County Sheriff's Office", c, [], "Sheriff")),
        .. Places.Skip(1).SelectMany(place => Towns.Select((town, i) => (Place: place, Town: town, At: i)))
            .Where(p => !Places.Skip(1).Any(other => p.Town.StartsWith(other, StringComparison.Ordinal)))
            .Select(p => new DemoAgency(
                $"{p.Place}{p.Town} Police Department", Counties[(p.At + p.Place.Length) % Counties.Length],
                p.At % 7 == 0 ? [$"{p.Place}{p.Town} PD"] : [], p.At % 4 == 0 ? "City" : "Town"))
            .Take(StatewideCount - 60 - 13),
    ];

    private static string KindOf(string name) => name switch
    {
        _ when name.Contains("University", StringComparison.Ordinal) || name.Contains("College", StringComparison.Ordinal)
            || name.Contains("Institute", StringComparison.Ordinal) => "Campus",
        _ when name.Contains("Hospital", StringComparison.Ordinal) || name.Contains("Medical", StringComparison.Ordinal) => "Hospital",
        _ when name.Contains("Authority", StringComparison.Ordinal) || name.Contains("Transit", StringComparison.Ordinal) => "Authority",
        _ => "Town",
    };

    private static string[] VariantsOf(string town) =>
    [
        $"{town} Police Department".ToUpperInvariant(), $"{town} PD", $"{town} Police Dept.", town,
        $"{town} Police Deparment",
    ];
}

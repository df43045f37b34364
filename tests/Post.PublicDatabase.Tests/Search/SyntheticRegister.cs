using Post.PublicDatabase.Search;

namespace Post.PublicDatabase.Tests.Search;

/// <summary>A statewide register of nobody real: names drawn by rule from lists, the same on every machine.</summary>
internal static class SyntheticRegister
{
    public const int StateSize = 25_000;

    private static readonly string[] Towns =
        """
        Abington Acton Amherst Andover Arlington Attleboro Barnstable Bedford Belmont Beverly Billerica Boston Braintree
        Brockton Brookline Burlington Cambridge Canton Chelmsford Chelsea Chicopee Concord Danvers Dartmouth Dedham
        Dracut Easthampton Everett Fairhaven Fall_River Falmouth Fitchburg Framingham Franklin Gardner Gloucester Greenfield
        Haverhill Hingham Holyoke Lawrence Leominster Lexington Lowell Lynn Malden Mansfield Marlborough Medford Melrose
        Methuen Middleborough Milford Milton Natick Needham New_Bedford Newburyport Newton North_Adams Northampton
        Norwood Peabody Pittsfield Plymouth Quincy Randolph Reading Revere Rockland Salem Saugus Shrewsbury Somerville
        Springfield Stoneham Stoughton Sudbury Taunton Tewksbury Wakefield Waltham Watertown Wellesley Westfield West_Springfield
        Weymouth Wilmington Winchester Winthrop Woburn Worcester Yarmouth
        """.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries);

    private static readonly string[] Counties =
    [
        "Barnstable", "Berkshire", "Bristol", "Dukes", "Essex", "Franklin", "Hampden", "Hampshire", "Middlesex",
        "Nantucket", "Norfolk", "Plymouth", "Suffolk", "Worcester",
    ];

    private static readonly string[] Heads =
        "Ash Bark Brad Brig Cald Chat Cres Dal East Elm Fen Gren Hal Hart Hol Kirk Lang Linds Mel Nor Oak Pres Rad Ros Sel"
            .Split(' ');

    private static readonly string[] Tails =
        "bourne bury by combe don field ford ham land ley man mere sen stead ton well wick worth".Split(' ');

    public static IReadOnlyList<SearchableOfficer> Officers(int count)
    {
        var random = new Random(555_812);
        var (firsts, surnames) = (Names("first"), Names("surname"));
        var officers = new List<SearchableOfficer>(count);
        for (var i = 0; i < count; i++)
        {
            var officer = new SearchableOfficer(
                $"k{i:x6}", Number(i), Drawn(firsts, random), Surname(surnames, random));
            officers.Add(WithSecondPost(Placed(officer, surnames, random), i));
        }

        return officers;
    }

    private static SearchableOfficer Placed(SearchableOfficer officer, string[] surnames, Random random)
    {
        var town = random.Next(Towns.Length);
        var name = Towns[town].Replace('_', ' ');
        return officer with
        {
            Suffix = random.Next(100) switch { < 4 => "Jr.", 4 => "Sr.", 5 => "III", _ => null },
            FormerNames = random.Next(100) < 2 ? [new FormerName(officer.FirstName, Drawn(surnames, random))] : [],
            AgencyKey = $"a{town:d3}",
            AgencyName = $"{name} Police Department",
            AgencyAliases = [$"{name} PD"],
            StatusCode = random.Next(50) switch { < 44 => "Certified", < 46 => "NotCertified", < 49 => "", _ => "Suspended" },
            County = Counties[town % Counties.Length],
        };
    }

    // A few serve a second town; not drawn, so that everything else stays as it was.
    private static SearchableOfficer WithSecondPost(SearchableOfficer officer, int i)
    {
        var town = i * 7 % Towns.Length;
        if (i % 50 != 7 || officer.AgencyKey == $"a{town:d3}") return officer;
        var name = $"{Towns[town].Replace('_', ' ')} Police Department";
        return officer with { MoreAgencies = [new SearchableAgency($"a{town:d3}", name, Counties[town % Counties.Length])] };
    }

    // A multiplier without a factor in common with the range visits every number once.
    private static string Number(int i)
    {
        var number = (i * 7_919_393L + 20_230_501) % 100_000_000;
        return $"{number / 10_000:d4}-{number % 10_000:d4}";
    }

    private static string Surname(string[] surnames, Random random) => random.Next(100) < 15
        ? Heads[random.Next(Heads.Length)] + Tails[random.Next(Tails.Length)]
        : Drawn(surnames, random);

    // The beginning of a list is drawn more often than its end, as with real names.
    private static string Drawn(string[] names, Random random) =>
        names[(int)(Math.Pow(random.NextDouble(), 1.5) * names.Length)];

    private static string[] Names(string part) =>
        [.. Resource.Lines("names.csv").Select(l => l.Split(',')).Where(c => c[0] == part).Select(c => c[2])];
}

using System.Globalization;
using static Post.Certification.Tests.Imports.FileDesk;

namespace Post.Certification.Tests.Year;

/// <summary>What becomes of an officer in the year.</summary>
internal enum Course
{
    /// <summary>In no round, and nothing happens but what every list says.</summary>
    Bystander,
    Together,
    Singly,
    ConditionMet,
    ConditionMissed,
    ConditionMetLate,

    /// <summary>Away when the certification is renewed: a condition counts its days from the return to duty.</summary>
    ConditionAfterReturn,

    /// <summary>The conditional decision is taken back on petition, and the officer is certified in full.</summary>
    ConditionReviewed,
    NotRenewed,
    PetitionLate,
    PetitionDenied,
    HearingUpheld,
    HearingVacated,
    PetitionGranted,

    /// <summary>In time and not complete when the term ends.</summary>
    Pending,

    /// <summary>Comes when the certification has ended.</summary>
    Late,
    Silent,

    /// <summary>The number proves to be another number of a colleague while its application is open.</summary>
    Merged,
}

/// <summary>An officer of the simulated register.</summary>
internal sealed record SimulatedOfficer(int Place, string Number, string Surname, string First, int Agency, Course Course)
{
    public bool InRound => Course is not Course.Bystander;
}

/// <summary>A register in which nobody is real: made from a seed, written as the files that submitters send.</summary>
internal sealed class SimulatedState
{
    public static readonly DateOnly ListedOn = new(2026, 4, 20);

    // How agencies differ: most are in time, some come late, some say nothing.
    private static readonly Course[][] s_habits =
    [
        [
            Course.Together, Course.Singly, Course.ConditionMet, Course.ConditionMissed, Course.ConditionAfterReturn, Course.ConditionReviewed,
            Course.NotRenewed,
            Course.PetitionLate, Course.PetitionDenied, Course.HearingUpheld, Course.HearingVacated, Course.PetitionGranted, Course.Pending,
        ],
        [
            Course.Together, Course.Together, Course.Together, Course.ConditionMetLate, Course.Singly, Course.Pending, Course.Merged,
            Course.ConditionMissed, Course.Together, Course.NotRenewed,
        ],
        [Course.Late, Course.Late, Course.Together, Course.Silent, Course.Pending],
        [Course.Together, Course.Late, Course.Silent, Course.Singly],
        [Course.Silent, Course.Silent, Course.Together],
        [Course.Silent],
    ];

    private static readonly string[] s_syllables =
        [.. from c in "bdfgklmnprstvz" from v in "aeiou" select string.Create(CultureInfo.InvariantCulture, $"{c}{v}")];

    public SimulatedState(int officers, int agencies, int seed)
    {
        var dice = new Random(seed);
        AgencyNames = [.. Enumerable.Range(0, agencies).Select(a => $"{Word(a + 3, 'T')} Police Department")];
        var turn = new int[agencies];
        Officers = [.. Enumerable.Range(0, officers).Select(i => Officer(i, i % agencies, turn, dice))];
        Barred = new SimulatedOfficer(officers, NumberOf(officers), Word(officers, 'A'), Word(officers + 7, 'L'), -1, Course.Bystander);
    }

    public IReadOnlyList<string> AgencyNames { get; }

    public IReadOnlyList<SimulatedOfficer> Officers { get; }

    /// <summary>Decertified before the year began, and about to be hired.</summary>
    public SimulatedOfficer Barred { get; }

    public IEnumerable<SimulatedOfficer> Of(Course course) => Officers.Where(o => o.Course == course);

    public IEnumerable<SimulatedOfficer> Bystanders(int agency) => Officers.Where(o => o.Agency == agency && !o.InRound);

    /// <summary>Whose other number the merged one is: a colleague of its own for each, or the second would be granted what the first has.</summary>
    public SimulatedOfficer IntoWhom(SimulatedOfficer merged) =>
        Bystanders(merged.Agency).ElementAt(Of(Course.Merged).Count(m => m.Agency == merged.Agency && m.Place < merged.Place));

    /// <summary>Two of an agency who are certified as school resource officers as well, whose term for that ends in the year; the second one's is renewed where the agency reports.</summary>
    public IReadOnlyList<SimulatedOfficer> SchoolOfficers(int agency) => [.. Bystanders(agency).TakeLast(3).Take(2)];

    public static string NumberOf(int place) => string.Create(CultureInfo.InvariantCulture, $"{2000 + (place / 10_000)}-{place % 10_000:0000}");

    public string AgenciesFile() => Agencies([.. AgencyNames.Select(n => Agency(n))]);

    /// <summary>The Commission's list as it stood when the year began.</summary>
    public string OfficersFile() => Imports.FileDesk.Officers(
        [
            .. Officers.Select(o => Row(o, "Certified", AgencyNames[o.Agency], LastDay(o))),
            .. InSchools().Select(o => SchoolRow(o, AgencyNames[o.Agency], LastDay(o))), Row(Barred, "Decertified", "", ""),
        ]);

    public string CertificatesFile() => Certifications(
        [
            .. Officers.Select(o => Certificate(
                o.Number, $"L-{o.Number}", granted: o.InRound ? "7/1/2023" : "9/1/2024", expires: LastDay(o), last: o.Surname, first: o.First)),
            .. InSchools().Select(o => Certificate(o.Number, $"S-{o.Number}", "SRO", "10/1/2023", "10/1/2026", last: o.Surname, first: o.First)),
        ]);

    /// <summary>How a list says that somebody is a school resource officer: in a row of its own.</summary>
    public static string SchoolRow(SimulatedOfficer officer, string agency, string expires) =>
        Imports.FileDesk.Officer(officer.Number, $"{officer.Surname}, {officer.First}", "Certified", agency, expires, certification: "SRO");

    public static string Row(SimulatedOfficer officer, string status, string agency, string expires) =>
        Imports.FileDesk.Officer(officer.Number, $"{officer.Surname}, {officer.First}", status, agency, expires);

    private IEnumerable<SimulatedOfficer> InSchools() => Enumerable.Range(0, AgencyNames.Count).SelectMany(SchoolOfficers);

    private static string LastDay(SimulatedOfficer officer) => officer.InRound ? "7/1/2026" : "9/1/2027";

    // Three of five fall into the round of the year, whose surnames begin with I to P; the others' begin before and behind.
    private static SimulatedOfficer Officer(int place, int agency, int[] turn, Random dice)
    {
        var inRound = (place / turn.Length) % 5 < 3;
        var habit = s_habits[agency % s_habits.Length];
        var course = inRound ? habit[turn[agency]++ % habit.Length] : Course.Bystander;
        var letter = inRound ? "IJKLMNOP"[dice.Next(8)] : "ABCDEFGHQRSTUV"[dice.Next(14)];
        return new SimulatedOfficer(place, NumberOf(place), Word(place, letter), Word(place * 31, 'E'), agency, course);
    }

    // A name of its own for each place: two officers of one name would be asked about every night.
    private static string Word(int place, char letter)
    {
        var (rest, word) = (place, letter + "o");
        for (var i = 0; i < 3; i++) (rest, word) = (rest / s_syllables.Length, word + s_syllables[rest % s_syllables.Length]);
        return word;
    }
}

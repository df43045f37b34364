using System.Globalization;

namespace Post.Cli.Demo;

/// <summary>One line of the demo file: one allegation against one officer in one complaint.</summary>
internal sealed record DemoRow(DemoComplaint Complaint, DemoOfficer Officer, DemoAllegation Allegation);

/// <summary>An invented allegation with its outcome.</summary>
internal sealed record DemoAllegation(
    int Number, string Category, string Subtype, string Narrative, string Discipline, string Disposition);

/// <summary>An invented officer; the number lies in a block that the Commission's 2024 file leaves free.</summary>
internal sealed record DemoOfficer(
    string Number, string FirstName, string LastName, string Suffix, DemoAgency Agency, string CurrentAgency,
    string Status)
{
    /// <summary>As the Commission writes that somebody serves nowhere at present.</summary>
    public const string NoAgency = "UNASSOCIATED OFFICER";
}

/// <summary>An invented complaint, which a few officers of one department may share.</summary>
internal sealed record DemoComplaint(
    int Number, string IaNumber, DemoAgency Agency, string AgencySpelling, DateOnly Incident, string County,
    string Channel);

/// <summary>Makes officers and what was found against them, one after the other and without end.</summary>
internal sealed class DemoComplaints(DemoDice dice, IReadOnlyList<DemoAgency> agencies)
{
    // The 2024 file has no officer number that begins with 3110 to 3229.
    private const int FirstOfficerNumber = 3110_0001;
    private const int FirstComplaint = 5000_0001;
    private const int FirstAllegation = 5000_0001;

    public const int OfficersMax = 120 * 10_000 - 1;

    private static readonly DateOnly LastIncident = new(2025, 3, 31);

    private DemoOfficer? _previous;
    private DemoComplaint? _shared;
    private int _officers;
    private int _complaints;
    private int _allegations;

    public IEnumerable<DemoRow> NextOfficer()
    {
        var officer = Officer();
        var count = DemoWording.ComplaintsPerOfficer.Pick(dice);
        DemoComplaint? first = null;
        for (var i = 0; i < count; i++)
        {
            var complaint = (i == 0 ? _shared : null) ?? Complaint(officer.Agency);
            foreach (var row in Allegations(complaint, officer)) yield return row;
            if (i == 0) first = complaint;
        }

        _shared = dice.Percent(0.5) ? first : null;
        _previous = officer;
    }

    /// <summary>One of the many of whom no complaint is on file.</summary>
    public DemoOfficer NextWithoutComplaint()
    {
        _shared = null;
        return _previous = Officer();
    }

    private DemoOfficer Officer()
    {
        var number = FirstOfficerNumber + _officers++;
        var agency = _shared?.Agency ?? dice.Pick(agencies);
        var (first, last, suffix) = Name();
        return new DemoOfficer(
            string.Create(CultureInfo.InvariantCulture, $"{number / 10_000:0000}-{number % 10_000:0000}"),
            first, last, suffix, agency, CurrentAgency(agency), DemoWording.Statuses.Pick(dice));
    }

    private (string First, string Last, string Suffix) Name()
    {
        // True namesakes: two people of one name whom only the number tells apart.
        if (_previous is { } previous && dice.OneIn(120)) return (previous.FirstName, previous.LastName, "");

        var first = DemoNames.FirstName(dice);
        var (last, suffix) = DemoNames.WithSuffix(dice, DemoNames.Surname(dice));
        return (first, last, suffix);
    }

    private string CurrentAgency(DemoAgency agency)
    {
        if (dice.Percent(14.7)) return DemoOfficer.NoAgency;
        return dice.Percent(5.9) ? dice.Pick(agencies).Name : agency.Name;
    }

    private DemoComplaint Complaint(DemoAgency agency)
    {
        var incident = Incident();
        return new DemoComplaint(
            FirstComplaint + _complaints++, IaNumber(incident.Year), agency, Spelling(agency), incident,
            dice.Percent(0.5) ? "" : agency.County,
            dice.Percent(8.3) ? "Catch Up 2023" : "Historical Disciplinary Import 20230501");
    }

    private string Spelling(DemoAgency agency)
    {
        if (dice.Percent(0.3)) return DemoOfficer.NoAgency;
        return agency.Variants.Length > 0 && dice.Percent(8) ? dice.Pick(agency.Variants) : agency.Name;
    }

    // The nearer, the more: the square of a chance lies mostly near zero.
    private DateOnly Incident()
    {
        var chance = dice.Below(10_000) / 10_000.0;
        return LastIncident.AddDays(-(int)(chance * chance * 28 * 365));
    }

    private string IaNumber(int year)
    {
        if (dice.Percent(24)) return DemoWording.MissingIaNumbers.Pick(dice);
        var number = dice.Between(1, 240);
        return dice.Below(3) switch
        {
            0 => string.Create(CultureInfo.InvariantCulture, $"{year}-{number:000}"),
            1 => string.Create(CultureInfo.InvariantCulture, $"{year % 100:00}-{number}-IA"),
            _ => string.Create(CultureInfo.InvariantCulture, $"IAD{year}-{number:0000}"),
        };
    }

    private IEnumerable<DemoRow> Allegations(DemoComplaint complaint, DemoOfficer officer)
    {
        var count = DemoWording.AllegationsPerComplaint.Pick(dice);
        for (var i = 0; i < count; i++)
        {
            var (category, subtype) = DemoWording.Allegations.Pick(dice);
            var disposition = dice.Percent(0.22) ? "Other" : "Sustained";
            // Agencies often write the discipline beside one allegation of several.
            var discipline = i > 0 && dice.Percent(25) ? "" : DemoWording.Disciplines.Pick(dice);
            yield return new DemoRow(complaint, officer, new DemoAllegation(
                FirstAllegation + _allegations++, category, subtype, DemoWording.Narrative(dice), discipline,
                disposition));
        }
    }
}

namespace Post.Cli.Demo;

/// <summary>The wording and the dirt of the Commission's file, in the proportions in which it holds them.</summary>
internal static class DemoWording
{
    public static readonly Weighted<(string Category, string Subtype)> Allegations = new(
        (3740, ("Other Misconduct", "Other / conduct unbecoming")),
        (38, ("Other Misconduct", "Other/conduct unbecoming")),
        (8, ("Other Misconduct", "Conduct Unbecoming")),
        (2, ("Other Misconduct", "Other / conduct nbecomingu")),
        (300, ("Other Misconduct", "Failure to respond to an incident according to established procedure")),
        (221, ("Other Misconduct", "Motor vehicle accident, unsafe operation, or damage")),
        (176, ("Other Misconduct", "Alcohol or drug abuse")),
        (147, ("Other Misconduct", "Improper processing of prisoners or property")),
        (94, ("Other Misconduct", "Improper firearm usage or storage")),
        (31, ("Other Misconduct", "Unlawful entry, seizure, search, or stop")),
        (150, ("Other Misconduct", "")),
        (12, ("Other Misconduct", "[Redacted]")),
        (252, ("Truthfulness or Professional Integrity", "Other form of untruthfulness")),
        (73, ("Truthfulness or Professional Integrity", "Submitting false timesheets")),
        (36, ("Truthfulness or Professional Integrity", "Filing a false report or committing perjury")),
        (23, ("Truthfulness or Professional Integrity", "")),
        (153, ("Criminal Conduct", "Other criminal conduct")),
        (35, ("Criminal Conduct", "Crimes involving [Redacted]")),
        (13, ("Criminal Conduct", "Property crime")),
        (12, ("Criminal Conduct", "Crimes involving physical force")),
        (3, ("Criminal Conduct", "0")),
        (114, ("Use of Force", "Use of excessive, non-deadly force")),
        (5, ("Use of Force", "Officer involved-shooting")),
        (4, ("Use of Force", "Not Reported")),
        (15, ("Bias", "Bias on basis of race")),
        (4, ("Bias", "Bias on basis of ethnicity")),
        (4, ("Bias", "Bias on basis of gender")),
        (9, ("[Redacted]", "[Redacted]")),
        (3, ("Policy Violation", "Use of Force")),
        (4, ("Death or Injury", "Action resulting in serious bodily injury")),
        (2, ("Enter Type", "Enter Subtype")),
        (2, ("", "")));

    public static readonly Weighted<string> Disciplines = new(
        (1989, ""), (996, "Suspension: 1-5 days"), (727, "Written Reprimand"), (362, "Retraining"),
        (201, "Written Warning or Letter of Counseling"), (193, "Loss of Time Off"), (191, "Suspension: 30+ days"),
        (174, "Suspension: 6-29 days"), (109, "Other"), (93, "Termination or similar"),
        (54, "Suspension: 30+ days (DISCIPLINE WAS HELD IN ABEYANCE)"),
        (49, "Suspension: 1-5 days (DISCIPLINE WAS HELD IN ABEYANCE)"),
        (60, "Suspension: 6-29 days (DISCIPLINE WAS HELD IN ABEYANCE)"),
        (45, "Termination or similar (OFFICER RETIRED OR RESIGNED TO AVOID DISCIPLINE)"),
        (15, "Other (OFFICER RETIRED OR RESIGNED TO AVOID DISCIPLINE)"), (63, "Other (OTHER)"),
        (12, "Suspension: 1-5 days (DISCIPLINE DECISION WAS REVERSED)"),
        (7, "Termination or similar (Discipline decision was reversed), Last Chance Agreement"),
        (20, "Other (DISCIPLINE IS PENDING)"), (8, "Not Applicable (DISCIPLINE IS PENDING)"), (10, "Pending"),
        (20, "Suspension: 1-5 days, Retraining"), (13, "Written Reprimand, Retraining"),
        (40, "Suspension: 30+ days, Other"), (30, "Suspension: 6-29 days, Loss of Time Off"),
        (43, "Suspension: 30+ days, Last Chance Agreement"), (19, "Demotion"), (18, "Not Applicable"),
        (22, "Resigned/Retired in Lieu of Discipline"), (10, "Reassignment"), (7, "Verbal Counseling"),
        (5, "No Discipline Imposed"), (3, "Verbal Warning"), (2, "Letter of Reprimand"),
        (9, "Suspension: 6-29 days (12 working days, served in two parts, without pay)"),
        (9, "Other (Two extra shifts), Retraining (Report writing, radio use, and prisoner transport.)"),
        (6, "Suspension: 1-5 days (3 days (one served, two set aside for a year))"),
        (3, "Retraining, Other (Counseling ordered by the chief.\nOne session a week.)"),
        (2, "Extra duty on three weekends"));

    public static readonly Weighted<string> Statuses = new(
        (4776, "Certified"), (309, ""), (240, "Not Certified - On Leave"), (172, "Not Certified"), (100, "Suspended"),
        (77, "Certified/SRO"), (64, "Conditionally Certified"), (48, "Decertified"),
        (7, "Further Certification Review"), (5, "Administratively Suspended"), (4, "Expired"));

    public static readonly Weighted<string> MissingIaNumbers = new(
        (1005, ""), (130, "None"), (124, "N/A"), (39, "NA"), (37, "n/a"), (18, "NONE"), (13, "none"), (9, "Pending"));

    public static readonly Weighted<int> ComplaintsPerOfficer = new(
        (68, 1), (19, 2), (7, 3), (3, 4), (1, 6), (1, 8));

    public static readonly Weighted<int> AllegationsPerComplaint = new(
        (3059, 1), (478, 2), (210, 3), (102, 4), (59, 5), (55, 6), (7, 7), (4, 8), (2, 12));

    private static readonly string[] Openings =
    [
        "Alleged to have", "It was reported that the officer", "The officer’s supervisor found that he or she",
        "Internal review: the officer", "According to the desk log the officer",
    ];

    private static readonly string[] Acts =
    [
        "left a detail assignment before its end", "failed to complete a report on time",
        "used discourteous language toward a dispatcher", "parked a cruiser unlocked, with equipment inside",
        "was late for roll call on three occasions", "entered hours that were not worked",
        "did not activate a body-worn camera during a stop", "spoke of an open case to a person not concerned with it",
        "told a motorist “find another road” and closed the window", "drove a cruiser into a gate post",
        "searched a vehicle without a recorded reason", "kept found property in a locker – not in evidence",
        "wrote \"no action needed\" on a call that was never answered",
    ];

    private static readonly string[] Endings =
    [
        ".", ", contrary to department rules.", " on the midnight shift.", "; [Redacted] was present.",
        ".\nThe finding was reviewed by the chief.\nNo appeal was filed.", ", as shown by the station’s records.",
    ];

    private static readonly Weighted<int> EndingKinds = new((420, 0), (250, 1), (180, 2), (18, 3), (8, 4), (124, 5));

    public static string Narrative(DemoDice dice) => dice.Percent(22)
        ? ""
        : $"{dice.Pick(Openings)} {dice.Pick(Acts)}{Endings[EndingKinds.Pick(dice)]}";
}

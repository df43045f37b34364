using System.Globalization;
using System.Text;

namespace Post.Cli.Demo;

/// <summary>A file of the demo state and how it is brought in.</summary>
internal sealed record DemoFile(string Kind, string Path, DateOnly AsOf);

/// <summary>
/// A whole invented state: agencies, officers with twenty years of service, certificates, training, three status lists and the
/// complaints, each in the file format that real submitters use. The same seed gives the same bytes.
/// </summary>
internal static class DemoStatewide
{
    public const string FileStart = "synthetic";

    /// <summary>About six complaints for twenty-five officers, of which a few have most.</summary>
    private const double ShareWithComplaints = 0.155;

    private static readonly DateOnly[] s_lists = [new(2023, 6, 30), new(2024, 6, 30), DemoState.AsOf];

    private static readonly UTF8Encoding s_utf8 = new(encoderShouldEmitUTF8Identifier: false);

    public static IReadOnlyList<DemoFile> Write(string folder, int officers, int seed)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(officers, DemoComplaints.OfficersMax);

        using var files = new Files(folder);
        foreach (var agency in DemoAgencies.Statewide) files.Agency(agency);
        var complaints = new DemoComplaints(new DemoDice(seed), DemoAgencies.Statewide);
        var accused = (int)Math.Ceiling(officers * ShareWithComplaints);
        for (var i = 0; i < officers; i++)
        {
            var officer = i < accused ? files.Complaints([.. complaints.NextOfficer()]) : complaints.NextWithoutComplaint();
            WriteOfficer(files, officer, new DemoDice(unchecked((seed * 2_000_003L) + i)));
        }

        return files.Written;
    }

    private static void WriteOfficer(Files files, DemoOfficer officer, DemoDice dice)
    {
        var spells = DemoSpells.Of(officer, DemoAgencies.Statewide, dice);
        foreach (var spell in spells) files.Spell(officer, spell);
        var certificates = DemoCertificates.Of(officer, spells, dice).ToList();
        foreach (var certificate in certificates) files.Certificate(officer, certificate);
        foreach (var training in DemoTraining.Of(officer, spells, dice)) files.Training(officer, training);
        foreach (var day in s_lists) files.Listed(officer, StatusOn(officer, day), day, spells, certificates);
    }

    // Who is suspended or decertified now was certified in the years before.
    private static string StatusOn(DemoOfficer officer, DateOnly day) =>
        day == DemoState.AsOf || officer.Status is "Certified" or "" ? officer.Status : "Certified";

    private sealed class Files : IDisposable
    {
        private readonly List<DemoFile> _written = [];
        private readonly List<StreamWriter> _open = [];
        private readonly StreamWriter _agencies, _employment, _certificates, _training, _complaints;
        private readonly Dictionary<DateOnly, StreamWriter> _lists;

        public Files(string folder)
        {
            _agencies = Open(folder, "agencies", DemoState.AsOf, s_utf8, "AgencyName,AgencyType,County,NameFrom,PreviousName,OtherNames");
            _certificates = Open(folder, "certifications", DemoState.AsOf, s_utf8,
                "OfficerNumber,LastName,FirstName,Suffix,CertificateNumber,CertificateType,CertificateStatus,StatusDate,"
                + "DecisionDate,GrantedDate,ExpirationDate,Conditions");
            _employment = Open(folder, "employment", DemoState.AsOf, s_utf8,
                "OfficerNumber,LastName,FirstName,Suffix,AgencyName,Rank,Appointment,StartDate,EndDate,SeparationNature,"
                + "SeparationReason,MisconductBased,DuringInvestigation");
            _training = Open(folder, "training", DemoState.AsOf, s_utf8,
                "OfficerNumber,LastName,FirstName,Suffix,Provider,RecordNumber,TrainingType,Course,StartDate,CompletionDate,MissedDate,"
                + "Hours,Location,Explanation");
            _lists = s_lists.ToDictionary(day => day, day => Open(folder, "officers", day, s_utf8,
                "OFFICER,MPTC ID,CERTIFICATION,STATUS,LAW ENFORCEMENT AGENCY,EXPIRATION,ADDITIONAL INFORMATION"));
            _complaints = Open(folder, "disciplinary", DemoState.AsOf, DemoState.Windows1252(), DemoState.DisciplinaryHeader);
        }

        public IReadOnlyList<DemoFile> Written => _written;

        public void Agency(DemoAgency agency) =>
            Line(_agencies, agency.Name, agency.Kind, agency.County, "", "", string.Join("; ", agency.Variants));

        public DemoOfficer Complaints(IReadOnlyList<DemoRow> rows)
        {
            foreach (var row in rows) DemoState.WriteRow(_complaints, row);
            return rows[0].Officer;
        }

        public void Spell(DemoOfficer officer, DemoSpell spell) => Line(_employment,
            officer.Number, officer.LastName, officer.FirstName, officer.Suffix, spell.Agency, spell.Rank, spell.Appointment,
            Day(spell.From), Day(spell.Until), spell.Nature, spell.Reason, spell.Misconduct, spell.Investigation);

        public void Certificate(DemoOfficer officer, DemoCertificate certificate) => Line(_certificates,
            officer.Number, officer.LastName, officer.FirstName, officer.Suffix, certificate.Number, certificate.Type,
            certificate.Status, Day(certificate.StatusOn), "", Day(certificate.Granted), Day(certificate.Expires),
            certificate.Conditions);

        public void Training(DemoOfficer officer, DemoTrainingRow training) => Line(_training,
            officer.Number, officer.LastName, officer.FirstName, officer.Suffix, "MPTC", training.Record, training.Type, training.Course,
            Day(training.Start), Day(training.Completed), Day(training.Missed), training.Hours, training.Place, training.Explanation);

        /// <summary>A row for each agency served on the day; who did not serve yet, or ever again, stands in no list.</summary>
        public void Listed(
            DemoOfficer officer, string status, DateOnly day, IReadOnlyList<DemoSpell> spells, List<DemoCertificate> certificates)
        {
            if (spells.Min(s => s.From) > day) return;
            var agencies = spells.Where(s => s.From <= day && (s.Until is null || s.Until > day)).Select(s => s.Agency)
                .Distinct().DefaultIfEmpty(DemoOfficer.NoAgency);
            var held = certificates.LastOrDefault(c => c.Granted <= day && c.Type != "SRO");
            foreach (var agency in agencies)
            {
                Line(_lists[day], Name(officer), officer.Number, held is null ? "" : "Law Enforcement Officer", status, agency,
                    Day(held?.Expires), held?.Conditions ?? "");
            }
        }

        public void Dispose() => _open.ForEach(w => w.Dispose());

        private StreamWriter Open(string folder, string kind, DateOnly day, Encoding encoding, string header)
        {
            var path = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{FileStart}-{kind}_{day:yyyyMMdd}.csv"));
            var file = new StreamWriter(path, append: false, encoding, bufferSize: 64 * 1024) { NewLine = "\n" };
            file.WriteLine(header);
            _written.Add(new DemoFile(kind, path, day));
            _open.Add(file);
            return file;
        }

        private static void Line(StreamWriter to, params ReadOnlySpan<string> cells) => DemoState.WriteCells(to, cells);

        private static string Day(DateOnly? day) => day?.ToString("M/d/yyyy", CultureInfo.InvariantCulture) ?? "";

        // The suffix stands behind the surname, once.
        private static string Name(DemoOfficer officer)
        {
            var last = officer.Suffix.Length == 0 || officer.LastName.EndsWith(officer.Suffix, StringComparison.Ordinal)
                ? officer.LastName
                : $"{officer.LastName} {officer.Suffix}";
            return $"{last}, {officer.FirstName}";
        }
    }
}

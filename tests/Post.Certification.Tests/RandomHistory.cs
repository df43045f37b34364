using FsCheck;
using FsCheck.Fluent;
using static Post.Certification.Tests.Imports.FileDesk;

namespace Post.Certification.Tests;

/// <summary>Files about a few officers, some of one name, as they could come in any order.</summary>
internal static class RandomHistory
{
    public static readonly string[] Numbers = ["6201-0001", "6201-0002", "6201-0003", "6201-0004", "6201-0005"];

    private static readonly string[] s_agencies = ["Millbrook Police Department", "Harbor City PD", "Otis Police Department"];
    private static readonly Gen<string> s_number = Gen.Elements(Numbers);
    private static readonly Gen<string> s_agency = Gen.Elements(s_agencies);

    public sealed record InFile(string Kind, string Text, DateOnly AsOf);

    public static readonly Gen<InFile> File =
        from asOf in Gen.Elements(June, July, August)
        from file in Gen.OneOf(
            Gen.ArrayOf(Status(), 6).Select(rows => new InFile("officers", Officers(rows), asOf)),
            Gen.ArrayOf(Spells(), 6).Select(rows => new InFile("employment", Employment(rows), asOf)),
            Gen.ArrayOf(Certificates(), 4).Select(rows => new InFile("certifications", Certifications(rows), asOf)),
            Gen.ArrayOf(Agencies(), 2).Select(rows => new InFile("agencies", Imports.FileDesk.Agencies(rows), asOf)))
        select file;

    /// <summary>Every number once, so that each has a name before anything else is said.</summary>
    public static InFile First => new("officers", Officers([.. Numbers.Select(n => Officer(n))]), new DateOnly(2025, 5, 31));

    /// <summary>Complaints against some of them, one against two.</summary>
    public static InFile Complaints => new("disciplinary", string.Join('\n',
    [
        "POST.,IA_Number,ReportingAgency,LastName,FirstName,Current Agency,Allegation_Type,Allegation_Subtype,Allegation_Details,"
            + "IncidentDate,CertificationStatus,MPTCID,Alligation Name,Disciplines,LEADisposition",
        .. new[] { (1, 1, 0), (2, 2, 1), (3, 2, 2), (4, 3, 3) }.Select(c =>
            $"{62100000 + c.Item2},,Otis Police Department,Smith,Mary,Otis Police Department,Other Misconduct,Other / conduct unbecoming,,"
            + $"7/15/2017,Certified,{Numbers[c.Item3]},A-{62100000 + c.Item1},Written Reprimand,Sustained"),
    ]), new DateOnly(2025, 5, 31));

    /// <summary>Of two numbers the one is to be merged into the other, or, where it is, taken back.</summary>
    public static readonly Gen<(string One, string Other)> Pair = from one in s_number from other in s_number select (one, other);

    public static Gen<string> Status() =>
        from number in s_number
        from agency in Gen.Elements([.. s_agencies, "UNASSOCIATED OFFICER"])
        from name in Gen.Frequency((6, Gen.Constant("Smith, Mary")), (1, Gen.Elements("SMITH, MARY", "Smith-Jones, Mary", "Jones, Mary")))
        from status in Gen.Elements("Certified", "Certified", "Suspended", "Decertified", "")
        select Officer(number, name, status, agency);

    private static Gen<string> Spells() =>
        from number in s_number
        from agency in s_agency
        from start in Gen.Choose(2000, 2020)
        from years in Gen.Choose(0, 6)
        from nature in Gen.Elements("", "Resigned")
        let end = years == 0 ? "" : $"5/1/{start + years}"
        select Spell(number, $"5/1/{start}", end, agency, nature: end.Length == 0 ? "" : nature, misconduct: "No", investigation: "Unknown");

    private static Gen<string> Certificates() =>
        from number in s_number
        from type in Gen.Elements("Initial", "Recertification", "SRO")
        from year in Gen.Choose(2015, 2024)
        from status in Gen.Elements("Active", "Expired", "Suspended")
        select Certificate(number, $"C-{number}", type, $"7/1/{year}", $"7/1/{year + 3}", status);

    private static Gen<string> Agencies() =>
        from name in Gen.Elements([.. s_agencies, "Ashgrove Police"])
        from others in Gen.Elements("", "", "Harbor City PD")
        select Agency(name, others: others == name ? "" : others);
}

using Post.Standards.Contracts;

namespace Post.Certification.Tests;

/// <summary>Files as submitters send them, with one cast of officers.</summary>
internal static class Reports
{
    public static readonly DateOnly August = new(2024, 8, 24);
    public static readonly DateOnly September = new(2024, 9, 24);

    public static OfficersReported List(DateOnly asOf, params ReportedOfficer[] officers) => new(
        Guid.CreateVersion7(), $"Commission list of {asOf:yyyy-MM-dd}", IsCommissionList: true, asOf, [], officers);

    public static OfficersReported AgencyFile(DateOnly asOf, params ReportedOfficer[] officers) =>
        List(asOf, officers) with { IsCommissionList = false, SourceDescription = $"Agency file of {asOf:yyyy-MM-dd}" };

    public static OfficersReported Agencies(DateOnly asOf, params string[] spellings) =>
        List(asOf) with { Agencies = [.. spellings.Select(s => new ReportedAgency(s, null))] };

    public static ReportedOfficer Officer(
        string number, string first, string surname, string? suffix = null, string status = "Certified",
        string? agency = "Harbor City Police Department") =>
        new(number, first, surname, suffix, status, status is "NotRecorded" ? "" : status, agency);

    /// <summary>As many officers as asked for, with numbers and names in order.</summary>
    public static ReportedOfficer[] Officers(int count, string agency = "Harbor City Police Department") =>
    [
        .. Enumerable.Range(0, count).Select(i =>
            Officer($"{1000 + (i / 10_000)}-{i % 10_000:0000}", $"First{i:00000}", $"Surname{i:00000}", agency: agency)),
    ];
}

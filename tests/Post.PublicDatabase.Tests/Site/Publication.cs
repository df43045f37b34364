using System.Security.Cryptography;
using Post.PublicDatabase.Domain;
using Post.PublicDatabase.Search;
using Post.PublicDatabase.Snapshot;

namespace Post.PublicDatabase.Tests.Site;

/// <summary>A publication of invented officers, made from objects.</summary>
internal static class Publication
{
    public static readonly DateOnly DataThrough = new(2026, 11, 20);

    public static readonly PublishedAgency Harbor =
        new("aaaa-bbbb-0001", "Harbor City Police Department", "Essex", ["Harbor City PD"], 3);

    public static readonly PublishedAgency Millbrook = new("aaaa-bbbb-0002", "Millbrook Police Department", null, [], 1);

    public static PublishedOfficer Officer(string key, string number, string firstName, string surname) => new(
        key,
        number,
        firstName,
        surname,
        null,
        new("Certified", "Certified", "The officer may work as a police officer in Massachusetts.", new(["8.06(3)(a)2"], "Status list of Nov 18, 2026")),
        new(Harbor.Key, Harbor.Name),
        "Essex",
        [],
        new(new(2021, 7, 1), new(2024, 7, 1), null, new(["8.06(3)(a)3"], "Status list of Nov 18, 2026")),
        [],
        DataThrough);

    public static PublishedComplaint Complaint(string number) => new(
        number,
        new(Millbrook.Key, Millbrook.Name),
        new(2022, 5, 9),
        new(2022, 5, 3),
        new(2022, 5, 3),
        "No",
        "Not recorded",
        [
            new("UseOfForce", "Use of force", "Excessive", "Sustained", ["Suspension without pay, 5 days"]),
            new("OtherMisconduct", "Other misconduct", null, "Sustained", ["Written reprimand"]),
        ],
        ["Being challenged in arbitration since Oct 11, 2022. The outcome may change this entry."],
        new(["8.06(3)(a)10", "8.06(3)(a)10.a"], "Agency report of Jan 12, 2023, row 311"));

    public static PublishedSnapshot Of(params IReadOnlyList<PublishedOfficer> officers) =>
        PublishedSnapshot.Build(new(7, DataThrough), Entries(officers), [Millbrook, Harbor]);

    public static IReadOnlyList<PublishedEntry> Entries(IReadOnlyList<PublishedOfficer> officers) => [.. officers.Select(Entry)];

    /// <summary>The same with an address that leads on.</summary>
    public static PublishedSnapshot Of(string moved, string into, params IReadOnlyList<PublishedOfficer> officers) =>
        PublishedSnapshot.Build(
            new(7, DataThrough), [.. officers.Select(Entry)], [Millbrook, Harbor], new Dictionary<string, string> { [moved] = into });

    /// <summary>As many Smiths as asked for, each with a given name of its own.</summary>
    public static IReadOnlyList<PublishedOfficer> Smiths(int count) =>
        [.. Enumerable.Range(0, count).Select(i => Officer($"smth-0000-{i:D4}", $"1000-{i:D4}", Name(i), "Smith"))];

    private static string Name(int i) => string.Concat("Q", (char)('a' + (i / 26 % 26)), (char)('a' + (i % 26)), "o");

    private static PublishedEntry Entry(PublishedOfficer officer)
    {
        var json = OfficerDocument.Write(officer);
        var searchable = new SearchableOfficer(officer.Key, officer.OfficerNumber, officer.FirstName, officer.Surname)
        {
            Suffix = officer.Suffix,
            FormerNames = [.. officer.FormerNames.Select(n => new FormerName(n.FirstName, n.Surname))],
            AgencyKey = officer.CurrentAgency?.Key,
            AgencyName = officer.CurrentAgency?.Name,
            StatusCode = officer.Status.Code,
            County = officer.County,
            MoreAgencies = [.. officer.CurrentAgencies.Skip(1).Select(a => new SearchableAgency(a.Key, a.Name, null))],
        };
        return new(searchable, json, Convert.ToHexStringLower(SHA256.HashData(json)));
    }
}

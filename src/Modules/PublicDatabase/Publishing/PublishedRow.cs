using System.Security.Cryptography;
using System.Text;
using Post.Certification.Contracts;
using Post.PublicDatabase.Domain;
using Post.PublicDatabase.Search;

namespace Post.PublicDatabase.Publishing;

/// <summary>
/// A row of <c>published.officer</c>: the prepared document, and beside it only what searching and serving need.
/// </summary>
internal sealed record PublishedRow(PublishedOfficer Officer, byte[] Document, DateOnly? VisibleUntil)
{
    private byte[]? _sha256;
    private string[]? _named;

    public string Key => Officer.Key;

    public OfficerName Name => new(Officer.FirstName, Officer.Surname, Officer.Suffix);

    public byte[] Sha256 => _sha256 ??= SHA256.HashData(Document);

    public string DocumentText => Encoding.UTF8.GetString(Document);

    public string SortKey => OfficerIndex.DisplayOrder(
        new SearchableOfficer(Officer.Key, Officer.OfficerNumber, Officer.FirstName, Officer.Surname));

    public string[] FormerNames => [.. Officer.FormerNames.SelectMany(n => new[] { n.FirstName, n.Surname })];

    /// <summary>Every present agency, the first one first.</summary>
    public string[] AgencyKeys => [.. Officer.CurrentAgencies.Select(a => a.Key)];

    /// <summary>Every agency the document names: those served and those that reported.</summary>
    public string[] NamedAgencyKeys => _named ??=
    [
        .. Officer.Complaints.Select(c => c.ReportingAgency?.Key).Concat(AgencyKeys)
            .Concat(Officer.Service.Spells.Select(s => s.Agency.Key))
            .OfType<string>().Distinct().Order(StringComparer.Ordinal),
    ];

    public static PublishedRow Of(PublishedOfficer officer, DateOnly? visibleUntil) =>
        new(officer, OfficerDocument.Write(officer), visibleUntil);
}

/// <summary>What stands published under a key now.</summary>
internal sealed record StandingRow(
    string Key, string FirstName, string Surname, string? Suffix, byte[] Sha256, DateOnly? VisibleUntil,
    string[] NamedAgencyKeys)
{
    public OfficerName Name => new(FirstName, Surname, Suffix);

    public bool IsSameAs(PublishedRow row) =>
        VisibleUntil == row.VisibleUntil && Sha256.AsSpan().SequenceEqual(row.Sha256);
}

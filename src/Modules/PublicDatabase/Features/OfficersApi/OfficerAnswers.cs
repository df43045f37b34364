using Post.PublicDatabase.Domain;

namespace Post.PublicDatabase.Features.OfficersApi;

/// <summary>A page of officers, best match first.</summary>
/// <param name="Items">The officers of this page.</param>
/// <param name="Next">Value of <c>after</c> for the next page; null on the last.</param>
/// <param name="Total">How many match, exact up to 1,000.</param>
/// <param name="MoreThanTotal">True where more match than total says.</param>
/// <param name="DataThrough">The day up to which the data reaches.</param>
/// <param name="Advisories">What to know before relying on the data (555 CMR 8.06(3)(b)).</param>
public sealed record OfficerListAnswer(
    IReadOnlyList<OfficerItem> Items,
    string? Next,
    int Total,
    bool MoreThanTotal,
    DateOnly? DataThrough,
    IReadOnlyList<string> Advisories);

/// <summary>An officer in a list.</summary>
/// <param name="Key">Public key, part of the officer's address.</param>
/// <param name="OfficerId">The Commission's officer number.</param>
/// <param name="FirstName">First name.</param>
/// <param name="Surname">Surname.</param>
/// <param name="Suffix">Jr., Sr., II and the like.</param>
/// <param name="Status">Certification status in words.</param>
/// <param name="StatusCode">Certification status as a code for filters.</param>
/// <param name="CurrentAgency">Present law enforcement agency; where there are several, one of them.</param>
/// <param name="CurrentAgencyKey">Public key of that agency.</param>
/// <param name="CurrentAgencies">Every present law enforcement agency.</param>
/// <param name="County">County of that agency.</param>
/// <param name="Match">Why this officer matches, in words; empty where the name is as asked.</param>
public sealed record OfficerItem(
    string Key,
    string OfficerId,
    string FirstName,
    string Surname,
    string? Suffix,
    string Status,
    string StatusCode,
    string? CurrentAgency,
    string? CurrentAgencyKey,
    IReadOnlyList<PublishedAgencyName> CurrentAgencies,
    string? County,
    string Match);

/// <summary>An officer's whole document with the advisories.</summary>
public sealed record OfficerAnswer(
    IReadOnlyList<string> Advisories,
    string Key,
    string OfficerId,
    string FirstName,
    string Surname,
    string? Suffix,
    string Status,
    string StatusCode,
    string? CurrentAgency,
    string? CurrentAgencyKey,
    string? County,
    string StatusMeaning,
    Explanation StatusWhy,
    IReadOnlyList<PublishedFormerName> FormerNames,
    PublishedCertification Certification,
    PublishedServiceHistory Service,
    IReadOnlyList<PublishedComplaint> Complaints,
    DateOnly DataThrough,
    IReadOnlyList<PublishedAgencyName> CurrentAgencies);

using Post.Kernel.Access;

namespace Post.Certification;

/// <summary>What the Certification module's requests ask for.</summary>
public static class CertificationPermissions
{
    public const string ReadOfficers = "Certification.ReadOfficers";
    public const string ReadAgencies = "Certification.ReadAgencies";
    public const string MapSpellings = "Certification.MapSpellings";
    public const string KeepAgencies = "Certification.KeepAgencies";
    public const string FollowAgencies = "Certification.FollowAgencies";
    public const string ReturnRows = "Certification.ReturnRows";
    public const string Review = "Certification.Review";
    public const string JoinPersons = "Certification.JoinPersons";
    public const string FindDuplicates = "Certification.FindDuplicates";

    public static readonly IReadOnlyList<Permission> All =
    [
        new(ReadOfficers, "List officers and open their files"),
        new(ReadAgencies, "See law enforcement agencies and how they are spelled"),
        new(MapSpellings, "Say which agency a spelling stands for"),
        new(KeepAgencies, "Record names of agencies and their ends, correct and withdraw them"),
        new(FollowAgencies, "Queue service that is reported with agencies that ended"),
        new(ReturnRows, "Return rows of a file to the agency that sent it"),
        new(Review, "Look at what files contradict or leave out, and decide"),
        new(JoinPersons, "Say that two officer numbers are one person, or two, and take it back"),
        new(FindDuplicates, "Look for officers who may stand in the record twice"),
    ];
}

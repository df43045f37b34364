using Microsoft.EntityFrameworkCore;
using Post.Certification.Data;
using Post.Certification.Persons;
using Post.Kernel.Documents;
using Post.Kernel.Ui;

namespace Post.Certification.Documents;

/// <summary>Documents of an officer's file are about that officer, and open to whoever may read the file.</summary>
internal sealed class OfficerFileDocuments(CertificationDb db) : IDocumentOwner
{
    public const string OwnerKind = "officer-file";

    public string Kind => OwnerKind;

    public string Permission => CertificationPermissions.ReadOfficers;

    public async Task<DocumentMatter?> FindAsync(string reference, CancellationToken ct)
    {
        // One way to write a reference only, or one file would have two lists.
        if (!Guid.TryParseExact(reference, "D", out var person) || reference != person.ToString()) return null;
        var number = await db.People.AsNoTracking().Where(p => p.Id == person).Select(p => p.OfficerNumber).SingleOrDefaultAsync(ct);
        if (number is null) return null;
        var members = (await db.MembersAsync([person], ct))[person];
        return new DocumentMatter($"Officer file {number}", $"/staff/officers/{members.PersonId}", [person, .. members.MemberIds.Where(m => m != person)]);
    }
}

/// <summary>The documents on the officer file itself.</summary>
internal sealed class DocumentFileSection : IOfficerFileSection
{
    public string Title => "Documents";

    public Type Component => typeof(OfficerDocuments);
}

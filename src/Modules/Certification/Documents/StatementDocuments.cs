using Microsoft.EntityFrameworkCore;
using Post.Certification.Contracts;
using Post.Certification.Data;
using Post.Certification.Domain;
using Post.Certification.Members;
using Post.Certification.Personal;
using Post.Certification.Persons;
using Post.Kernel.Access;
using Post.Kernel.Documents;

namespace Post.Certification.Documents;

/// <summary>
/// What an officer sends with a statement, such as the certificate of a training (12.07(1)(b)5): the officer adds it while the statement
/// waits; whoever reads the statement reads it, and nobody else.
/// </summary>
internal sealed class StatementDocuments(CertificationDb db, OwnPerson own, ActingMembers acting, CurrentCaller caller) : IDocumentOwner
{
    public const string OwnerKind = "officer-statement";
    private const string DataClass = "Statement";

    public string Kind => OwnerKind;

    public string Permission => CertificationPermissions.UseOwnRecord;

    public IReadOnlyList<string> Permissions =>
        [CertificationPermissions.UseOwnRecord, CertificationPermissions.AnswerStatements, CertificationPermissions.ReadReports];

    public async Task<DocumentMatter?> FindAsync(string reference, CancellationToken ct)
    {
        // One way to write a reference only, or one statement would have two lists.
        if (!Guid.TryParseExact(reference, "D", out var id) || reference != id.ToString()) return null;
        if (await db.OfficerStatements.AsNoTracking().SingleOrDefaultAsync(s => s.Id == id, ct) is not { } statement) return null;
        var members = (await db.MembersAsync([statement.PersonId], ct))[statement.PersonId];
        if (await LinkAsync(statement, members, ct) is not { } link) return null;
        return new DocumentMatter($"{StatementKinds.Of(statement.Kind).Title}, {statement.Reference}", link, [statement.PersonId, .. members.MemberIds.Where(m => m != statement.PersonId)])
        {
            TakesMore = statement.State is StatementState.Submitted,
            From = $"The officer, with {statement.Reference}",
            Class = DataClass,
        };
    }

    // Whose side asks says where it is read; null where it is not theirs to read.
    private async Task<string?> LinkAsync(OfficerStatement statement, OfficerMembers members, CancellationToken ct)
    {
        if (caller.Value.Roles.Contains(Roles.OfficerUser))
        {
            var self = await own.CurrentAsync(ct);
            return !self.Refused && self.Value.PersonId == members.PersonId ? $"{PersonalPages.Statements}/{statement.Id}" : null;
        }

        if (caller.Value.Roles.Contains(Roles.AgencyHead) || caller.Value.Roles.Contains(Roles.AgencyLiaison))
        {
            var acts = await acting.CurrentAsync(ct, lowest: MemberCapacity.Liaison);
            return !acts.Refused && await db.StatementAddressees.AsNoTracking().AnyAsync(a => a.StatementId == statement.Id && a.AgencyId == acts.Value.AgencyId, ct)
                ? $"{PortalPages.Statements}/{statement.Id}"
                : null;
        }

        return statement.WithAgencies ? null : $"{PersonalPages.Staff}/{statement.Id}";
    }
}

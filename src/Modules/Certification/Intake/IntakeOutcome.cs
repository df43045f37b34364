using Post.Certification.Contracts;
using Post.Certification.Data;
using Post.Kernel.Data;

namespace Post.Certification.Intake;

/// <summary>Ends an intake: keeps the source if something was written, and tells whoever shows it.</summary>
internal sealed class IntakeOutcome(CertificationDb db, ChangeContext change)
{
    /// <summary>So that one delivery of an event stays a short transaction for whoever listens.</summary>
    public const int PersonsPerEvent = 500;

    /// <param name="intake">The file.</param>
    /// <param name="agencies">Agencies new or changed.</param>
    /// <param name="persons">Persons about whom something that others may show was written.</param>
    /// <param name="ct">Ends the work.</param>
    /// <param name="otherRows">Rows written besides, such as items for a person to look at.</param>
    public async Task TellAsync(
        IntakeContext intake, IReadOnlyList<Guid> agencies, IReadOnlyList<Guid> persons, CancellationToken ct, int otherRows = 0)
    {
        if (agencies.Count + persons.Count + otherRows == 0) return;
        await intake.KeepSourceAsync(ct);
        change.About(persons);
        if (agencies.Count > 0) db.Publish(new LawEnforcementAgenciesChanged(agencies));
        foreach (var chunk in persons.Chunk(PersonsPerEvent)) db.Publish(new OfficersChanged(chunk));
    }
}

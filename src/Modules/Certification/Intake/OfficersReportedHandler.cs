using MediatR;
using Post.Certification.Contracts;
using Post.Certification.Data;
using Post.Kernel.Data;
using Post.Standards.Contracts;

namespace Post.Certification.Intake;

/// <summary>Decides what a file tells about officers and agencies, inside the transaction that takes it in.</summary>
internal sealed class OfficersReportedHandler(
    CertificationDb db, DbSession session, ChangeContext change, TimeProvider clock) : INotificationHandler<OfficersReported>
{
    /// <summary>So that one delivery of an event stays a short transaction for whoever listens.</summary>
    public const int PersonsPerEvent = 500;

    public async Task Handle(OfficersReported reported, CancellationToken ct)
    {
        var intake = new IntakeContext(session, reported, clock.GetUtcNow());
        // One at a time: two files that bring the same new officer must not both register them.
        await intake.ExecuteAsync("select pg_advisory_xact_lock(hashtext('certification.intake'))", ct);
        var agencies = await AgencyIntake.TakeInAsync(intake, ct);
        var persons = await OfficerIntake.TakeInAsync(intake, agencies, ct);
        if (agencies.Changed.Count == 0 && persons.Count == 0) return;

        await intake.KeepSourceAsync(ct);
        change.About(persons);
        if (agencies.Changed.Count > 0) db.Publish(new LawEnforcementAgenciesChanged(agencies.Changed));
        foreach (var chunk in persons.Chunk(PersonsPerEvent)) db.Publish(new OfficersChanged(chunk));
    }
}

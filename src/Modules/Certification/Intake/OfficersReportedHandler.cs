using MediatR;
using Post.Certification.Data;
using Post.Kernel.Data;
using Post.Standards.Contracts;

namespace Post.Certification.Intake;

/// <summary>Decides what a file tells about officers and agencies, inside the transaction that takes it in.</summary>
internal sealed class OfficersReportedHandler(
    CertificationDb db, DbSession session, ChangeContext change, TimeProvider clock) : INotificationHandler<OfficersReported>
{
    public async Task Handle(OfficersReported reported, CancellationToken ct)
    {
        var intake = new IntakeContext(
            session,
            new IntakeSource(
                reported.SourceId, reported.SourceDescription, IntakeKinds.Disciplinary, reported.IsCommissionList, reported.AsOf),
            clock.GetUtcNow());
        await intake.LockAsync(ct);
        var employers = reported.Officers.Select(o => o.CurrentAgencySpelling).OfType<string>()
            .Distinct().Select(s => new ToldAgency(s, null));
        var agencies = await AgencyIntake.TakeInAsync(
            intake, [.. reported.Agencies.Select(a => new ToldAgency(a.Spelling, a.County)), .. employers], ct);
        var persons = await OfficerIntake.TakeInAsync(intake, reported.Officers, agencies, ct);
        var asked = await intake.ExecuteAsync(EndedAgencies.QueueService, ct);
        await new IntakeOutcome(db, change).TellAsync(intake, agencies.Changed, persons, ct, asked);
        await TableStatistics.TakeOfSchemaAsync(session.Connection, persons.Count, "certification.person", ct);
    }
}

using Post.Certification.Applications;
using Post.Certification.Domain;
using Post.Certification.Features.DecideApplication;
using Post.Certification.Features.ReceiveApplication;
using Post.Certification.Features.RecordFinding;
using Post.Certification.Features.ShowApplication;
using Post.Certification.Tests.Imports;
using Post.Kernel.Requests;
using Post.Kernel.Time;
using static Post.Certification.Tests.Imports.FileDesk;

namespace Post.Certification.Tests;

/// <summary>Applications and decisions as staff make them, and what the record says afterwards.</summary>
internal static class ApplicationDesk
{
    /// <summary>A person of the status list, with an initial certificate unless told otherwise.</summary>
    public static async Task<Guid> OfficerAsync(
        this CertificationHost host, string number, string status = "Certified", bool certified = true, string expires = "7/1/2026")
    {
        await host.BringInAsync("officers", Officers(Officer(number, status: status)), June);
        if (certified) await host.BringInAsync("certifications", Certifications(Certificate(number, $"L-{number}", granted: "7/1/2023", expires: expires)));
        return await host.PersonAsync(number);
    }

    public static Task<Result<Guid>> ReceiveAsync(
        this CertificationHost host, Guid person, ApplicationKind kind, DateOnly? on = null, Guid? agency = null) =>
        host.AsStaffAsync(new ReceiveApplicationCommand(
            person, kind.ToString(), agency, on ?? host.Clock.Today(), kind is ApplicationKind.OwnMotion ? "A report of the agency" : null));

    public static async Task<Guid> ReceivedAsync(this CertificationHost host, Guid person, ApplicationKind kind, DateOnly? on = null)
    {
        var received = await host.ReceiveAsync(person, kind, on);
        Assert.Null(received.Refusal);
        return received.Value;
    }

    public static Task<Result<Done>> FindAsync(
        this CertificationHost host, Guid application, string item, Finding finding, string? note = null, string? document = null, DateOnly? until = null) =>
        host.AsStaffAsync(new RecordFindingCommand(application, item, finding.ToString(), null, note, document)
        {
            ExpiresOn = until ?? LastDayOf(item, finding, host.Clock.Today()),
        });

    /// <summary>The last day of an aid certificate of two years; what does not run out has none.</summary>
    public static DateOnly? LastDayOf(string item, Finding finding, DateOnly today) =>
        finding is Finding.Met && item is "first-aid" or "cpr" ? today.AddYears(2) : null;

    /// <summary>Everything the standard asks for is met, but for the items named.</summary>
    public static async Task ShowAllAsync(this CertificationHost host, Guid application, params string[] but)
    {
        foreach (var item in (await host.ApplicationAsync(application)).Requirements.Select(r => r.Code).Except(but))
        {
            Assert.Null((await host.FindAsync(application, item, Finding.Met)).Refusal);
        }
    }

    public static async Task<ApplicationFile> ApplicationAsync(this CertificationHost host, Guid application) =>
        (await host.AsStaffAsync(new ShowApplicationQuery(application))).Value;

    public static Task<Result<Guid>> DecideAsync(
        this CertificationHost host, Guid application, DecisionKind decision, DateOnly? effective = null, DateOnly? expires = null,
        params ConditionWish[] conditions) => host.AsStaffAsync(
            new DecideApplicationCommand(application, decision.ToString(), effective ?? host.Clock.Today(), "As shown on the checklist")
            {
                ExpiresOn = expires,
                Conditions = conditions,
            });

    /// <summary>Statuses known now, by their first day: code, first day, first day of the next, whether a decision gave it.</summary>
    public static Task<IReadOnlyList<(string Code, DateOnly From, DateOnly? Until, bool Decided)>> TimelineAsync(this CertificationHost host, Guid person) =>
        host.RowsAsync(
            "select code, as_of, valid_to, decision_id is not null from certification.status_report where person_id = $1 and superseded_at is null order by as_of",
            r => (r.GetString(0), r.GetFieldValue<DateOnly>(1), r.IsDBNull(2) ? (DateOnly?)null : r.GetFieldValue<DateOnly>(2), r.GetBoolean(3)), person);

    /// <summary>Certificates known now: type, status, granted, expires.</summary>
    public static Task<IReadOnlyList<(string Type, string Status, DateOnly Granted, DateOnly? Expires)>> CertificatesAsync(
        this CertificationHost host, Guid person) => host.RowsAsync(
            "select type_code, status_code, granted_on, expires_on from certification.certificate where person_id = $1 and superseded_at is null order by granted_on, type_code",
            r => (r.GetString(0), r.GetString(1), r.GetFieldValue<DateOnly>(2), r.IsDBNull(3) ? (DateOnly?)null : r.GetFieldValue<DateOnly>(3)), person);

    /// <summary>A vote that carried, as the register of the Commissioners holds it.</summary>
    public static Task VotedAsync(this CertificationHost host, Guid application, DateOnly heldOn) => host.ExecuteAsync(
        """
        with m as (
          insert into commission.meeting (id, meeting_id, held_on, kind, title, recorded_at, recorded_by_name)
          values (kernel.new_id(), gen_random_uuid(), $2, 'Regular', 'Monthly meeting', now(), 'Counsel (test)') returning meeting_id)
        insert into commission.vote (id, vote_id, meeting_id, kind_code, motion, subjects, effective_on, voting_rule_id, in_office, present,
          quorum_needed, ayes, nays, abstained, recused, absent, votes_needed, outcome, recorded_at, recorded_by_name)
        select kernel.new_id(), gen_random_uuid(), meeting_id, 'certification-decision', 'To restrict', array[$1], $2,
          'c0510000-0000-7000-8002-000000000001', 9, 9, 5, 9, 0, 0, 0, 0, 5, 'Carried', now(), 'Counsel (test)' from m
        """, CertificationApplication.VoteSubjectOf(application), heldOn);
}

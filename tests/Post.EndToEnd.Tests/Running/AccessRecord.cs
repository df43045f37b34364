using Post.Kernel.Access;
using Post.Testing;

namespace Post.EndToEnd.Tests.Running;

/// <summary>What the register of access holds for the journeys; entered before the site starts, so that it remembers nothing else.</summary>
internal static class AccessRecord
{
    public const string Number = "2026-A-0417";

    /// <summary>The role whose account has acknowledged nothing: the journeys' newcomer.</summary>
    public const string Newcomer = Roles.AuditStaff;

    public static readonly Guid Matter = new("ac0e0000-0000-7000-8000-000000000001");

    /// <summary>A party of the matter.</summary>
    public static readonly FileRow Party = Cast.Found;

    /// <summary>Nobody's party.</summary>
    public static readonly FileRow Outsider = Cast.Standing;

    private const string OthersSql = """
        delete from access_review.acknowledgment where account_id = (select id from identity.account where user_name = 'demo-auditstaff');
        insert into access_review.matter_note (id, matter_id, text, recorded_at, recorded_by_name)
        values (gen_random_uuid(), 'ac0e0000-0000-7000-8000-000000000001', 'Audit lead (demo) broke the glass for a person outside the matter: a threat was called in.', now(), 'Audit lead (demo)');
        insert into access_review.broken_glass (id, account_id, account_name, subject_id, matter_id, purpose, reason, broken_at, ends_at, stepped_up_at, deadline_id)
        select gen_random_uuid(), a.id, a.display_name, gen_random_uuid(), null, 'hearing', 'A threat against the officer was called in.', now(), now() + interval '1 day',
          now(), gen_random_uuid()
        from identity.account a where a.user_name = 'demo-chair';
        insert into access_review.redaction (id, authority, paper, reason, asked_by, asked_by_name, asked_at)
        select 'ac0e0000-0000-7000-8000-0000000000d1', 'court-order', 'Suffolk Superior Court, no. 26-0117, order of June 2, 2026', 'The order names the words of these acts.', a.id, a.display_name, now()
        from identity.account a where a.user_name = 'demo-counsel';
        insert into access_review.redaction (id, authority, paper, reason, asked_by, asked_by_name, asked_at, approved, decided_at, decided_by, decided_by_name, decision_words)
        select 'ac0e0000-0000-7000-8000-0000000000d2', 'expungement', 'Boston Municipal Court, no. 25-3311', 'The record was expunged.', a.id, a.display_name, now(), false, now(), d.id, d.display_name,
          'The paper is of another person.'
        from identity.account a, identity.account d where a.user_name = 'demo-counsel' and d.user_name = 'demo-executivedirector';
        insert into access_review.redaction_item (redaction_id, event_id, asked_event_id)
        select r.id, e.id, gen_random_uuid() from access_review.redaction r, (select id from audit.event order by at_db limit 2) e;
        insert into access_review.tied_look (id, account_id, account_name, subject_id, tie_kind, purpose, reason, asked_at)
        select gen_random_uuid(), a.id, a.display_name, p.id, 'Family', 'complaint-intake', 'Nobody else is on duty, and the complaint has to go out today.', now()
        from identity.account a, certification.person p where a.user_name = 'demo-stdstaff' and p.officer_number = '3229-9003';
        insert into access_review.tied_look (id, account_id, account_name, subject_id, tie_kind, purpose, reason, asked_at, approved, decided_at, decided_by, decided_by_name,
          decision_words, ends_at)
        select gen_random_uuid(), a.id, a.display_name, p.id, 'Agency', 'complaint-intake', 'The officer is a witness in the matter and must be reached.', now(), false, now(), d.id,
          d.display_name, 'A colleague does it.', null
        from identity.account a, identity.account d, certification.person p
        where a.user_name = 'demo-stdstaff' and d.user_name = 'demo-complianceofficer' and p.officer_number = '3229-9006';
        insert into access_review.restricted_export (id, export, question, question_words, subject_ids, rows, persons, account_id, account_name, purpose, reason, asked_at)
        select gen_random_uuid(), 'access-log', 'action=officer.opened', 'Acts from October 1, 2026 to October 31, 2026, of the kind “Opened an officer''s file”', '{}', 1412, 388,
          a.id, a.display_name, 'access-review', 'The Auditor of the Commonwealth asked for these acts on paper by Friday.', now()
        from identity.account a where a.user_name = 'demo-executivedirector';
        insert into access_review.restricted_export (id, export, question, question_words, subject_ids, rows, persons, account_id, account_name, purpose, reason, asked_at,
          approved, decided_at, decided_by, decided_by_name, decision_words, ends_at)
        select gen_random_uuid(), 'access-log', 'action=log.exported', 'Acts from November 1, 2026 to November 20, 2026, of the kind “Saved a part of the log”', '{}', 3, 0,
          a.id, a.display_name, 'access-review', 'The yearly report lists the files that left.', now(), true, now(), d.id, d.display_name, 'It is for the yearly report.',
          now() + interval '1 day'
        from identity.account a, identity.account d where a.user_name = 'demo-complianceofficer' and d.user_name = 'demo-executivedirector';
        insert into access_review.restricted_export (id, export, question, question_words, subject_ids, rows, persons, account_id, account_name, purpose, reason, asked_at,
          approved, decided_at, decided_by, decided_by_name, decision_words)
        select gen_random_uuid(), 'access-log', 'breakGlass=true', 'Acts from November 1, 2026 to November 20, 2026, past the rules', '{}', 12, 7,
          a.id, a.display_name, 'access-review', 'To look through them at home over the weekend.', now(), false, now(), d.id, d.display_name, 'The page does.'
        from identity.account a, identity.account d where a.user_name = 'demo-executivedirector' and d.user_name = 'demo-chair';
        """;

    public static async Task SeedAsync(RunningSite site)
    {
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        await site.ExecuteAsync(AccessRows.AcknowledgeAll, now);
        await site.ExecuteAsync(AccessRows.Matter, Matter, Number, "Audit", now);
        await site.ExecuteAsync(AccessRows.Assignment, Matter, Roles.AuditLead, now);
        await site.ExecuteAsync(AccessRows.Assignment, Matter, Newcomer, now);
        await site.ExecuteAsync(AccessRows.Party, Matter, await site.PersonIdAsync(Party), now);
        await site.ExecuteAsync(OthersSql);
    }
}

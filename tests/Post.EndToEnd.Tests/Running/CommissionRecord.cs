namespace Post.EndToEnd.Tests.Running;

/// <summary>Commissioners, a meeting with its vote, a designation and a proposal, for pages that show them.</summary>
internal static class CommissionRecord
{
    public static readonly Guid Meeting = new("0e2e0000-0000-7000-8000-000000000001");
    public static readonly Guid Proposal = new("0e2e0000-0000-7000-8000-000000000002");
    public static readonly Guid PublicDatabase = new("c0510000-0000-7000-8004-000000000002");

    private const string Sql = """
        insert into commission.commissioner_term
          (id, term_id, commissioner_id, name, seat_number, begins_on, instrument, recorded_at, recorded_by_name)
        select gen_random_uuid(), gen_random_uuid(), ('0e2e0000-0000-7000-8001-' || lpad(n::text, 12, '0'))::uuid, name, n, '2024-01-01',
          'Commission of appointment', now(), 'Journey'
        from (values (1, 'Hollis Ravensworth'), (2, 'Imogen Tarrowby'), (3, 'Barnaby Quillfeather'), (4, 'Seraphina Oakhollow'), (5, 'Lucian Marchbanks'))
          as member (n, name);
        insert into commission.meeting (id, meeting_id, held_on, kind, title, minutes_reference, recorded_at, recorded_by_name)
        values (gen_random_uuid(), '0e2e0000-0000-7000-8000-000000000001', '2026-03-12', 'Regular', 'March meeting', 'Minutes 2026-03', now(), 'Journey');
        insert into commission.vote (id, vote_id, meeting_id, kind_code, motion, subjects, effective_on, minutes_reference, voting_rule_id, in_office,
          present, quorum_needed, ayes, nays, abstained, recused, absent, votes_needed, outcome, recorded_at, recorded_by_name)
        values ('0e2e0000-0000-7000-8002-000000000001', gen_random_uuid(), '0e2e0000-0000-7000-8000-000000000001', 'other',
          'To approve the minutes of the February meeting', '{minutes-2026-02}', '2026-03-12', 'item 2', 'c0510000-0000-7000-8002-000000000001', 5,
          4, 5, 4, 0, 0, 1, 0, 5, 'NoQuorum', now(), 'Journey');
        insert into commission.ballot (vote_row_id, commissioner_id, name, seat_number, choice, reason)
        select '0e2e0000-0000-7000-8002-000000000001', commissioner_id, name, seat_number,
          case seat_number when 4 then 'Recused' else 'Yes' end, case seat_number when 4 then 'Was absent in February' end
        from commission.commissioner_term;
        insert into commission.designation
          (id, designation_id, office_code, capacity, account_id, name, purposes, begins_on, ends_on, authority, recorded_at, recorded_by_name)
        select gen_random_uuid(), gen_random_uuid(), office, capacity, a.id, a.display_name, purposes, begins_on, ends_on, authority, now(), 'Journey'
        from (values
            ('RecordsAccessOfficer', 'Holder', 'demo-recordsaccessofficer', '{}'::text[], date '2025-01-01', null::date, 'Letter of January 2, 2025'),
            ('ExecutiveDirector', 'Designee', 'demo-certstaff', '{audits,certification}', '2025-02-01', '2025-04-30', 'Memorandum 7')
          ) as d (office, capacity, login, purposes, begins_on, ends_on, authority)
        join identity.account a on a.user_name = d.login;
        insert into commission.guideline_proposal (id, proposal_id, guideline_code, revision, state, authority, text, parameters,
          health_and_safety_memo, effective_from, notice_on, input_opens_on, input_closes_on, input_channel, recorded_at, recorded_by_name)
        values (gen_random_uuid(), '0e2e0000-0000-7000-8000-000000000002', 'G-REASON', 1, 'Proposed', 'Vote',
          E'The public reads the legal ground of an order.\nNo narrative is shown.', '{"shows": "LegalGround", "narrative": true}',
          'The ground is public already; nothing is added about where an officer lives or works.', '2027-01-01',
          '2026-01-05', '2026-01-05', '2026-02-05', 'Mail and the hearing of January 20', now(), 'Journey');
        insert into commission.storage_contract (id, contract_id, system_id, vendor, title, begins_on, review_on, restricts_records_officer, export_right,
          relieves_commission, provisions, state, recorded_at, recorded_by_name)
        values (gen_random_uuid(), gen_random_uuid(), 'c0510000-0000-7000-8004-000000000002', 'Example Hosting Company', 'Hosting agreement 2026',
          '2026-01-01', '2026-06-30', 'No', 'At any time', 'NotAnswered', '{"safeguards": "p. 5"}', 'Draft', now(), 'Journey');
        """;

    public static async Task EnsureAsync(RunningSite site)
    {
        if (await site.ScalarAsync<long>("select count(*) from commission.meeting where meeting_id = $1", Meeting) == 0) await site.ExecuteAsync(Sql);
    }
}

namespace Post.EndToEnd.Tests.Running;

/// <summary>A notice with something to look at in each of its ways: sent, uncertain, and to be mailed.</summary>
internal static class SeededNotice
{
    public static readonly Guid Id = new("0e0e0e0e-0000-7000-8000-000000000001");

    private const string Sql = """
        with point as (
          insert into kernel.contact_point (id, owner_kind, owner_id, kind, value, purposes, origin, furnished_by, furnished_on, state, recorded_by, recorded_at)
          values ('0e0e0e0e-0000-7000-8000-000000000002', 'LawEnforcementAgency', '0e0e0e0e-0000-7000-8000-000000000009', 'Email',
            'records@millbrook.example', '{CommissionCorrespondence}', 'OnBehalfOfAddressee', 'Records clerk (test)', '2026-01-05', 'Active', 'test', now())
          on conflict do nothing
        ), noticed as (
          insert into kernel.notice (id, kind, language, template_version, occasion, matter, addressee_kind, addressee_id, addressee_name,
            subject_ids, subject, body, html, state, sufficient, issued_by, issued_at)
          values ($1, 'import-rows-returned', 'en', 1, 'seeded', 'Import of roster.csv, June 10, 2026', 'LawEnforcementAgency',
            '0e0e0e0e-0000-7000-8000-000000000009', 'Millbrook Police Department', '{}', 'Rows returned: 1 of 3 in roster.csv',
            E'To Millbrook Police Department\n\nOf 3 rows:\n\n- 2 were accepted\n- 1 was not\n\n555 CMR 12.00', '', 'Uncertain', true, 'Staff (test)', now())
          on conflict do nothing
        ), delivered as (
          insert into kernel.notice_delivery (id, notice_id, channel, contact_point_id, address, origin, furnished_by, furnished_on, state,
            sufficient, attempts, sent_at, proof, proof_by, opened_at)
          select d.id::uuid, $1, d.channel, '0e0e0e0e-0000-7000-8000-000000000002', d.address, 'OnBehalfOfAddressee', 'Records clerk (test)',
            '2026-01-05', d.state, d.state = 'Sent', 1, case d.state when 'Sent' then now() end, case d.state when 'Sent' then '250 taken as 4711 · mail.example:587 · Tls13' end,
            case d.state when 'Sent' then 'mail server' end, now()
          from (values ('0e0e0e0e-0000-7000-8000-000000000003', 'Email', 'records@millbrook.example', 'Sent'),
            ('0e0e0e0e-0000-7000-8000-000000000004', 'Email', 'chief@millbrook.example', 'Uncertain'),
            ('0e0e0e0e-0000-7000-8000-000000000005', 'Post', null, 'ToMail')) as d(id, channel, address, state)
          on conflict do nothing
        ), tried as (
          insert into kernel.notice_attempt (id, delivery_id, number, state, begun_at, lease_until, transmitting_at, ended_at, code, answer, server, tls)
          values ('0e0e0e0e-0000-7000-8000-000000000006', '0e0e0e0e-0000-7000-8000-000000000003', 1, 'Accepted', now(), now(), now(), now(), 250,
            '250 taken as 4711', 'mail.example:587', 'Tls13'),
            ('0e0e0e0e-0000-7000-8000-000000000007', '0e0e0e0e-0000-7000-8000-000000000004', 1, 'Uncertain', now(), now(), now(), now(), null,
            'The message was complete, and then: the server closed the connection.', 'mail.example:587', 'Tls13')
          on conflict do nothing
        )
        select 1
        """;

    /// <summary>What became of a statement, told to an officer.</summary>
    public static Task<long> ToOfficerAsync(RunningSite site, Guid id, Guid officer) => site.ScalarAsync<long>(
        """
        with noticed as (
          insert into kernel.notice (id, kind, language, template_version, occasion, matter, addressee_kind, addressee_id, addressee_name,
            subject_ids, subject, body, html, state, sufficient, issued_by, issued_at)
          values ($1, 'officer-statement-settled', 'en', 1, 'seeded', 'Statement OS-000000', 'Officer', $2, 'Officer (synthetic)', array[$2],
            'Your statement OS-000000: returned', E'To Officer (synthetic)\n\nName the agency.\n\n555 CMR 12.11', '', 'Kept', true, 'Staff (test)', now())
          on conflict do nothing returning 1)
        select count(*) from noticed
        """, id, officer);

    public static Task<int> EnsureAsync(RunningSite site) => site.ScalarAsync<int>(Sql, Id);
}

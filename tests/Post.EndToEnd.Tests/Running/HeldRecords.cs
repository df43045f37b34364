namespace Post.EndToEnd.Tests.Running;

/// <summary>Certification records of an officer of the demonstration's agency: one whole, one that lacks something, one restricted.</summary>
internal static class HeldRecords
{
    private const string Interview = "01a21000-0000-7000-8000-000000000020";
    private const string Background = "01a21000-0000-7000-8000-000000000021";
    private const string Questionnaire = "01a21000-0000-7000-8000-000000000022";

    /// <summary>The officer, and the entry whose record is restricted.</summary>
    public static async Task<(Guid Officer, Guid Entry, string Cycle)> EnsureAsync(RunningSite site)
    {
        var officer = await OwnAgency.RenewableAsync(site);
        var cycle = await site.ScalarAsync<string>(
            "select 'C:Officer:' || granted_on from certification.certificate where person_id = $1 and superseded_at is null and number like 'INIT-SYN-%' limit 1", officer);
        await site.ExecuteAsync(
            """
            with version as (
              insert into certification.questionnaire_version (code, title, questions, valid_from, recorded_at, recorded_by_name)
              values ('SYN-1', 'Questionnaire of applicants (synthetic)', 40, current_date - 900, now(), 'Certification staff (synthetic)') on conflict do nothing
            ), entry as (
              insert into certification.record_entry
                (id, agency_id, person_id, cycle, kind, holding, held_on, kept_at, copy, particulars, missing, recorded_at, recorded_by_name, recorded_as)
              select e.id::uuid, $2, $1, $3, e.kind, 'Held', current_date - 1060, 'Personnel file, office of the chief', 'Copy', e.particulars::jsonb, e.missing, now(), 'Liaison (synthetic)', 'Liaison'
              from (values ($4, 'Background', '{}', '{}'::text[]),
                ($5, 'Interview', '{"Interviewer":"Captain (synthetic)","Form":"Recording"}', array['A summary']),
                ($6, 'Questionnaire', '{"Questionnaire":"SYN-1","Unanswered":[17]}', array['Question 17'])) e (id, kind, particulars, missing)
              on conflict do nothing returning id, kind
            )
            insert into certification.record_detail (entry_id, restricted, content)
            select id, 'Cori', '{"MadeBy":"Bureau of identification (synthetic)","Reference":"CB-31"}' from entry where kind = 'Background'
            """, officer, await OwnAgency.IdAsync(site), cycle, Background, Interview, Questionnaire);
        return (officer, Guid.Parse(Background), cycle);
    }
}

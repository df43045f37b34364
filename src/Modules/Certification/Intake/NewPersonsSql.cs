namespace Post.Certification.Intake;

/// <summary>
/// Registers officer numbers never seen before from the table <c>staged</c>. Of several spellings of one name the first in
/// order is taken, whatever the order of the rows; a name on record is left to the Commission's lists.
/// </summary>
internal static class NewPersonsSql
{
    public const string Add = """
        with fresh as (
          select distinct on (officer_number) officer_number, first_name, surname, suffix, sort_key from staged s
          where verdict = 'Accepted'
            and not exists (select from certification.person p where p.officer_number = s.officer_number)
          order by officer_number, sort_key, first_name, surname, suffix nulls last
        ), added as (
          insert into certification.person (id, officer_number, created_at)
          select kernel.new_id(), officer_number, @now from fresh returning id, officer_number
        )
        insert into certification.person_name
          (id, person_id, first_name, surname, suffix, sort_key, valid_from, recorded_at, source_id)
        select kernel.new_id(), a.id, f.first_name, f.surname, f.suffix, f.sort_key, @as_of, @now, @source
        from added a join fresh f on f.officer_number = a.officer_number
        """;
}

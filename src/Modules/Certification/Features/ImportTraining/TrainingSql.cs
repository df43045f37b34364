namespace Post.Certification.Features.ImportTraining;

/// <summary>
/// What the rows of a training history do, in sets. A provider and its record number are one training; the same course of
/// the same day from two providers is one too, and the report of the one that comes first in precedence stands.
/// </summary>
internal static class TrainingSql
{
    public const string Staging = "certification.staged_training_row";

    // Whatever became of it: the number stays its training's also where another provider's report stands in its place now.
    private const string SameNumber = "t.provider_code = j.provider_code and t.record_key = j.record_key";

    private const string SameRecord = SameNumber + " and t.superseded_at is null";

    private const string SameTraining = """
        t.person_id = j.person_id and t.course_folded = j.course_folded and t.completed_on = j.completed_on and t.superseded_at is null
        """;

    public const string Prepare = $"""
        set local enable_nestloop = off;
        create temporary table judged on commit drop as
        select s.row_no, s.officer_number, s.sort_key, s.provider_code, s.record_key, s.type_code, s.course, s.course_folded,
          s.started_on, s.completed_on, s.missed_by, s.minutes, s.place, s.explanation, v.precedence, p.id as person_id,
          null::text as verdict, null::text as why
        from {Staging} s
        join certification.training_provider v on v.code = s.provider_code
        left join certification.person p on p.officer_number = s.officer_number
        where s.run_id = @source and s.verdict = 'Accepted';
        set local enable_nestloop = on;
        analyze judged
        """;

    // A number nobody knows may be a recruit, or a slip of the keyboard: a training registers nobody (12.05(2)(a)).
    public const string HoldUnmatched = """
        update judged set verdict = 'Held', why = 'No officer with this number is on record: the training waits for one.'
        where verdict is null and person_id is null
        """;

    public const string MarkRepeated = """
        with repeated as (
          select row_no, row_number() over (
            partition by provider_code, record_key, officer_number, type_code, course, started_on, completed_on, missed_by,
              minutes, place, explanation order by row_no) as place_in_file
          from judged where verdict is null
        )
        update judged j set verdict = 'Unchanged', why = 'The same row stands in the file already.'
        from repeated r where r.row_no = j.row_no and r.place_in_file > 1
        """;

    public const string HoldContradictions = """
        with several as (
          select provider_code, record_key from judged where verdict is null group by 1, 2 having count(*) > 1
        )
        update judged j set verdict = 'Held', why = 'Two rows of the file have this record number and differ.'
        from several s where j.verdict is null and j.provider_code = s.provider_code and j.record_key = s.record_key
        """;

    public const string HoldForeignRecords = $"""
        update judged j set verdict = 'Held', why = 'The record has this record number for another officer.'
        from certification.training_record t
        where j.verdict is null and {SameNumber} and t.person_id is distinct from j.person_id
        """;

    public const string MarkUnchanged = $"""
        update judged j set verdict = 'Unchanged'
        from certification.training_record t
        where j.verdict is null and {SameRecord}
          and (t.type_code, t.course, t.started_on, t.completed_on, t.missed_by, t.minutes, t.place, t.explanation)
            is not distinct from (j.type_code, j.course, j.started_on, j.completed_on, j.missed_by, j.minutes, j.place, j.explanation)
        """;

    public const string MarkOutdated = $"""
        update judged j set verdict = 'Unchanged', why = 'The record holds a later report of this training.'
        from certification.training_record t join certification.source s on s.id = t.source_id
        where j.verdict is null and {SameNumber} and s.as_of > @as_of
        """;

    // In the record, and in the file itself, in whatever order its rows stand: provider by provider, so that those who come
    // first are settled. What this file reports anew under its own number is no longer on record as it was.
    public const string MarkReportedByOthers = $"""
        do $$
        declare
          level integer;
        begin
          for level in select distinct precedence from judged where verdict is null order by precedence loop
            update judged j set verdict = 'Unchanged', why = 'A provider that comes before this one has reported this training.'
            from certification.training_record t
            join certification.training_provider v on v.code = t.provider_code
            left join judged anew
              on anew.verdict is null and anew.provider_code = t.provider_code and anew.record_key = t.record_key
            where j.verdict is null and j.precedence = level and {SameTraining} and v.precedence < level and anew.row_no is null;
            update judged j set verdict = 'Unchanged', why = 'A provider that comes before this one has reported this training.'
            from judged t
            where j.verdict is null and j.precedence = level and t.verdict is null and t.precedence < level
              and t.officer_number = j.officer_number and t.course_folded = j.course_folded and t.completed_on = j.completed_on;
          end loop;
        end
        $$
        """;

    public const string Stage = $"""
        create temporary table staged on commit drop as
        select row_no, verdict, officer_number, first_name, surname, suffix, sort_key, provider_code, record_key, type_code, course,
          course_folded, started_on, completed_on, missed_by, minutes, place, explanation
        from {Staging} where run_id = @source and verdict in ('Accepted', 'Unchanged');
        analyze staged
        """;

    public const string Resolve = """
        create temporary table judged on commit drop as
        select s.*, v.precedence, p.id as person_id from staged s
        join certification.training_provider v on v.code = s.provider_code
        join certification.person p on p.officer_number = s.officer_number where s.verdict = 'Accepted';
        analyze judged
        """;

    public const string Supersede = $"""
        update certification.training_record t set superseded_at = @now from judged j where {SameRecord};
        update certification.training_record t set superseded_at = @now
        from judged j, certification.training_provider v
        where v.code = t.provider_code and v.precedence > j.precedence and {SameTraining}
        """;

    public const string Insert = """
        insert into certification.training_record (id, person_id, provider_code, record_key, type_code, course, course_folded,
          started_on, completed_on, missed_by, minutes, place, explanation, recorded_at, source_id)
        select kernel.new_id(), person_id, provider_code, record_key, type_code, course, course_folded, started_on, completed_on,
          missed_by, minutes, place, explanation, @now, @source
        from judged
        """;

    // Also for rows the record holds already: the file has spoken of them for its day.
    public const string AddReports = """
        insert into certification.person_report (person_id, source_id, kind, as_of, is_commission_list, recorded_at)
        select distinct p.id, @source, @kind, @as_of, @commission, @now
        from staged s join certification.person p on p.officer_number = s.officer_number
        where not exists (
          select from certification.person_report r where r.person_id = p.id and r.kind = @kind and r.as_of >= @as_of)
        on conflict (person_id, source_id) do nothing
        """;

    public const string Touched = "select distinct person_id from judged order by person_id";

    public const string Figures = $"""
        select count(distinct officer_number) as officers, count(completed_on) as completed, count(missed_by) as missed
        from {Staging} where run_id = @source and verdict <> 'Rejected'
        """;
}

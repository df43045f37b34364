using Post.Kernel.Imports;

namespace Post.Certification.Intake;

/// <summary>
/// Judges staged rows against the record and against each other, in sets: what contradicts is held on every side, so that
/// the order of a file's rows decides nothing. The verdicts are worked out in a table of the session, whose statistics
/// PostgreSQL may take, and written back once.
/// </summary>
internal static class RowJudgement
{
    /// <summary>How the reason of a row begins that brings a known number under a name of somebody else.</summary>
    public const string OtherName = "The record has this number under another name";

    // Not compared with ended names of a person who bears the reported one now: an older file may write the older name.
    private const string HoldOtherNames = $$"""
        update judged j set verdict = 'Held', why = '{{OtherName}} (' || n.surname || ', ' || n.first_name || ').'
        from certification.person_name n
        where j.verdict is null and n.person_id = j.person_id and n.valid_to is null and n.superseded_at is null
          and n.sort_key <> j.sort_key and not certification.names_agree(n.sort_key, j.sort_key)
          and not exists (
            select from certification.person_name o
            where o.person_id = j.person_id and o.superseded_at is null and certification.names_agree(o.sort_key, j.sort_key))
        """;

    private const string HoldNamesThatDisagree = """
        with several as (
          select distinct officer_number from (
            select officer_number, sort_key <> lag(sort_key) over (partition by officer_number order by row_no) as differs
            from judged where person_id is null and verdict is null) of_one
          where differs
        ), keys as (
          select distinct officer_number, sort_key from judged join several using (officer_number) where verdict is null
        ), apart as (
          select distinct one.officer_number from keys one
          join keys other on other.officer_number = one.officer_number and other.sort_key > one.sort_key
          where not certification.names_agree(one.sort_key, other.sort_key)
        )
        update judged j set verdict = 'Held', why = 'The file has this number under several names.'
        from apart a where j.officer_number = a.officer_number and j.verdict is null
        """;

    public static readonly IReadOnlyList<string> OfNames = [HoldOtherNames, HoldNamesThatDisagree];

    // The staging table's statistics may speak of other runs alone: a loop over what it takes for one row and is a million
    // would never end.
    public static string WriteBack(string staging) =>
        $"""
        analyze judged (row_no, verdict);
        set local enable_nestloop = off;
        update {staging} s set verdict = j.verdict,
          reasons = case when j.why is null then s.reasons else s.reasons || j.why end
        from judged j where s.run_id = @source and s.row_no = j.row_no and j.verdict is not null;
        set local enable_nestloop = on
        """;

    /// <summary>Held rows are kept out of the record; each waits for a person under what it says, and once only.</summary>
    public static string QueueHeld(string staging) =>
        $"""
        insert into certification.review_item (id, kind, officer_number, person_id, details, first_name, surname, suffix,
          as_of, source_id, source_row, opened_at)
        select kernel.new_id(), case when starts_with(s.why, '{OtherName}') then 'OtherName' else 'RowHeld' end,
          s.officer_number, p.id, s.why, s.first_name, s.surname, s.suffix, @as_of, @source, s.row_no, @now
        from (
          select distinct on (h.officer_number, h.why) * from (
            select officer_number, first_name, surname, suffix, row_no,
              reasons[array_upper(reasons, 1)] || ' Reported: ' || surname || ', ' || first_name || '.' as why
            from {staging} where run_id = @source and verdict = 'Held') h
          order by h.officer_number, h.why, h.row_no) s
        left join certification.person p on p.officer_number = s.officer_number
        on conflict (kind, officer_number, details) do nothing
        """;

    /// <summary>Persons of the record whom staged rows name.</summary>
    public static string Persons(string staging) =>
        $"""
        select distinct p.id from {staging} s join certification.person p on p.officer_number = s.officer_number
        where s.run_id = @source and s.row_no = any (@rows)
        """;

    public static IntakeSource SourceOf(ImportRun run, bool isCommissionList) =>
        new(run.Id, $"{run.Layout}, {run.FileName}", run.Kind, isCommissionList, run.AsOf);
}

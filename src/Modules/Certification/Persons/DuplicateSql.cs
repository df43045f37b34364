namespace Post.Certification.Persons;

/// <summary>
/// Who may stand in the record twice: persons of one folded name whom the record ties together by more than the name. Two
/// who serve two agencies at the same time, or bear different suffixes, are namesakes and are not asked about.
/// </summary>
internal static class DuplicateSql
{
    // Every number of a person looks and is looked at as that person. One look at a time: two would find one pair twice.
    public const string FindPairs = """
        select pg_advisory_xact_lock(hashtextextended('certification.find-duplicates', 0));
        create temporary table looked on commit drop as
        select distinct coalesce(g.into_person_id, l.id) as root
        from unnest(@persons) as l (id)
        left join certification.person_merge g on g.person_id = l.id and g.undone_at is null;
        create temporary table alike on commit drop as
        with named as (
          select m.root, n.sort_key, lower(regexp_replace(n.suffix, '\W', '', 'g')) as suffix
          from (
            select root, root as person_id from looked
            union all
            select l.root, g.person_id from looked l
            join certification.person_merge g on g.into_person_id = l.root and g.undone_at is null) m
          join certification.person_name n on n.person_id = m.person_id and n.valid_to is null and n.superseded_at is null
          where n.sort_key <> ','
        ), pairs as (
          select m.root, coalesce(g.into_person_id, n.person_id) as other,
            m.suffix <> lower(regexp_replace(n.suffix, '\W', '', 'g')) as suffixes_differ,
            m.suffix = lower(regexp_replace(n.suffix, '\W', '', 'g')) as suffixes_agree
          from named m
          join certification.person_name n on n.sort_key = m.sort_key and n.valid_to is null and n.superseded_at is null
          left join certification.person_merge g on g.person_id = n.person_id and g.undone_at is null
        )
        select least(root, other) as one, greatest(root, other) as other, coalesce(bool_or(suffixes_agree), false) as same_suffix
        from pairs where root <> other
        group by 1, 2 having bool_or(suffixes_differ) is not true
        """;

    // A day between which and which somebody is known to have served; what nobody reported is not guessed.
    public const string Weigh = """
        create temporary table weighed on commit drop as
        with rule as (
          select distinct on (code) code, value from certification.duplicate_rule
          where valid_from <= @today order by code, valid_from desc
        ), member as (
          select p.id as root, p.id as person_id
          from (select one as id from alike union select other from alike) p
          union all
          select g.into_person_id, g.person_id from certification.person_merge g
          where g.undone_at is null and g.into_person_id in (select one from alike union select other from alike)
        ), spell as (
          select m.root, e.agency_id, e.starts_on, e.ends_on, coalesce(e.starts_on, e.seen_from) as since,
            case when e.ends_on is not null then e.ends_on when e.gone_by is not null then e.last_seen_on else 'infinity' end as until
          from member m join certification.employment e on e.person_id = m.person_id and e.superseded_at is null
        ), service as (
          select a.one, a.other,
            bool_or(x.agency_id = y.agency_id and x.since < y.until and y.since < x.until) as shared,
            bool_or(x.agency_id <> y.agency_id and x.since < y.until and y.since < x.until) as elsewhere,
            bool_or(y.starts_on between x.ends_on and x.ends_on + d.value::integer
              or x.starts_on between y.ends_on and y.ends_on + d.value::integer) as follows
          from alike a join spell x on x.root = a.one join spell y on y.root = a.other
          cross join (select value from rule where code = 'follow-on-days') d
          group by a.one, a.other
        ), certified as (
          select distinct a.one, a.other
          from alike a
          join member m on m.root = a.one join certification.certificate c on c.person_id = m.person_id and c.superseded_at is null
          join certification.certificate k on k.number = c.number and k.superseded_at is null
          join member o on o.person_id = k.person_id and o.root = a.other
        ), held as (
          select a.one, a.other, g.code
          from alike a
          left join service s using (one, other)
          left join certified c on c.one = a.one and c.other = a.other
          cross join lateral (values
            ('same-certificate', c.one is not null), ('same-agency', s.shared),
            ('follow-on', s.follows and not s.shared and not s.elsewhere), ('same-suffix', a.same_suffix)) as g (code, holds)
          where g.holds and (c.one is not null or s.shared or s.elsewhere is not true)
        )
        select h.one, h.other, sum(r.value) as score, array_agg(h.code order by r.value desc, h.code) as grounds
        from held h join rule r using (code)
        where not exists (
          select from member m join member o on o.root = h.other
          join certification.person_distinction d on d.person_id = least(m.person_id, o.person_id)
            and d.other_person_id = greatest(m.person_id, o.person_id) and d.withdrawn_at is null
          where m.root = h.one)
        group by h.one, h.other
        having sum(r.value) >= (select value from rule where code = 'least-score')
          and array_agg(h.code) && array['same-certificate', 'same-agency', 'follow-on']
        """;

    // Also for ids that are merged now: they stand in no pair any more.
    public const string Close = """
        create temporary table closed (one uuid, other uuid, found_at timestamptz) on commit drop;
        with gone as (
          update certification.possible_duplicate p set gone_at = @now
          where p.gone_at is null
            and (p.person_id in (select unnest(@persons) union select root from looked)
              or p.other_person_id in (select unnest(@persons) union select root from looked))
            and not exists (
              select from weighed w
              where w.one = p.person_id and w.other = p.other_person_id and w.score = p.score and w.grounds = p.grounds)
          returning p.person_id, p.other_person_id, p.found_at
        )
        insert into closed select person_id, other_person_id, found_at from gone
        """;

    // A pair that only weighs otherwise now has waited since it was first found.
    public const string Open = """
        insert into certification.possible_duplicate (id, person_id, other_person_id, score, grounds, found_at)
        select kernel.new_id(), w.one, w.other, w.score, w.grounds, coalesce(c.found_at, @now)
        from weighed w left join closed c on c.one = w.one and c.other = w.other
        where not exists (
          select from certification.possible_duplicate p
          where p.person_id = w.one and p.other_person_id = w.other and p.gone_at is null)
        """;
}

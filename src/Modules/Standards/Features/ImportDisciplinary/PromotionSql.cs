namespace Post.Standards.Features.ImportDisciplinary;

/// <summary>The promotion in sets: identities first, then reports, each superseding what an earlier file said.</summary>
internal static class PromotionSql
{
    // A table of the session, whose statistics PostgreSQL may take: of the staging table it knows other runs alone.
    public const string Stage =
        $"""
        create temporary table staged on commit drop as
        select row_no, complaint_number, ia_number, ia_number_source, reporting_agency, reporting_agency_source, intake_channel, county,
          officer_number, first_name, surname, suffix, status_code, status_source, current_agency, allegation_number, category_code,
          category_source, subtype_code, subtype_source, narrative, incident_on, row_digest, disposition_code, disposition_source, disciplines
        from {DisciplinaryImport.Staging} where run_id = @run and verdict in ('Accepted', 'Held');
        analyze staged
        """;

    public const string Agencies =
        """
        select spelling, mode() within group (order by county) from (
          select reporting_agency as spelling, nullif(county, '') as county from staged s where reporting_agency is not null
          union all
          select current_agency, null from staged s where current_agency is not null
        ) named group by spelling order by spelling
        """;

    // The last row of the file speaks for the officer.
    public const string Officers =
        """
        select distinct on (officer_number) officer_number, first_name, surname, suffix, status_code, status_source, current_agency
        from staged s order by officer_number, row_no desc
        """;

    public const string OfficerNumbers = "select distinct officer_number from staged";

    public const string Spellings = "select distinct reporting_agency from staged where reporting_agency is not null";

    public const string ResolutionTables =
        """
        create temporary table resolved_officer (officer_number text primary key, person_id uuid not null) on commit drop;
        create temporary table resolved_agency (spelling text primary key, agency_id uuid not null) on commit drop;
        create temporary table promoted_person (person_id uuid not null) on commit drop
        """;

    public static readonly IReadOnlyList<string> InOrder =
    [
        Complaints, SupersedeComplaintReports, ComplaintReports, Subjects, Allegations, Take,
        SupersedeAllegationReports, AllegationReports, SupersedeDispositions, Dispositions,
        SupersedeDiscipline, Discipline, Persons,
    ];

    private const string Complaints =
        """
        insert into standards.complaint (id, number, recorded_at)
        select kernel.new_id(), s.complaint_number, @now from staged s
        where not exists (select from standards.complaint c where c.number = s.complaint_number)
        group by s.complaint_number order by s.complaint_number
        """;

    // The first row of a complaint speaks for the complaint.
    private const string FirstOfComplaint =
        """
        (select distinct on (s.complaint_number) c.id as complaint_id, s.ia_number, s.ia_number_source, a.agency_id,
           s.reporting_agency_source, s.intake_channel
         from staged s
         join standards.complaint c on c.number = s.complaint_number
         left join resolved_agency a on a.spelling = s.reporting_agency
         order by s.complaint_number, s.row_no)
        """;

    private const string SameComplaintReport =
        """
        (r.ia_number, r.ia_number_source, r.reporting_agency_source, r.intake_channel)
          is not distinct from (f.ia_number, f.ia_number_source, f.reporting_agency_source, f.intake_channel)
        """;

    private const string SupersedeComplaintReports =
        $"""
        update standards.complaint_report r set superseded_at = @now from {FirstOfComplaint} f
        where r.complaint_id = f.complaint_id and r.superseded_at is null and not ({SameComplaintReport})
        """;

    private const string ComplaintReports =
        $"""
        insert into standards.complaint_report (id, complaint_id, ia_number, ia_number_source, reporting_agency_id,
          reporting_agency_source, intake_channel, received_on, is_reportable, anonymous, sworn, as_of, recorded_at, source_id)
        select kernel.new_id(), f.complaint_id, f.ia_number, f.ia_number_source, f.agency_id, f.reporting_agency_source,
          f.intake_channel, null, true, 'NotRecorded', 'NotRecorded', @as_of, @now, @run
        from {FirstOfComplaint} f
        where not exists (select from standards.complaint_report r where r.complaint_id = f.complaint_id and r.superseded_at is null)
        """;

    private const string Subjects =
        """
        insert into standards.complaint_subject (id, complaint_id, person_id, recorded_at)
        select kernel.new_id(), c.id, o.person_id, @now from staged s
        join standards.complaint c on c.number = s.complaint_number
        join resolved_officer o on o.officer_number = s.officer_number
        group by c.id, o.person_id
        on conflict (complaint_id, person_id) do nothing
        """;

    private const string Allegations =
        """
        insert into standards.allegation (id, complaint_subject_id, number, recorded_at)
        select kernel.new_id(), u.id, s.allegation_number, @now from staged s
        join standards.complaint c on c.number = s.complaint_number
        join resolved_officer o on o.officer_number = s.officer_number
        join standards.complaint_subject u on u.complaint_id = c.id and u.person_id = o.person_id
        on conflict (number) do nothing
        """;

    private const string Take =
        """
        create temporary table taken on commit drop as
        select a.id as allegation_id, s.row_no, s.category_code, s.category_source, s.subtype_code, s.subtype_source, s.narrative,
          s.incident_on, s.row_digest, s.disposition_code, s.disposition_source, s.disciplines
        from staged s join standards.allegation a on a.number = s.allegation_number;
        analyze taken
        """;

    private const string SupersedeAllegationReports =
        """
        update standards.allegation_report r set superseded_at = @now from taken s
        where r.allegation_id = s.allegation_id and r.superseded_at is null
        """;

    private const string AllegationReports =
        """
        insert into standards.allegation_report (id, allegation_id, category_code, category_source, subtype_code, subtype_source,
          narrative, incident_on, row_digest, as_of, recorded_at, source_id, source_row)
        select kernel.new_id(), s.allegation_id, s.category_code, s.category_source, s.subtype_code, s.subtype_source, s.narrative,
          s.incident_on, s.row_digest, @as_of, @now, @run, s.row_no
        from taken s
        """;

    private const string SupersedeDispositions =
        """
        update standards.disposition d set superseded_at = @now from taken s
        where d.allegation_id = s.allegation_id and d.superseded_at is null
        """;

    // A disposition in the Commission's published list is final; one that says nothing clear is not, until a person finds it.
    private const string Dispositions =
        """
        insert into standards.disposition (id, allegation_id, code, source_text, final, recorded_at, source_id)
        select kernel.new_id(), s.allegation_id, s.disposition_code, s.disposition_source, s.disposition_code <> 'NeedsDetermination', @now, @run
        from taken s
        """;

    private const string SupersedeDiscipline =
        """
        update standards.disciplinary_action d set superseded_at = @now from taken s
        where d.allegation_id = s.allegation_id and d.superseded_at is null
        """;

    private const string Discipline =
        """
        insert into standards.disciplinary_action (id, allegation_id, ordinal, type_code, state, qualifiers, remark, source_text,
          recorded_at, source_id)
        select kernel.new_id(), s.allegation_id, d.place, d.entry ->> 'type', d.entry ->> 'state',
          array(select jsonb_array_elements_text(d.entry -> 'qualifiers')), d.entry ->> 'remark', d.entry ->> 'source', @now, @run
        from taken s
        cross join lateral jsonb_array_elements(s.disciplines) with ordinality as d(entry, place)
        """;

    private const string Persons =
        """
        insert into promoted_person select distinct o.person_id from staged s
        join resolved_officer o on o.officer_number = s.officer_number
        """;
}

using Microsoft.Extensions.DependencyInjection;
using Post.Kernel.Deadlines;

namespace Post.Certification.Tests.Year;

/// <summary>What must be true of the record after any year, asked of the database and not of what wrote it.</summary>
internal static class YearInvariants
{
    // An act on more persons than one event names is told in parts, each with the act as its parent.
    private const string WholeActsSql = """
        select count(*) from audit.event e
        where e.action = $1 and e.outcome = 'Ok' and not exists (select from audit.event p where p.id = e.parent_id and p.action = e.action)
        """;

    /// <summary>Each finds who breaks it; $1 is the day on which the year ended.</summary>
    private static readonly (string Words, string Sql)[] s_never =
    [
        ("has two statuses on one day", """
            select p.officer_number from certification.status_report a
            join certification.status_report b on b.person_id = a.person_id and b.id > a.id and b.superseded_at is null
              and daterange(b.as_of, b.valid_to) && daterange(a.as_of, a.valid_to)
            join certification.person p on p.id = a.person_id
            where a.superseded_at is null
            """),
        ("has a status that rests on nothing", """
            select p.officer_number || ' ' || s.code from certification.status_report s
            join certification.person p on p.id = s.person_id
            left join certification.decision d on d.id = s.decision_id
            left join certification.source f on f.id = s.source_id
            where s.superseded_at is null and not case when s.decision_id is null
              then f.id is not null and not exists (select from certification.decision x where x.id = f.id)
              else coalesce(d.person_id = s.person_id and d.status_code = s.code and d.effective_on = s.as_of, false) end
            """),
        ("was decided without a letter, or told twice", """
            select 'CD-' || d.number from certification.decision d
            left join kernel.notice n on n.kind = 'certification-decision' and n.occasion = 'certification-decision:' || d.id
              and n.addressee_kind = 'Officer' and n.addressee_id = d.person_id
            group by d.id, d.number having count(n.id) <> 1
            """),
        ("is a letter about no decision", """
            select n.occasion from kernel.notice n where n.kind = 'certification-decision'
              and not exists (select from certification.decision d where n.occasion = 'certification-decision:' || d.id)
            """),
        ("is a reminder without its one letter", """
            select coalesce(r.agency_id, n.addressee_id)::text from certification.round_reminder r
            full join (select * from kernel.notice where kind = 'recertification-missing') n on n.id = r.notice_id and n.addressee_id = r.agency_id
            where r.notice_id is null or n.id is null
            """),
        ("was returned and nobody was told", """
            select s.report_id::text from certification.agency_report_step s where s.kind = 'Returned'
              and not exists (select from kernel.notice n where n.kind = 'agency-report-returned' and n.occasion = 'agency-report:' || s.report_id)
            """),
        ("goes twice by one channel to one address", """
            select notice_id::text from kernel.notice_delivery where state <> 'Replaced'
            group by notice_id, channel, contact_point_id having count(*) > 1
            """),
        ("is a condition that is open past its day", """
            select c.id::text from certification.condition c where c.state = 'Open' and c.due_on < $1
            """),
        ("is a missed condition that came before nobody", """
            select c.id::text from certification.condition c where c.state = 'Missed' and not exists (
              select from certification.application a where a.person_id = c.person_id and a.kind = 'OwnMotion' and a.received_on > c.due_on)
            """),
        ("was asked for although its decision was taken back", """
            select c.id::text from certification.condition c join certification.review_step s on s.decision_id = c.decision_id
            where s.kind in ('Granted', 'Vacated') and (c.state in ('Open', 'Missed') or exists (
              select from certification.application a where a.person_id = c.person_id and a.kind = 'OwnMotion' and a.closed_at is null))
            """),
        ("ended its term and nothing followed", """
            select s.officer_number || ' ' || s.state from certification.recertification_round r
            cross join lateral certification.round_standing(r.id, $1) s
            where s.state = 'Missing' and s.lapses_on < $1
              and not exists (select from certification.decision_batch_item i where i.person_id = s.person_id and i.state = 'Refused')
            """),
        ("waits in decisions that ended", """
            select i.person_id::text from certification.decision_batch_item i where i.state = 'Waiting'
            """),
        ("is a petition clock that nobody ended", """
            select reference from kernel.deadline
            where superseded_at is null and subject_kind = 'CertificationReview' and state = 'Running' and due < $1
            """),
        ("has two work statuses at one agency on one day", """
            select p.officer_number from certification.service_fact a
            join certification.service_fact b on b.person_id = a.person_id and b.agency_id = a.agency_id and b.register = a.register and b.id > a.id
              and b.superseded_at is null and daterange(b.valid_from, b.valid_to) && daterange(a.valid_from, a.valid_to)
            join certification.person p on p.id = a.person_id
            where a.superseded_at is null and a.register = 'WorkStatus'
            """),
        ("is back on duty and the condition has no day", """
            select p.officer_number from certification.condition c
            join certification.decision d on d.id = c.decision_id
            join certification.person p on p.id = c.person_id
            join certification.service_fact f on f.person_id = c.person_id and f.register = 'WorkStatus' and f.value = 'FullDuty'
              and f.superseded_at is null and f.valid_from >= d.effective_on
            where c.days_from_return is not null and c.due_on is distinct from f.valid_from + c.days_from_return
            """),
        ("is a school resource officer past the term, with no renewal pending", """
            select p.officer_number from certification.certificate c join certification.person p on p.id = c.person_id
            where c.type_code = 'Sro' and c.superseded_at is null and c.status_code = 'Active' and c.expires_on < $1
              and not exists (select from certification.application a where a.person_id = c.person_id and a.kind = 'Sro' and a.closed_at is null)
            """),
        ("is called a school resource officer without a certificate in force", """
            select p.officer_number from certification.status_report s join certification.person p on p.id = s.person_id
            where s.code = 'CertifiedSro' and s.superseded_at is null and s.valid_to is null and not exists (
              select from certification.certificate c where c.person_id = s.person_id and c.type_code = 'Sro' and c.superseded_at is null
                and c.status_code = 'Active' and c.expires_on >= $1)
            """),
        ("lost the officer's own certification with the one for schools", """
            select p.officer_number from certification.decision d
            join certification.application a on a.id = d.application_id and a.kind = 'Sro'
            join certification.person p on p.id = d.person_id
            where d.kind = 'Expire' and d.status_code <> 'Certified'
            """),
        ("is an event that never arrived", """
            select type from kernel.outbox where delivered_at is null
            """),
    ];

    /// <summary>Where each course of events leaves an officer.</summary>
    private static readonly Dictionary<Course, string> s_ends = new()
    {
        [Course.Together] = "Certified",
        [Course.Singly] = "Certified",
        [Course.ConditionMet] = "ConditionallyCertified",
        [Course.ConditionMissed] = "ConditionallyCertified",
        [Course.ConditionMetLate] = "ConditionallyCertified",
        [Course.ConditionAfterReturn] = "ConditionallyCertified",
        [Course.ConditionReviewed] = "Certified",
        [Course.NotRenewed] = "NotCertified",
        [Course.PetitionLate] = "NotCertified",
        [Course.PetitionDenied] = "NotCertified",
        [Course.HearingUpheld] = "NotCertified",
        [Course.HearingVacated] = "Certified",
        [Course.PetitionGranted] = "Certified",
        [Course.Pending] = "Certified",
        [Course.Late] = "Certified",
        [Course.Silent] = "Expired",
    };

    /// <summary>Everybody has the status, and one alone, that what happened to them gives.</summary>
    public static async Task EverybodyStandsWhereTheYearLeftThemAsync(SimulatedYear year)
    {
        var present = (await year.Host.RowsAsync(
            """
            select p.officer_number, s.code from certification.status_report s join certification.person p on p.id = s.person_id
            where s.superseded_at is null and s.valid_to is null
            """, r => (r.GetString(0), r.GetString(1)))).ToLookup(s => s.Item1, s => s.Item2);
        foreach (var officer in year.State.Officers.Where(o => s_ends.ContainsKey(o.Course)))
        {
            Assert.Equal((officer.Number, officer.Course, s_ends[officer.Course]), (officer.Number, officer.Course, Assert.Single(present[officer.Number])));
        }
    }

    public static async Task HoldAsync(SimulatedYear year)
    {
        foreach (var (words, sql) in s_never)
        {
            object[] values = sql.Contains("$1", StringComparison.Ordinal) ? [YearAgenda.LastDay] : [];
            var broken = await year.Host.RowsAsync(sql, r => r.GetString(0), values);
            Assert.True(broken.Count == 0, $"{broken.Count}: {words}: {string.Join(", ", broken.Take(5))}");
        }
    }

    /// <summary>Each act that somebody was told is done has its one event, and each job one for each night.</summary>
    public static async Task EveryCommandHasItsEventAsync(SimulatedYear year)
    {
        foreach (var (action, times) in year.Desk.Acts) Assert.Equal((action, (long)times), (action, await year.Host.ScalarAsync<long>(WholeActsSql, action)));
        var nights = YearAgenda.LastDay.DayNumber - YearAgenda.FirstDay.DayNumber + 1;
        foreach (var job in year.Jobs)
        {
            Assert.Equal((job, (long)nights), (job, await year.Host.ScalarAsync<long>(
                """
                select count(distinct (due at time zone 'America/New_York')::date) from kernel.job_run where job = $1 and state in ('Succeeded', 'Missed')
                """, job)));
            if (year.Away.Count > 0) continue;
            Assert.Equal((job, (long)nights), (job, await year.Host.ScalarAsync<long>(
                "select count(*) from kernel.job_effect where job = $1 and subject = ''", job)));
        }
    }

    /// <summary>Each day that the record says follows from its rule, its facts and the calendar, with the same words.</summary>
    public static async Task<int> EveryDeadlineIsDerivedAsync(SimulatedYear year)
    {
        var chains = await year.Host.RowsAsync("select distinct chain_id from kernel.deadline", r => r.GetGuid(0));
        await using var scope = year.Host.Services.CreateAsyncScope();
        var store = scope.ServiceProvider.GetRequiredService<DeadlineStore>();
        var counting = scope.ServiceProvider.GetRequiredService<DeadlineCounting>();
        foreach (var chain in chains)
        {
            var present = (await store.ChainAsync(chain, default))[0];
            var found = await counting.CountAsync(present.RuleCode, present.Facts, default);
            Assert.NotNull(found);
            Assert.Equal((present.Subject.Reference, present.Due), (present.Subject.Reference, found.Value.Counted.Due));
            Assert.True(found.Value.Counted.Explanation.SameAs(present.Explanation), $"{present.Subject.Reference} is explained otherwise today.");
        }

        return chains.Count;
    }

    /// <summary>Both days on which the clock was changed, were lived through, each with its one night.</summary>
    public static async Task WasAWholeYearAsync(SimulatedYear year)
    {
        if (year.Away.Count > 0) return;
        Assert.Equal([true, true], await year.Host.RowsAsync(
            """
            select count(e.due) = 1 from (values (date '2026-11-01'), (date '2027-03-14')) d (day)
            left join kernel.job_effect e on e.job = 'end-terms' and e.subject = '' and (e.due at time zone 'America/New_York')::date = d.day
            group by d.day
            """, r => r.GetBoolean(0)));
    }
}

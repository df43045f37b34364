using Post.Audit;
using Post.Kernel.Access;

namespace Post.AccessReview.Tests;

/// <summary>Thirty people at their ordinary work: a watch that cried at it would be switched off within a week.</summary>
[Trait("Clause", "8.07(5)")]
public sealed class OrdinaryDayTests(ReviewHost host) : IClassFixture<ReviewHost>
{
    private static readonly string[] s_surnames =
        ["Abernathy", "Boudreau", "Castellano", "Dunleavy", "Espinoza", "Fitzgibbon", "Gallagher", "Hathaway", "Ivanov", "Jankowski"];

    private static readonly (string Role, string Purpose, bool NeedsMatter, string Prefix)[] s_desks =
    [
        (Roles.CertStaff, "certification", false, "CE"), (Roles.StdStaff, "investigation", true, "IN"), (Roles.CertStaff, "recertification", false, "RC"),
        (Roles.Counsel, "hearing", true, "HE"), (Roles.RecordsAccessOfficer, "records-request", true, "RR"), (Roles.AuditStaff, "agency-audit", true, "AU"),
    ];

    private readonly Random _dice = new(20260610);

    [Fact]
    public async Task ThirtyPeopleAtWork_RaiseFewerThanThreeAlerts()
    {
        var officers = Enumerable.Range(0, 900).Select(i => host.Officers.Add($"{(char)('K' + (i % 14))}oltz{i}man")).ToList();
        var people = Enumerable.Range(0, 30).Select(Person).ToList();
        var acts = 0;
        for (var day = 0; day < 8; day++)
        {
            var date = ReviewHost.Morning.AddDays(day < 3 ? day - 9 : day - 7);
            if (date.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday) continue;
            var worked = people.SelectMany(p => DayOf(p, date, officers)).OrderBy(e => e.At).ToList();
            acts = worked.Count;
            await host.WriteAsync(worked);
            host.Clock.Set(worked[^1].At.AddMinutes(1));
            if (day == 7) await host.ExecuteAsync("create table first_days as select id from access_review.alert");
            await host.WatchAsync();
        }

        var raised = await host.RowsAsync(
            "select rule_code || ': ' || facts from access_review.alert where rule_code is not null and id not in (select id from first_days)", r => r.GetString(0));
        Assert.InRange(acts, 1_500, 10_000);
        Assert.True(raised.Count < 3, string.Join('\n', raised));
        // The watch was awake: it drew its sample from that day.
        Assert.NotEqual(0L, await host.ScalarAsync<long>("select count(*) from access_review.alert where source = 'Sample' and id not in (select id from first_days)"));
    }

    private static Actor Person(int number)
    {
        var desk = s_desks[number % s_desks.Length];
        return Actor.Of($"Worker {number} {s_surnames[number % s_surnames.Length]}", desk.Role) with { Purpose = desk.Purpose, Place = $"192.0.{number}.0/24" };
    }

    // A morning and an afternoon of matters: look somebody up, open the file, now and then its discipline; a list for a colleague.
    private IEnumerable<AuditEvent> DayOf(Actor person, DateTimeOffset morning, List<Guid> officers)
    {
        var desk = s_desks.First(d => d.Purpose == person.Purpose);
        var at = morning.AddMinutes(_dice.Next(0, 45));
        yield return host.Act(person, at, "session.opened", DataClass.None);
        for (var matter = 0; matter < 16; matter++)
        {
            var work = desk.NeedsMatter ? person with { Matter = $"{desk.Prefix}-{person.Account:N}"[..12] + matter } : person;
            yield return host.Act(work, at = at.AddMinutes(_dice.Next(2, 9)), "purpose.chosen", DataClass.None);
            var searched = Enumerable.Range(0, _dice.Next(1, 4)).Select(_ => officers[_dice.Next(officers.Count)]).Distinct().ToArray();
            yield return host.Search(work, at = at.AddMinutes(1), searched);
            yield return host.Open(work, at = at.AddMinutes(1), searched[0]);
            if (desk.Role is Roles.StdStaff or Roles.Counsel)
            {
                yield return host.Act(work, at = at.AddMinutes(2), "discipline.shown", DataClass.Restricted, searched[0]);
            }

            if (matter == 8) at = at.AddMinutes(50);
        }

        if (person.Role is Roles.CertStaff) yield return host.Act(person, at.AddMinutes(3), "import.rows.exported", DataClass.Personal, officers[^1]);
        yield return host.Act(person, at.AddMinutes(9), "session.closed", DataClass.None);
    }
}

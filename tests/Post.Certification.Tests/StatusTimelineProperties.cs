using FsCheck;
using FsCheck.Fluent;
using Post.Certification.Applications;
using Post.Certification.Domain;
using Post.Certification.Tests.Imports;
using Post.Kernel.Time;
using static Post.Certification.Tests.Imports.FileDesk;

namespace Post.Certification.Tests;

/// <summary>However decisions and lists follow each other, a day has one status at most, and a decided one names its decision.</summary>
public sealed class StatusTimelineProperties(CertificationHost host) : IClassFixture<CertificationHost>
{
    private static readonly DateOnly s_first = new(2024, 1, 1);
    private static readonly string[] s_codes = ["Certified", "ConditionallyCertified", "NotCertified", "Expired", "Restricted"];

    private static readonly Gen<(int Day, int Code)[]> s_steps =
        Gen.ArrayOf(Gen.Choose(0, 60).SelectMany(day => Gen.Choose(0, s_codes.Length - 1).Select(code => (day, code))), 12);

    [Fact]
    public void AnyDays_InAnyOrder_LeaveOneStatusADay()
    {
        foreach (var steps in s_steps.Draw(300))
        {
            List<StatusReport> known = [];
            foreach (var (day, code) in steps)
            {
                var status = Status(s_first.AddDays(day), s_codes[code]);
                var change = StatusTimeline.Begin(known, status, Guid.NewGuid);
                known = [.. known.Where(s => !change.Superseded.Contains(s.Id)), .. change.Added];

                Assert.Equal(status, Assert.Single(known, s => s.ValidTo is null));
                foreach (var on in Enumerable.Range(0, 62).Select(s_first.AddDays))
                {
                    Assert.True(known.Count(s => s.AsOf <= on && (s.ValidTo is null || on < s.ValidTo)) <= 1, $"{on} has two statuses");
                }

                Assert.All(known, s => Assert.True(s.ValidTo is null || s.AsOf < s.ValidTo));
                Assert.Equal(known.Count, known.DistinctBy(s => s.DecisionId).Count());
            }
        }
    }

    // On real rows: decisions that are allowed, with status lists between them, over three years of a moving clock.
    [Fact]
    [Trait("Clause", "8.05(1)(b)")]
    public async Task DecisionsAndLists_InAnyOrder_LeaveEachStatusTraceable()
    {
        var number = 1;
        foreach (var choices in Gen.ArrayOf(Gen.Choose(0, 5), 6).Draw(4))
        {
            var person = await host.OfficerAsync($"6501-{number++:D4}");
            var start = host.Clock.GetUtcNow();
            foreach (var choice in choices)
            {
                host.Clock.Advance(TimeSpan.FromDays(20 + (choice * 7)));
                await StepAsync(person, $"6501-{number - 1:D4}", choice);
                await HoldsAsync(person);
            }

            host.Clock.Set(start);
        }

        Assert.True(await host.ScalarAsync<long>("select count(*) from certification.decision") > 0);
    }

    private async Task StepAsync(Guid person, string number, int choice)
    {
        var today = host.Clock.Today();
        if (choice is 0)
        {
            await host.BringInAsync("officers", Officers(Officer(number, status: "Expired")), today);
            return;
        }

        var received = await host.ReceiveAsync(person, choice is 5 ? ApplicationKind.OwnMotion : ApplicationKind.Recertification, today.AddDays(-30));
        if (received.Refused) return;
        if (choice is 1 or 2) await host.ShowAllAsync(received.Value);
        var decided = choice switch
        {
            1 => await host.DecideAsync(received.Value, DecisionKind.Grant, today.AddDays(-3)),
            2 or 3 => await host.DecideAsync(
                received.Value, DecisionKind.GrantConditionally, today, null, new ConditionWish("Complete the training", today.AddDays(10))),
            4 => await host.DecideAsync(received.Value, DecisionKind.Nonrenew, today.AddDays(-10)),
            _ => await host.DecideAsync(received.Value, DecisionKind.Expire, today),
        };
        // What may not be decided so is decided otherwise, that the next application can come.
        if (decided.Refused && choice is not 5) await host.DecideAsync(received.Value, DecisionKind.Nonrenew, today);
    }

    private async Task HoldsAsync(Guid person)
    {
        Assert.Equal(0L, await host.ScalarAsync<long>(
            """
            select count(*) from certification.status_report a join certification.status_report b on b.person_id = a.person_id and b.id > a.id
            where a.person_id = $1 and a.superseded_at is null and b.superseded_at is null
              and daterange(a.as_of, a.valid_to) && daterange(b.as_of, b.valid_to)
            """, person));
        // Each decided status is that of its decision, from its day; each decision that gave one can be found in it.
        Assert.Equal(0L, await host.ScalarAsync<long>(
            """
            select count(*) from certification.status_report s left join certification.decision d on d.id = s.decision_id
            where s.person_id = $1 and s.decision_id is not null and (d.id is null or s.source_id <> d.id or s.code <> d.status_code)
            """, person));
        Assert.Equal(0L, await host.ScalarAsync<long>(
            """
            select count(*) from certification.decision d where d.person_id = $1 and d.status_code is not null and not exists (
              select from certification.status_report s
              where s.decision_id = d.id and s.person_id = d.person_id and s.code = d.status_code and s.as_of = d.effective_on)
            """, person));
        Assert.Equal(1L, await host.ScalarAsync<long>(
            "select count(*) from certification.status_report where person_id = $1 and superseded_at is null and valid_to is null", person));
    }

    private static StatusReport Status(DateOnly from, string code) => new()
    {
        Id = Guid.NewGuid(),
        PersonId = Guid.Empty,
        AsOf = from,
        Code = code,
        SourceText = code,
        DecisionId = Guid.NewGuid(),
        RecordedAt = DateTimeOffset.UnixEpoch,
        SourceId = Guid.NewGuid(),
    };
}

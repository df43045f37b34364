using FsCheck.Fluent;
using Post.Certification.Features.EnterAddressCode;
using Post.Certification.Features.AskForAddressCode;
using Post.Certification.Features.RemindOfAddresses;
using Post.Kernel.Notices;
using Post.Kernel.Notices.Addresses;
using Post.Kernel.Notices.Addresses.VerifyAddress;
using Post.Kernel.Time;

namespace Post.Certification.Tests;

/// <summary>An address that nobody verifies in the days that the Commission set is the matter of one reminder, and stays in use.</summary>
[Trait("Clause", "12.07(1)(b)1")]
public sealed class RemindOfAddressesTests(PortalHost host) : IClassFixture<PortalHost>, IAsyncLifetime
{
    private DateTimeOffset _start;

    public Task InitializeAsync()
    {
        _start = host.Clock.GetUtcNow();
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        host.Clock.Set(_start);
        await host.ExecuteAsync("delete from commission.deadline_rule where code = 'address-verified' and version = 2");
        await host.ExecuteAsync("update kernel.contact_point set state = 'Retired', ended_by = 'test', ended_at = now(), ended_why = 'test' where state = 'Active'");
    }

    [Fact]
    public async Task NoDaysSet_NobodyIsReminded_AndOnlyElapsedTimeIsTold()
    {
        var officer = await PortalOfficer.OpenAsync(host, "7621-0001");

        await RunAsync(400);

        Assert.Equal(0, await LettersAsync(officer.Person));
        var address = Assert.Single((await officer.RecordAsync()).Addresses);
        Assert.Equal((true, host.Today, (DateOnly?)null, (DateTimeOffset?)null), (address.CanBeVerified, address.OnRecordSince, address.DueOn, address.RemindedAt));
    }

    [Fact]
    public async Task Unverified_IsRemindedOnceAfterTheDays_TheAddressStaysInUse_AndItStandsInTheOwnRecord()
    {
        await InstructAsync(days: 10);
        var silent = await PortalOfficer.OpenAsync(host, "7622-0001");
        var prompt = await PortalOfficer.OpenAsync(host, "7622-0002");
        var address = Assert.Single((await prompt.RecordAsync()).Addresses);
        Assert.Null((await host.AsStaffAsync(new VerifyAddressCommand(address.Id, "The officer answered from it"))).Refusal);
        var due = Assert.Single((await silent.RecordAsync()).Addresses).DueOn!.Value;
        Assert.Null(Assert.Single((await prompt.RecordAsync()).Addresses).DueOn);

        await RunAsync(due.DayNumber - host.Today.DayNumber);
        Assert.Equal(0, await LettersAsync(silent.Person));
        for (var night = 1; night < 4; night++) await RunAsync(due.DayNumber - host.Today.DayNumber + night);

        Assert.Equal((1L, 0L), (await LettersAsync(silent.Person), await LettersAsync(prompt.Person)));
        Assert.Contains("officer7622-0001@home.example", await host.ScalarAsync<string>("select body from kernel.notice where kind = 'address-unverified' and addressee_id = $1", silent.Person), StringComparison.Ordinal);
        Assert.NotNull(Assert.Single((await silent.RecordAsync()).Addresses).RemindedAt);
        Assert.Single(await host.AskAsync<INotices, IReadOnlyList<ContactPoint>>(n => n.WhereAsync("address-unverified", new Addressee(AddresseeKind.Officer, silent.Person, "Alex"), default)));
    }

    [Fact]
    public async Task OneThatCannotBeSent_StopsNobodyElses_AndIsTriedTheNextNight()
    {
        await InstructAsync(days: 5);
        var (one, two) = (await PortalOfficer.OpenAsync(host, "7623-0001"), await PortalOfficer.OpenAsync(host, "7623-0002"));
        var first = one.Person.CompareTo(two.Person) < 0 ? one : two;
        var second = first == one ? two : one;
        await host.ExecuteAsync("update certification.person_name set superseded_at = now() where person_id = $1", first.Person);

        await RunAsync(30);
        Assert.Equal((0L, 1L), (await LettersAsync(first.Person), await LettersAsync(second.Person)));

        await host.ExecuteAsync("update certification.person_name set superseded_at = null where person_id = $1", first.Person);
        await RunAsync(31);
        Assert.Equal((1L, 1L), (await LettersAsync(first.Person), await LettersAsync(second.Person)));
    }

    [Fact]
    public async Task CodesThatHaveRunOut_LieInNoMailboxAnyMore()
    {
        var officer = await PortalOfficer.OpenAsync(host, "7624-0001");
        var address = Assert.Single((await officer.RecordAsync()).Addresses).Id;
        Assert.Null((await officer.Send(new AskForAddressCodeCommand(address))).Refusal);

        await RunAsync(0);
        Assert.Equal(1, await SealedAsync(officer.Person));
        host.Clock.Set(_start.AddHours(25));
        await RunAsync(1);

        Assert.Equal(0, await SealedAsync(officer.Person));
        Assert.Equal("Withdrawn", await host.ScalarAsync<string>("select state from kernel.notice where kind = 'address-challenge' and addressee_id = $1", officer.Person));
        var late = officer with { Caller = PortalOfficer.AtWork(host, officer.Caller.Id!.Value) };
        Assert.IsType<NoCodeWaits>((await late.Send(new EnterAddressCodeCommand(address, "AAAA-AAAA"))).Refusal);
    }

    // Whatever the number of days, the day on which the address came on record and the one on which it was verified: the one reminder goes
    // out in the first night after the last day, unless it was verified by then.
    [Fact]
    public async Task Days_ForRandomNumbersAndNights()
    {
        const int Nights = 45;
        var cases = (
            from days in Gen.Choose(1, 25)
            from began in Gen.Choose(0, 6)
            from verified in Gen.Choose(0, Nights)
            select (Days: days, Began: began, Verified: verified)).Draw(8);
        var number = 0;
        foreach (var (days, began, verified) in cases)
        {
            await InstructAsync(days);
            host.Clock.Set(_start.AddDays(began));
            var officer = await PortalOfficer.OpenAsync(host, $"7625-{++number:0000}");
            var address = Assert.Single((await officer.RecordAsync()).Addresses);
            var last = address.DueOn!.Value.DayNumber - host.Today.DayNumber;
            Assert.Equal(days, BusinessDays(host.Today, address.DueOn.Value));

            for (var night = 0; night <= Nights; night++)
            {
                if (night == verified) Assert.Null((await host.AsStaffAsync(new VerifyAddressCommand(address.Id, "The officer answered from it"))).Refusal);
                await RunAsync(night);
                Assert.Equal((night, night > last && last + 1 < verified ? 1 : 0), (night, (int)await LettersAsync(officer.Person)));
            }

            await host.ExecuteAsync("delete from commission.deadline_rule where code = 'address-verified' and version = 2");
        }
    }

    // Counted by hand: Saturdays, Sundays and the two holidays of the season are no business days.
    private static int BusinessDays(DateOnly from, DateOnly to)
    {
        DateOnly[] holidays = [new(2026, 6, 19), new(2026, 7, 4)];
        return Enumerable.Range(1, to.DayNumber - from.DayNumber).Select(from.AddDays)
            .Count(d => d.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !holidays.Contains(d));
    }

    private async Task RunAsync(int daysOn) => Assert.Null((await host.Send(new RemindOfAddressesCommand(CivilClock.StartOf(host.Today.AddDays(daysOn))))).Refusal);

    private Task<long> LettersAsync(Guid person) => host.ScalarAsync<long>("select count(*) from kernel.notice where kind = 'address-unverified' and addressee_id = $1", person);

    private Task<long> SealedAsync(Guid person) => host.ScalarAsync<long>("select count(*) from kernel.notice where addressee_id = $1 and sealed is not null", person);

    private Task InstructAsync(int days) => host.ExecuteAsync(
        """
        insert into commission.deadline_rule (id, code, version, title, kind, count, unit, direction, roll, starts, non_business_day_is_next,
          service_adds_days, calendar_code, clause, source, effective_from, reason, recorded_at, recorded_by)
        select gen_random_uuid(), code, 2, title, kind, $1, unit, direction, roll, starts, non_business_day_is_next, service_adds_days, calendar_code,
          clause, 'Instruction of the Commission', effective_from, 'Test', now(), 'Test'
        from commission.deadline_rule where code = 'address-verified' and version = 1
        """, days);
}

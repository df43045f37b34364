using MediatR;
using Microsoft.Extensions.DependencyInjection;
using Post.App;
using Post.App.Access;
using Post.AccessReview.Watch;
using Post.Audit;
using Post.Commission.Contracts;
using Post.Kernel.Access;
using Post.Kernel.Modules;
using Post.Kernel.Requests;
using Post.Testing;

namespace Post.AccessReview.Tests;

/// <summary>The product with the register that it really asks, a module of looks, and persons made as a test needs them.</summary>
public sealed class AccessHost : ModuleHost
{
    private readonly Dictionary<Guid, StaffMember> _staff = [];
    private int _officers;

    protected override bool AsksTheRegister => true;

    protected override IReadOnlyList<IModule> Modules => [.. PostModules.All, new LookModule()];

    protected override PermissionTable Permissions => new(
        RolePermissions.ByPermission.Append(KeyValuePair.Create(LookModule.Permission, Roles.OfPeople.Append(Roles.System).ToArray())));

    /// <summary>Somebody new with one role, who has acknowledged nothing yet and works on nothing.</summary>
    internal Caller Newcomer(string role, ActorKind kind = ActorKind.Staff)
    {
        var id = Guid.NewGuid();
        var name = $"{role} {id.ToString("N")[..6]}";
        _staff[id] = new StaffMember(id, name, [role]);
        return new Caller(id, kind, name, [role]) { SessionId = Guid.NewGuid() };
    }

    /// <summary>Somebody new who has acknowledged the duties.</summary>
    internal async Task<Caller> SomebodyAsync(string role)
    {
        var somebody = Newcomer(role);
        await ExecuteAsync(AccessRows.Acknowledge, somebody.Id!.Value, Clock.GetUtcNow().UtcDateTime);
        return somebody;
    }

    internal Caller At(Caller who, string purpose, string? matter = null, string? words = null) =>
        who with { Purpose = new ChosenPurpose(purpose, matter, words, Clock.GetUtcNow()) };

    /// <summary>An officer with a source, who serves at agencies.</summary>
    internal async Task<(Guid Id, string Number)> OfficerAsync(params Guid[] agencies)
    {
        var (id, source) = (Guid.NewGuid(), Guid.NewGuid());
        var number = $"3229-{Interlocked.Increment(ref _officers):0000}";
        await ExecuteAsync("insert into certification.source (id, description, is_commission_list, as_of, recorded_at) values ($1, 'Test', true, '2025-06-30', now())", source);
        await ExecuteAsync("insert into certification.person (id, officer_number, created_at) values ($1, $2, now())", id, number);
        await ExecuteAsync("""
            insert into certification.person_name (id, person_id, first_name, surname, sort_key, valid_from, recorded_at, source_id)
            values (gen_random_uuid(), $1, 'Ada', 'Testperson', 'TESTPERSON ADA', '2020-01-01', now(), $2)
            """, id, source);
        await ExecuteAsync("insert into certification.person_report (person_id, source_id, kind, as_of, is_commission_list, recorded_at) values ($1, $2, 'officers', '2025-06-30', true, now())", id, source);
        foreach (var agency in agencies)
        {
            await ExecuteAsync("""
                insert into certification.employment (id, person_id, agency_id, starts_on, out_of_state, recorded_at, source_id)
                values (gen_random_uuid(), $1, $2, '2015-01-01', false, now(), $3)
                """, id, agency, source);
        }

        return (id, number);
    }

    internal async Task<(Guid Id, string Name)> AgencyAsync()
    {
        var id = Guid.NewGuid();
        var name = $"Harbor {id.ToString("N")[..8]} Police Department";
        await ExecuteAsync("insert into certification.law_enforcement_agency (id, kind, provisional, registered_at, changed_at) values ($1, 'Municipal', false, now(), now())", id);
        await ExecuteAsync("""
            insert into certification.law_enforcement_agency_name (id, agency_id, name, valid_from, recorded_at)
            values (gen_random_uuid(), $1, $2, '2000-01-01', now())
            """, id, name);
        return (id, name);
    }

    /// <summary>An open matter with one person on it, put there by somebody else, and its parties.</summary>
    internal async Task<(Guid Id, string Number)> MatterAsync(string kind, Caller worker, params Guid[] parties)
    {
        var (id, number) = (Guid.NewGuid(), $"M-{Guid.NewGuid().ToString("N")[..10]}");
        var now = Clock.GetUtcNow().UtcDateTime;
        await ExecuteAsync(AccessRows.Matter, id, number, kind, now);
        await ExecuteAsync("""
            insert into access_review.matter_assignment (id, matter_id, account_id, account_name, part, assigned_at, assigned_by_name)
            values (gen_random_uuid(), $1, $2, 'Test', 'Works', $3, 'Somebody else')
            """, id, worker.Id!.Value, now);
        foreach (var party in parties) await ExecuteAsync(AccessRows.Party, id, party, now);
        return (id, number);
    }

    internal Task TieAsync(Caller who, string kind, Guid? person, Guid? agency = null) => ExecuteAsync(
        "insert into access_review.tie (id, account_id, kind, person_id, agency_id, declared_at) values (gen_random_uuid(), $1, $2, $3, $4, $5)",
        who.Id!.Value, kind, (object?)person ?? DBNull.Value, (object?)agency ?? DBNull.Value, Clock.GetUtcNow().UtcDateTime);

    /// <summary>What the register remembers of rows that a test wrote behind its back runs out.</summary>
    internal void LetMemoryRunOut() => Clock.Advance(TimeSpan.FromSeconds(31));

    internal async Task<Refusal?> RefusalAsync<T>(IRequest<Result<T>> request, Caller who) => (await Send(request, who)).Refusal;

    /// <summary>Lets the watch follow the log to its end.</summary>
    internal async Task WatchAsync()
    {
        while (await ScalarAsync<bool>(ReviewHost.HeldBack)) await Task.Delay(50);
        await LogWatchPump.CatchUpAsync(Services, default);
    }

    /// <summary>The last event of an action by somebody, as <c>outcome rule purpose matter break-glass</c>.</summary>
    internal Task<string> LastEventAsync(string action, Caller who) => ScalarAsync<string>("""
        select concat_ws(' ', outcome, coalesce(deny_rule, '-'), coalesce(purpose, '-'), coalesce(matter, '-'), case when break_glass then 'glass' else '-' end)
        from audit.event where action = $1 and actor_id = $2 order by pseq desc limit 1
        """, action, who.Id!.Value);

    protected override void Arrange(IServiceCollection services) => services.AddScoped<IStaffDirectory>(_ => new Cast(_staff));

    private sealed class Cast(Dictionary<Guid, StaffMember> staff) : IStaffDirectory
    {
        public Task<IReadOnlyList<StaffMember>> ListAsync(CancellationToken ct) => Task.FromResult<IReadOnlyList<StaffMember>>([.. staff.Values]);
    }
}

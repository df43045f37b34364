using MediatR;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Post.App.Operations;
using Post.Audit;
using Post.Kernel.Access;
using Post.Kernel.Data;
using Post.Kernel.Jobs;
using Post.Kernel.Modules;
using Post.Kernel.Requests;
using Post.Testing;

namespace Post.App.Tests;

/// <summary>The product with jobs whose effects can be counted, on hosts that can die.</summary>
public sealed class JobHost : ModuleHost
{
    internal NpgsqlDataSource Source => Services.GetRequiredService<NpgsqlDataSource>();

    internal JobRuns Runs => new(Source, Clock);

    /// <summary>The runner of a host of its own.</summary>
    internal JobRunner Runner() => new(
        Runs, Services.GetRequiredService<JobSchedule>(), Services.GetRequiredService<IServiceScopeFactory>(), Clock, NullLogger<JobRunner>.Instance);

    /// <summary>Everybody who is in the database is thrown out, as when the machine that held the connections dies.</summary>
    internal Task KillAsync() => ExecuteAsync("select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and usename = 'post_app'");

    internal Task<IReadOnlyList<DateTimeOffset>> EffectsAsync(string job) => RowsAsync(
        "select due from public.trial_effect where job = $1 order by due, at", r => r.GetFieldValue<DateTimeOffset>(0), job);

    internal Task<string> StatesAsync(string job) => ScalarAsync<string>(
        "select coalesce(string_agg(state, ' ' order by due, attempt), '') from kernel.job_run where job = $1", job);

    internal async Task BeginAsync(string job)
    {
        await ExecuteAsync("truncate kernel.job_run, kernel.job_effect, kernel.job_plan, public.trial_effect");
        Trials.Gate = null;
        Trials.Failing = false;
        await Runs.PlanAsync(job, CancellationToken.None);
    }

    internal Trials Trials => Services.GetRequiredService<Trials>();

    protected override IReadOnlyList<IModule> Modules => [.. base.Modules, new TrialJobs()];

    protected override void Arrange(IServiceCollection services) => services.AddSingleton<Trials>();

    protected override Task PrepareAsync() => ExecuteAsync(
        """
        create table public.trial_effect (job text not null, subject text not null, due timestamptz not null, at timestamptz not null default clock_timestamp());
        grant select, insert on public.trial_effect to post_app;
        insert into kernel.job_policy (job, valid_from, missed, retry_minutes, source) values ('trial-each', '2023-09-01', 'EachDue', '{1,5}', 'test');
        """);
}

/// <summary>How the trial jobs behave.</summary>
internal sealed class Trials
{
    public bool Failing { get; set; }

    public Func<Task>? Gate { get; set; }
}

internal sealed class TrialJobs : IModule
{
    public const string Each = "trial-each";
    public const string Once = "trial-once";

    public string Schema => "none";

    public IReadOnlyList<Permission> Permissions => [];

    public void AddServices(IServiceCollection services, IConfiguration configuration) { }

    public void AddJobs(JobSchedule jobs)
    {
        jobs.Daily(Each, "Has its effect for each day", new TimeOnly(6, 0), due => new MakeTrialEffectCommand(Each, due));
        jobs.Daily(Once, "Has its effect once", new TimeOnly(6, 30), due => new MakeTrialEffectCommand(Once, due));
    }
}

[Requires(KernelPermissions.Operate)]
[Audited("test.effect.made", DataClass.None)]
internal sealed record MakeTrialEffectCommand(string Job, DateTimeOffset Due) : ICommand<Done>;

internal sealed class MakeTrialEffectHandler(DbSession session, ChangeContext change, Trials trials)
    : IRequestHandler<MakeTrialEffectCommand, Result<Done>>
{
    public async Task<Result<Done>> Handle(MakeTrialEffectCommand command, CancellationToken ct)
    {
        if (trials.Failing) throw new InvalidOperationException("The trial fails as it was told.");
        await using var effect = new NpgsqlCommand("insert into public.trial_effect (job, subject, due) values ($1, '', $2)", session.Connection);
        effect.Parameters.Add(new NpgsqlParameter<string> { TypedValue = command.Job });
        effect.Parameters.Add(new NpgsqlParameter<DateTime> { TypedValue = command.Due.UtcDateTime });
        await effect.ExecuteNonQueryAsync(ct);
        if (trials.Gate is { } gate) await gate();
        change.Summarise("1 effect made");
        return Done.Instance;
    }
}

/// <summary>For one of many subjects, in a transaction of its own.</summary>
[Requires(KernelPermissions.Operate)]
[Audited("test.subject-effect.made", DataClass.None)]
internal sealed record MakeSubjectEffectCommand(string Subject, DateTimeOffset Due) : ICommand<Done>;

internal sealed class MakeSubjectEffectHandler(DbSession session, JobEffects effects) : IRequestHandler<MakeSubjectEffectCommand, Result<Done>>
{
    public async Task<Result<Done>> Handle(MakeSubjectEffectCommand command, CancellationToken ct)
    {
        if (!await effects.OnceAsync("trial-subjects", command.Subject, command.Due, ct)) return Done.Instance;
        await using var effect = new NpgsqlCommand("insert into public.trial_effect (job, subject, due) values ('trial-subjects', $1, $2)", session.Connection);
        effect.Parameters.Add(new NpgsqlParameter<string> { TypedValue = command.Subject });
        effect.Parameters.Add(new NpgsqlParameter<DateTime> { TypedValue = command.Due.UtcDateTime });
        await effect.ExecuteNonQueryAsync(ct);
        return Done.Instance;
    }
}

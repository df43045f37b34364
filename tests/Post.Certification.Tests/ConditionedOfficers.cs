using Post.Certification.Applications;
using Post.Certification.Domain;

namespace Post.Certification.Tests;

/// <summary>Officers whose certification goes with conditions, as decisions make them.</summary>
internal static class ConditionedOfficers
{
    /// <summary>Certified conditionally, with a condition due in thirty days for each of the words.</summary>
    public static async Task<(Guid Application, IReadOnlyList<Guid> Conditions)> ConditionalAsync(
        this ReportingAgency agency, string number, params string[] words)
    {
        var application = await agency.ApplicationAsync(number);
        return (application, await agency.DecidedAsync(application, DecisionKind.GrantConditionally, agency.Host.Today, words));
    }

    /// <summary>Certified conditionally as a school resource officer, beside the certification as an officer.</summary>
    public static async Task<(Guid Application, IReadOnlyList<Guid> Conditions)> ConditionalSroAsync(
        this ReportingAgency agency, string number, params string[] words)
    {
        var application = await agency.Host.ReceivedAsync(await agency.Host.PersonAsync(number), ApplicationKind.Sro);
        await agency.Host.ShowAllAsync(application, "sro-training");
        return (application, await agency.DecidedAsync(application, DecisionKind.GrantConditionally, agency.Host.Today, words));
    }

    /// <summary>Certified, and restricted with conditions.</summary>
    public static async Task<(Guid Application, IReadOnlyList<Guid> Conditions)> RestrictedAsync(
        this ReportingAgency agency, string number, params string[] words)
    {
        await agency.DecidedAsync(await agency.ApplicationAsync(number), DecisionKind.Grant, agency.Host.Today.AddDays(-5), []);
        var motion = await agency.Host.ReceivedAsync(await agency.Host.PersonAsync(number), ApplicationKind.OwnMotion);
        await agency.Host.VotedAsync(motion, agency.Host.Today);
        return (motion, await agency.DecidedAsync(motion, DecisionKind.Restrict, agency.Host.Today, words));
    }

    public static async Task<string> StateAsync(this ReportingAgency agency, Guid condition) => await agency.Host.ScalarAsync<string>(
        "select state from certification.condition where id = $1", condition);

    private static async Task<Guid> ApplicationAsync(this ReportingAgency agency, string number)
    {
        var application = await agency.Host.ReceivedAsync(
            await agency.Host.PersonAsync(number), ApplicationKind.Initial, agency.Host.Today.AddDays(-20));
        await agency.Host.ShowAllAsync(application);
        return application;
    }

    private static async Task<IReadOnlyList<Guid>> DecidedAsync(
        this ReportingAgency agency, Guid application, DecisionKind kind, DateOnly effective, IReadOnlyList<string> words)
    {
        var decided = await agency.Host.DecideAsync(
            application, kind, effective, null, [.. words.Select(w => new ConditionWish(w, agency.Host.Today.AddDays(30)))]);
        Assert.Null(decided.Refusal);
        return [.. (await agency.Host.ApplicationAsync(application)).Decisions.SelectMany(d => d.Conditions).Select(c => c.Id)];
    }
}

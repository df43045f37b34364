using System.Reflection;
using MediatR;
using Post.Certification.Applications;
using Post.Certification.Domain;
using Post.Certification.Features.CloseHireTask;
using Post.Certification.Features.DecideApplication;
using Post.Certification.Features.FreezeRound;
using Post.Certification.Features.MakeRound;
using Post.Certification.Features.MergePersons;
using Post.Certification.Features.ReceiveApplication;
using Post.Certification.Features.RecordFinding;
using Post.Certification.Features.RecordReviewStep;
using Post.Certification.Features.SettleCondition;
using Post.Certification.Features.StartDecisions;
using Post.Kernel.Access;
using Post.Kernel.Requests;
using Post.Kernel.Time;

namespace Post.Certification.Tests.Year;

/// <summary>
/// The division at its desk: acts by officer number, each done once although its answer may be lost. Whether it was done is read
/// from the log, as a person would look.
/// </summary>
internal sealed class YearDesk(PortalHost host, Cuts cuts)
{
    // The round of the plan whose certifications end in the year.
    private static readonly Guid s_plan = new("ce520000-0000-7000-8200-000000000005");
    private static readonly string[] s_itemsOfSchools = ["certified", "sro-training", "sro-agreement"];

    private const int MostTries = 4;
    private const string Reasons = "As the requirements on record show";

    /// <summary>How often each action was done, by what the desk was told.</summary>
    public Dictionary<string, int> Acts { get; } = [];

    public DateOnly Today => host.Clock.Today();

    public Task MakeRoundAsync() => SendAsync(new MakeRoundCommand(s_plan), host.Staff);

    public async Task FreezeRoundAsync() => await SendAsync(new FreezeRoundCommand(await RoundAsync()), host.Staff);

    public async Task ReceiveAsync(string number, Guid agency) => await SendAsync(
        new ReceiveApplicationCommand(await PersonAsync(number), nameof(ApplicationKind.Recertification), agency, Today, null), host.Staff);

    public async Task FindAsync(string number, string item, Finding finding) => await SendAsync(
        new RecordFindingCommand(await ApplicationAsync(number), item, finding.ToString(), Today, "Seen", null)
        {
            ExpiresOn = ApplicationDesk.LastDayOf(item, finding, Today),
        }, host.Staff);

    public async Task ShowAllAsync(string number, params string[] but)
    {
        // Whatever its standard asks for: that of the day on which it was received.
        var items = await host.ScalarAsync<string[]>(
            "select array_agg(item_code order by item_code) from certification.requirement_evidence where application_id = $1 and superseded_at is null",
            await ApplicationAsync(number));
        foreach (var item in items.Except(but)) await FindAsync(number, item, Finding.Met);
    }

    public async Task DecideAsync(string number, DecisionKind kind, DateOnly? effective = null, params ConditionWish[] conditions) =>
        await SendAsync(
            new DecideApplicationCommand(await ApplicationAsync(number), kind.ToString(), effective ?? Today, Reasons) { Conditions = conditions },
            host.Staff);

    /// <summary>The renewal of a certification as a school resource officer: asked for, and granted some days later.</summary>
    public async Task ReceiveForSchoolsAsync(string number, Guid agency) => await SendAsync(
        new ReceiveApplicationCommand(await PersonAsync(number), nameof(ApplicationKind.Sro), agency, Today, null), host.Staff);

    public async Task GrantForSchoolsAsync(string number)
    {
        var application = await ApplicationAsync(number, nameof(ApplicationKind.Sro));
        foreach (var item in s_itemsOfSchools)
        {
            await SendAsync(new RecordFindingCommand(application, item, nameof(Finding.Met), Today, "Seen", null), host.Staff);
        }

        await SendAsync(new DecideApplicationCommand(application, nameof(DecisionKind.Grant), Today, Reasons) { Conditions = [] }, host.Staff);
    }

    public async Task DecideTogetherAsync()
    {
        await SendAsync(new StartDecisionsCommand(await RoundAsync(), null, Today, Reasons), host.Staff);
    }

    public async Task StepAsync(string number, ReviewStepKind step, string? refused = null) => await SendAsync(
        new RecordReviewStepCommand(await DecisionAsync(number), step.ToString(), Today, "By letter of that day"), host.Staff, refused);

    /// <summary>The day from which the decision under review holds.</summary>
    public async Task<DateOnly> EffectiveOfAsync(string number) =>
        await host.ScalarAsync<DateOnly>("select effective_on from certification.decision where id = $1", await DecisionAsync(number));

    public async Task SettleConditionAsync(string number) => await SendAsync(
        new SettleConditionCommand(await ConditionAsync(number), true, Today, "Certificate of the academy"), host.Staff);

    public async Task MergeAsync(string number, string into) => await SendAsync(
        new MergePersonsCommand(await PersonAsync(number), await PersonAsync(into), "Letter of the agency", "Memorandum 12"), host.Staff);

    public async Task CloseTaskAsync(Guid report, HireTaskOutcome outcome, string? receipt) => await SendAsync(
        new CloseHireTaskCommand(
            await host.ScalarAsync<Guid>("select id from certification.hire_task where report_id = $1 and closed_at is null", report),
            outcome.ToString(), Today, receipt, "Searched by name"), host.Staff);

    /// <summary>Sends, and sends again what a cut kept from being done.</summary>
    public async Task SendAsync<T>(IRequest<Result<T>> request, Caller caller, string? refused = null)
    {
        var action = request.GetType().GetCustomAttribute<AuditedAttribute>()!.Action;
        for (var tries = 0; tries < MostTries; tries++)
        {
            var cut = cuts.Draw();
            var before = cut ? await host.CountEventsAsync(action) : 0;
            var sent = await cuts.UnderAsync(() => host.Send(request, caller), cut);
            if (sent.Answer?.Refusal is { Kind: not RefusalKind.Unavailable } refusal)
            {
                Assert.True(refusal.Code == refused, $"{Today:yyyy-MM-dd} {action}: {refusal.Code}: {refusal.Text}");
                return;
            }

            if (sent.Answer is { Refused: true }) cuts.CountHit();
            if (sent is { Pulled: false, Answer.Refused: true } && cuts.LogWaits()) continue;
            Assert.True(sent.Pulled || sent.Answer is { Refused: false }, $"{action} was not done, and nobody cut it.");
            if (sent.Answer is { Refused: false } || await host.CountEventsAsync(action) > before)
            {
                Assert.True(refused is null, $"{Today:yyyy-MM-dd} {action} was done and should have been refused: {refused}");
                Acts[action] = Acts.GetValueOrDefault(action) + 1;
                return;
            }
        }

        Assert.Fail($"{action} is never done.");
    }

    public Task<Guid> RoundAsync() => host.ScalarAsync<Guid>("select id from certification.recertification_round");

    private Task<Guid> PersonAsync(string number) => host.ScalarAsync<Guid>("select id from certification.person where officer_number = $1", number);

    private Task<Guid> ApplicationAsync(string number, string kind = nameof(ApplicationKind.Recertification)) => host.ScalarAsync<Guid>(
        """
        select a.id from certification.application a join certification.person p on p.id = a.person_id
        where p.officer_number = $1 and a.kind = $2 and a.closed_at is null
        """, number, kind);

    private Task<Guid> DecisionAsync(string number) => host.ScalarAsync<Guid>(
        """
        select d.id from certification.decision d join certification.person p on p.id = d.person_id
        where p.officer_number = $1 and d.kind in ('Nonrenew', 'GrantConditionally') order by d.number desc limit 1
        """, number);

    private Task<Guid> ConditionAsync(string number) => host.ScalarAsync<Guid>(
        "select c.id from certification.condition c join certification.person p on p.id = c.person_id where p.officer_number = $1", number);
}

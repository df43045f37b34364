using System.Globalization;
using MediatR;
using Post.Kernel.Access;
using Post.Kernel.Deadlines;
using Post.Kernel.Deadlines.CountDeadline;
using Post.Kernel.Deadlines.ShowDeadline;
using Post.Kernel.Deadlines.StartDeadline;
using Post.Kernel.Requests;
using Post.Testing;

namespace Post.Commission.Tests;

/// <summary>The product with words for what people do with deadlines and calendars.</summary>
public sealed class DeadlineDesk : ModuleHost
{
    internal Task<Result<T>> SendAsync<T>(IRequest<Result<T>> request, string role = Roles.ExecutiveDirector) =>
        Send(request, People.With(role, Clock));

    internal async Task<DeadlineRule> RuleAsync(string code) =>
        (await SendAsync(new CountDeadlineQuery(code, From("2026-06-01")))).Value.Rule!;

    internal async Task<CountedDeadline> CountAsync(string code, string day) =>
        (await SendAsync(new CountDeadlineQuery(code, From(day)))).Value.Counted!;

    internal async Task<Guid> StartAsync(string rule, string day, string reference = "M-1") =>
        (await SendAsync(new StartDeadlineCommand(reference, rule, "Received", From(day)))).Value;

    internal async Task<ShowDeadlineResult> ShowAsync(Guid id) => (await SendAsync(new ShowDeadlineQuery(id))).Value;

    internal async Task<DateOnly?> DueAsync(Guid id) => (await ShowAsync(id)).Present.Due;

    internal static TriggerAnswers From(string day) => new(Day(day), null, DeliveryMeans.NotStated, false);

    internal static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}

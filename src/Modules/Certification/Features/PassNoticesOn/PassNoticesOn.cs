using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.Audit;
using Post.Certification.Contracts;
using Post.Certification.Data;
using Post.Certification.Members;
using Post.Kernel.Access;
using Post.Kernel.Data;
using Post.Kernel.Notices;
using Post.Kernel.Requests;
using Post.Kernel.Time;

namespace Post.Certification.Features.PassNoticesOn;

/// <summary>To whom a notice was passed on, when (a legal day) and how; officers by their numbers, or all who serve today.</summary>
public sealed record PassedOnSaid(PassOnAnswer Answer, bool AllOfficers, string? OfficerNumbers, string? Others, string? MeansCode, string? MeansWords, DateOnly? On);

/// <summary>The head or a liaison says to whom notices were passed on, or that they concern nobody else; a later word stands beside the earlier one (12.06(2)(e)).</summary>
[Requires(CertificationPermissions.KeepLiaisonDuties)]
[Audited("own-agency.notices.passed-on", DataClass.Personal, Fields = ["notice", "identity"], OwnWords = true)]
internal sealed record PassNoticesOnCommand(IReadOnlyList<Guid> NoticeIds, PassedOnSaid Said) : ICommand<Done>;

internal sealed class PassNoticesOnValidator : AbstractValidator<PassNoticesOnCommand>
{
    private const int MostNotices = 100;
    private const int NumbersMaxLength = 4_000;
    private const string TooLong = "Shorten it to {MaxLength} characters.";

    public PassNoticesOnValidator()
    {
        RuleFor(c => c.NoticeIds).NotEmpty().WithMessage("Choose the notices.");
        RuleFor(c => c.NoticeIds.Count).LessThanOrEqualTo(MostNotices).WithMessage($"Choose {MostNotices} notices at most.");
        RuleFor(c => c.Said.OfficerNumbers).MaximumLength(NumbersMaxLength).WithMessage(TooLong);
        RuleFor(c => c.Said.Others).MaximumLength(PassOn.OthersMaxLength).WithMessage(TooLong);
        RuleFor(c => c.Said.MeansWords).MaximumLength(PassOn.MeansMaxLength).WithMessage(TooLong);
        RuleFor(c => c.Said.Answer).IsInEnum();
    }
}

internal abstract record PassOnUnfit(string Words) : Refusal(Words)
{
    public override RefusalKind Kind => RefusalKind.Invalid;
}

internal sealed record NobodyNamed() : PassOnUnfit("Say to whom it was passed on: all officers, some by their numbers, or others by name. If it concerns nobody else, say that.");

internal sealed record MeansNeeded() : PassOnUnfit("Say how it was passed on.");

internal sealed record PassOnDayNeeded() : PassOnUnfit("Give the day on which it was passed on.");

internal sealed record PassOnDayAhead() : PassOnUnfit("That day lies ahead. Say it when it was passed on.");

internal sealed record PassedOnBeforeItCame(DateOnly Issued) : PassOnUnfit(FormattableString.Invariant($"The notice was issued on {Issued:MMMM d, yyyy}; it cannot have been passed on before that."));

/// <summary>Nothing of what was said is new.</summary>
internal sealed record PassOnOnRecord() : Refusal("That is on record already. Nothing was changed.");

internal sealed class PassNoticesOnHandler(
    CertificationDb db, ActingMembers acting, OwnNotices own, PassOns passOns, ChangeContext change, CurrentCaller caller, TimeProvider clock)
    : IRequestHandler<PassNoticesOnCommand, Result<Done>>
{
    public async Task<Result<Done>> Handle(PassNoticesOnCommand command, CancellationToken ct)
    {
        var acts = await acting.HoldAsync(MemberCapacity.Liaison, ct);
        if (acts.Refusal is { } refusal) return refusal;
        var notices = new List<ReceivedNotice>();
        foreach (var id in command.NoticeIds.Distinct())
        {
            if (await own.FindAsync(acts.Value.AgencyId, id, ct) is not { } notice) return new NotFound("This notice");
            notices.Add(notice);
        }

        var read = await ReadAsync(acts.Value.AgencyId, command.Said, notices, ct);
        if (read.Refusal is { } unfit) return unfit;
        var before = (await passOns.OfAsync([.. notices.Select(n => n.Id)], ct)).ToLookup(p => p.NoticeId);
        var fresh = notices.Select(n => read.Value with { NoticeId = n.Id }).Where(p => !(before[p.NoticeId].LastOrDefault() is { } last && last.SaysTheSameAs(p))).ToList();
        if (fresh.Count == 0) return new PassOnOnRecord();
        foreach (var said in fresh) await passOns.AddAsync(Guid.CreateVersion7(clock.GetUtcNow()), said, caller.Value.Id, ct);
        Tell(fresh, notices);
        return Done.Instance;
    }

    private async Task<Result<PassOn>> ReadAsync(Guid agency, PassedOnSaid said, List<ReceivedNotice> notices, CancellationToken ct)
    {
        var now = (ToldAt: clock.GetUtcNow(), ToldBy: caller.Value.Name);
        if (said.Answer is PassOnAnswer.NobodyElse) return new PassOn(default, said.Answer, [], null, null, null, null) { ToldAt = now.ToldAt, ToldBy = now.ToldBy };
        if (await WhyNotAsync(said, notices, ct) is { } unfit) return unfit;
        var persons = await PersonsAsync(agency, said, ct);
        if (persons.Refusal is { } unknown) return unknown;
        var others = Text(said.Others);
        if (persons.Value.Count == 0 && others is null) return new NobodyNamed();
        return new PassOn(default, said.Answer, persons.Value, others, said.MeansCode, Text(said.MeansWords), said.On) { ToldAt = now.ToldAt, ToldBy = now.ToldBy };
    }

    private async Task<PassOnUnfit?> WhyNotAsync(PassedOnSaid said, List<ReceivedNotice> notices, CancellationToken ct)
    {
        var means = (await passOns.MeansAsync(clock.Today(), ct)).FirstOrDefault(m => m.Code == said.MeansCode);
        if (means is null || (means.Described && Text(said.MeansWords) is null)) return new MeansNeeded();
        if (said.On is not { } on) return new PassOnDayNeeded();
        if (on > clock.Today()) return new PassOnDayAhead();
        var issued = notices.Max(n => CivilClock.LegalDate(n.IssuedAt));
        return on < issued ? new PassedOnBeforeItCame(issued) : null;
    }

    private async Task<Result<IReadOnlyList<Guid>>> PersonsAsync(Guid agency, PassedOnSaid said, CancellationToken ct)
    {
        if (said.AllOfficers) return await db.PersonsOf(db.Employments.AsNoTracking().Of(agency).HoldingOn(clock.Today())).OrderBy(p => p).ToListAsync(ct);
        var persons = new SortedSet<Guid>();
        foreach (var number in (said.OfficerNumbers ?? "").Split([',', ';', ' ', '\n', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (await db.ServingUnderAsync(agency, number, clock.Today(), ct) is not { } person) return new NoOfficerServesHere(number);
            persons.Add(person);
        }

        return persons.ToList();
    }

    private void Tell(List<PassOn> fresh, List<ReceivedNotice> notices)
    {
        change.About(fresh[0].PersonIds.Concat(notices.SelectMany(n => n.Subjects)).Distinct());
        change.Changed(
            "passed on", null, fresh[0].Answer is PassOnAnswer.NobodyElse
                ? "concerns nobody else"
                : $"{fresh[0].PersonIds.Count} officers; others: {fresh[0].Others ?? "none"}; {fresh[0].MeansCode}, {fresh[0].On:yyyy-MM-dd}");
        change.Rows(fresh.Count);
        change.Summarise(notices.Count == 1 ? notices[0].Subject : $"{fresh.Count} notices");
    }

    private static string? Text(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}

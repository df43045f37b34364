using Microsoft.AspNetCore.Components;
using Post.Commission.Domain;
using Post.Commission.Features.PrepareVote;
using Post.Commission.Features.RecordVote;

namespace Post.Commission.Ui;

public partial class VotePage
{
    private PrepareVoteResult? _prepared;

    [Parameter] public Guid MeetingId { get; set; }

    /// <summary>The vote to correct; none for a new one.</summary>
    [SupplyParameterFromQuery] private Guid? Correct { get; set; }

    /// <summary>What a page that waits for the vote filled in.</summary>
    [SupplyParameterFromQuery(Name = "kind")] private string? WantedKind { get; set; }

    private string? Subtitle => _prepared is { } p ? $"{p.Meeting}, {Words.Iso(p.HeldOn)}" : null;

    private string? Kind => Form.Text("kind") ?? _prepared?.Present?.Kind ?? WantedKind;

    private IReadOnlyList<string> Subjects => Form.Was("record-vote") ? Form.Texts("subject") : _prepared?.Present?.Subjects ?? [];

    private string OtherSubjects => Form.Text("subjects")
        ?? string.Join('\n', Subjects.Where(s => _prepared!.Waiting.All(w => w.Subject != s)));

    protected override async Task OnInitializedAsync() => _prepared = await ReadAsync(new PrepareVoteQuery(MeetingId, Correct));

    private BallotChoice ChoiceOf(MemberRow member) => Form.Was("record-vote")
        ? Form.Choice<BallotChoice>($"choice-{member.CommissionerId}")
        : OnRecord(member).Choice;

    private string? ReasonOf(MemberRow member) => Form.Was("record-vote")
        ? Form.Text($"reason-{member.CommissionerId}")
        : OnRecord(member).Reason;

    private (BallotChoice Choice, string? Reason) OnRecord(MemberRow member) =>
        _prepared!.Present?.Roll.GetValueOrDefault(member.CommissionerId) ?? default;

    private Task RecordAsync() => ActAsync(
        new RecordVoteCommand(
            MeetingId, Correct, Form.Said("kind"), Form.Said("motion"), [.. Form.Texts("subject"), .. Lines(Form.Said("subjects"))],
            Form.Day("effective") ?? default, Form.Key("rescinds"), Form.Text("minutes"),
            [.. (_prepared?.Members ?? []).Select(m => new RollEntry(m.CommissionerId, ChoiceOf(m), ReasonOf(m)))], Declared, Form.Text("reason")),
        _ => $"/staff/meetings/{MeetingId}?done=vote");

    private bool? Declared => Form.Text("declared") switch { "true" => true, "false" => false, _ => null };

    private static string[] Lines(string text) =>
        text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}

using Microsoft.AspNetCore.Components;
using Post.AccessReview.Contracts;
using Post.AccessReview.Domain;
using Post.AccessReview.Features.AddParty;
using Post.AccessReview.Features.AssignMatter;
using Post.AccessReview.Features.CloseMatter;
using Post.AccessReview.Features.EndAssignment;
using Post.AccessReview.Features.ShowMatter;

namespace Post.AccessReview.Ui;

public partial class MatterPage
{
    private ShowMatterResult? _result;

    [Parameter] public Guid MatterId { get; set; }

    private string Here => $"/staff/matters/{MatterId}";

    protected override async Task OnInitializedAsync() => _result = await ReadAsync(new ShowMatterQuery(MatterId));

    private static string? Said(string? done) => done switch
    {
        null => null,
        "opened" => "The matter is open. Choose it with your purpose in the bar above.",
        "assigned" => "The matter is open to them from now on.",
        "ended" => "They are off the matter.",
        "party" => "The party is on record.",
        "party-ended" => "The matter is not about them any more. The row stays.",
        _ => "The matter is closed.",
    };

    private Task AssignAsync() => ActAsync(
        new AssignMatterCommand(MatterId, Form.Key("person") ?? Guid.Empty, Form.Choice<MatterPart>("part")), _ => $"{Here}?done=assigned");

    private Task EndAsync(Guid assignment) => ActAsync(new EndAssignmentCommand(assignment), _ => $"{Here}?done=ended");

    private Task AddPartyAsync() => ActAsync(
        new AddPartyCommand(MatterId, Form.Text("officer"), Form.Text("agency"), Form.Said("because")), _ => $"{Here}?done=party");

    // One of the two left blank is for the register to refuse: nobody meant that.
    private StayingHeld? Hold() => Form.Text("hold-reason") is null && Form.Text("hold-until") is null
        ? null
        : new StayingHeld(Form.Said("hold-reason"), Form.Day("hold-until") ?? DateOnly.MinValue);

    private Task CloseAsync() => ActAsync(new CloseMatterCommand(MatterId, Form.Said("how")) { Hold = Hold() }, _ => $"{Here}?done=closed");
}

using Post.Audit;
using Post.Kernel.Access;
using Post.Kernel.Requests;
using Post.Kernel.Tests.Trial;
using Post.Testing;

namespace Post.Kernel.Tests.Requests;

/// <summary>Who may not: one event with the rule, and nothing was done.</summary>
[Trait("Clause", "8.07(5)")]
public sealed class RefusedRequestTests(PipelineHost host) : PipelineTest(host)
{
    private readonly Trace _trace = new();

    [Fact]
    public async Task NoPermission_IsDenied()
    {
        var refused = await Host.Send(new ReadNotesQuery(Ada, [Ben]) { Inside = _trace.Mark }, People.StandardsStaff(Host.Clock));

        Assert.Equal(new NotAllowed(TrialPermissions.Read), refused.Refusal);
        await AssertNothingDoneAsync("Denied", "not-allowed");
    }

    [Fact]
    public async Task Anonymous_IsDenied()
    {
        var refused = await Host.Send(new ReadNotesQuery(Ada, [Ben]) { Inside = _trace.Mark }, Caller.Anonymous);

        Assert.IsType<NotAllowed>(refused.Refusal);
        await AssertNothingDoneAsync("Denied", "not-allowed");
    }

    // The session was ended elsewhere: the entry point still names the person, with no role left.
    [Fact]
    public async Task NoRoleLeft_IsDeniedUnderTheName()
    {
        await Host.Send(new ReadNotesQuery(Ada, [Ben]), Host.Staff with { Roles = [] });

        var left = await OneEventAsync();
        Assert.Equal(("Denied", Host.Staff.Id), (left.Outcome, left.Actor));
    }

    [Fact]
    [Trait("Clause", "8.07(5)(a)")]
    public async Task NoPurpose_IsDenied()
    {
        var refused = await Host.Send(new ReadNotesQuery(Ada, [Ben]) { Inside = _trace.Mark }, People.WithoutPurpose(Host.Staff));

        Assert.IsType<PurposeNeeded>(refused.Refusal);
        await AssertNothingDoneAsync("Denied", "purpose-needed");
    }

    [Fact]
    [Trait("Clause", "8.07(5)(a)")]
    public async Task PurposeOfAnotherRole_IsDenied()
    {
        var caller = Host.Staff with { Purpose = new ChosenPurpose("privilege-review", null, null, Host.Clock.GetUtcNow()) };

        Assert.Equal(new PurposeNotValid("privilege-review"), (await Host.Send(new ReadNotesQuery(Ada, []) { Inside = _trace.Mark }, caller)).Refusal);
        await AssertNothingDoneAsync("Denied", "purpose-not-valid");
    }

    [Fact]
    [Trait("Clause", "8.07(5)(a)")]
    public async Task PurposeRunOut_IsDenied()
    {
        var caller = Host.Staff with { Purpose = Host.Staff.Purpose! with { ChosenAt = Host.Clock.GetUtcNow().AddMinutes(-60) } };

        Assert.IsType<PurposeNotValid>((await Host.Send(new ReadNotesQuery(Ada, []) { Inside = _trace.Mark }, caller)).Refusal);
        await AssertNothingDoneAsync("Denied", "purpose-not-valid");
    }

    [Fact]
    public async Task NoPersonalData_NeedsNoPurpose() =>
        Assert.Equal(7, (await Host.Send(new CountNotesQuery(), People.WithoutPurpose(Host.Staff))).Value);

    [Fact]
    public async Task NotValid_IsRefusedBeforeTheHandler()
    {
        var refused = await AsStaffAsync(new WriteNoteCommand("", Ada) { Inside = _trace.Mark });

        Assert.Equal("Write something.", Assert.IsType<NotValid>(refused.Refusal).Text);
        await AssertNothingDoneAsync("Invalid", "not-valid");
        Assert.Equal(0, await Host.NotesAsync(""));
    }

    [Fact]
    public async Task PermissionComesBeforePurposeAndContent()
    {
        await Host.Send(new WriteNoteCommand("", Ada), People.WithoutPurpose(People.StandardsStaff(Host.Clock)));

        Assert.Equal("not-allowed", (await OneEventAsync()).Rule);
    }

    [Fact]
    public void RefusalKinds_AreWhatTheLogCallsThem()
    {
        Assert.Equal(RefusalKind.Forbidden, new NotAllowed("x").Kind);
        Assert.Equal(RefusalKind.Forbidden, new PurposeNeeded().Kind);
        Assert.Equal(RefusalKind.Invalid, new NotValid(["x"]).Kind);
        Assert.Equal(RefusalKind.Conflict, new CannotFollow("x").Kind);
        Assert.Equal("cannot-follow", new CannotFollow("x").Code);
    }

    private async Task AssertNothingDoneAsync(string outcome, string rule)
    {
        var left = await OneEventAsync();
        Assert.Equal((outcome, rule), (left.Outcome, left.Rule));
        Assert.Equal(nameof(DataClass.Personal), left.DataClass);
        Assert.Equal(0, _trace.Reached);
    }
}

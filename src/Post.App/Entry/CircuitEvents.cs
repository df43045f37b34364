using MediatR;
using Post.App.Access;
using Post.Audit;
using Post.Kernel.Data;
using Post.Kernel.Requests;

namespace Post.App.Entry;

/// <summary>A page opened its own connection to the server, on which everything it shows will come.</summary>
[Requires(AccessPermissions.KeepOwnAccount)]
[Audited("circuit.opened", DataClass.None)]
internal sealed record OpenCircuitCommand : ICommand<Done>;

internal sealed class OpenCircuitHandler : IRequestHandler<OpenCircuitCommand, Result<Done>>
{
    public Task<Result<Done>> Handle(OpenCircuitCommand command, CancellationToken ct) => Task.FromResult<Result<Done>>(Done.Instance);
}

/// <summary>That connection is gone, with all that it kept.</summary>
[Requires(AccessPermissions.KeepOwnAccount)]
[Audited("circuit.closed", DataClass.None)]
internal sealed record CloseCircuitCommand : ICommand<Done>;

internal sealed class CloseCircuitHandler : IRequestHandler<CloseCircuitCommand, Result<Done>>
{
    public Task<Result<Done>> Handle(CloseCircuitCommand command, CancellationToken ct) => Task.FromResult<Result<Done>>(Done.Instance);
}

/// <summary>Another site's page asked for a connection here; the browser says whose page it is.</summary>
[Requires(AccessPermissions.SignOut)]
[Audited("circuit.refused", DataClass.None)]
internal sealed record RefuseOriginCommand(string Origin) : ICommand<Done>;

/// <summary>Only this site's own pages open a connection.</summary>
internal sealed record ForeignOrigin() : Refusal("Only pages of this site open a connection here.")
{
    public override RefusalKind Kind => RefusalKind.Forbidden;
}

internal sealed class RefuseOriginHandler(ChangeContext change) : IRequestHandler<RefuseOriginCommand, Result<Done>>
{
    private const int KeptOfTheOrigin = 200;

    public Task<Result<Done>> Handle(RefuseOriginCommand command, CancellationToken ct)
    {
        change.Summarise(command.Origin.Length <= KeptOfTheOrigin ? command.Origin : command.Origin[..KeptOfTheOrigin]);
        return Task.FromResult<Result<Done>>(new ForeignOrigin());
    }
}

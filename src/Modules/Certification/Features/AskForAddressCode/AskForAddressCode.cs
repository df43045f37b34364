using MediatR;
using Post.Audit;
using Post.Certification.Personal;
using Post.Certification.Reporting;
using Post.Kernel.Notices;
using Post.Kernel.Notices.Addresses;
using Post.Kernel.Requests;

namespace Post.Certification.Features.AskForAddressCode;

/// <summary>An officer has a code sent to an address of their own, and to it alone (12.07(1)(b)1).</summary>
[Requires(CertificationPermissions.UseOwnRecord)]
[Audited("own-address.code-asked", DataClass.Personal, Fields = ["contact"])]
internal sealed record AskForAddressCodeCommand(Guid AddressId) : ICommand<Done>;

internal sealed class AskForAddressCodeHandler(OwnAddress own, OnRecordReader records, AddressChallenges challenges)
    : IRequestHandler<AskForAddressCodeCommand, Result<Done>>
{
    public async Task<Result<Done>> Handle(AskForAddressCodeCommand command, CancellationToken ct)
    {
        var found = await own.FindAsync(command.AddressId, ct);
        if (found.Refusal is { } refusal) return refusal;
        var (person, point) = found.Value;
        var name = (await records.OfAsync(person.PersonId, ct)).Name;
        var sent = await challenges.SendAsync(point, new Addressee(AddresseeKind.Officer, point.OwnerId, name), ct);
        return sent.Refusal is { } unsent ? unsent : Done.Instance;
    }
}

using Post.Certification.Domain;
using Post.Certification.Features.ListOfficers;
using Post.Certification.Features.ReceiveApplication;
using Post.Certification.Features.RecordFinding;
using Post.Certification.Features.ShowApplication;
using Post.Certification.Features.ShowOfficer;
using Post.Kernel.Requests;
using Post.Kernel.Time;

namespace Post.Cli.Demo;

/// <summary>Applications at every stage before a decision, so that the queue has work in it; nobody is decided about.</summary>
internal sealed class DemoApplications(IDispatcher dispatcher, TimeProvider clock)
{
    private const int Most = 18;
    private const int DaysBetween = 8;
    private const int MonthOfDays = 30;

    public async Task OpenAsync(CancellationToken ct)
    {
        var officers = await dispatcher.Send(new ListOfficersQuery(null, null, CertificationStatusCode.Full, null, 100), ct);
        var opened = 0;
        foreach (var officer in officers.Refused ? [] : officers.Value.Rows)
        {
            if (opened == Most) return;
            if (await OpenAsync(officer.PersonId, opened, ct)) opened++;
        }
    }

    // Whose certificates no file gave is left out: a recertification needs something to renew.
    private async Task<bool> OpenAsync(Guid person, int place, CancellationToken ct)
    {
        var file = await dispatcher.Send(new ShowOfficerQuery(person), ct);
        if (file.Refused || file.Value.Certificates.Count == 0) return false;
        var agency = file.Value.Employments.FirstOrDefault(e => e is { Open: true, Provisional: false })?.AgencyId;
        var kind = place % 6 == 5 ? ApplicationKind.Sro : ApplicationKind.Recertification;
        var received = await dispatcher.Send(
            new ReceiveApplicationCommand(person, kind.ToString(), agency, clock.Today().AddDays(-DaysBetween * place), null), ct);
        if (received.Refused) return false;
        await ShowAsync(received.Value, place, ct);
        return true;
    }

    private async Task ShowAsync(Guid application, int place, CancellationToken ct)
    {
        var opened = await dispatcher.Send(new ShowApplicationQuery(application), ct);
        if (opened.Refused) return;
        var items = opened.Value.Requirements;
        foreach (var (item, at) in items.Take(place % (items.Count + 1)).Select((item, at) => (item, at)))
        {
            var missing = (place + at) % 7 == 6;
            await dispatcher.Send(
                new RecordFindingCommand(
                    application, item.Code, (missing ? Finding.NotMet : Finding.Met).ToString(), null,
                    missing ? "The paper sent is of an earlier period." : null, missing ? null : "Packet of the agency")
                {
                    ExpiresOn = item.RunsOut && !missing ? clock.Today().AddDays(MonthOfDays * (place + at)) : null,
                }, ct);
        }
    }
}

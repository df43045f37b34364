using Post.Certification.Applications;
using Post.Certification.Domain;
using Post.Certification.Features.AnswerRequirement;
using Post.Certification.Features.EnterApplication;
using Post.Certification.Features.PrepareApplication;
using Post.Certification.Features.ShowOwnApplication;
using Post.Certification.Tests.Imports;
using Post.Kernel.Access;
using Post.Kernel.Requests;
using static Post.Certification.Tests.Imports.FileDesk;

namespace Post.Certification.Tests;

/// <summary>What an agency does with applications in its portal, in the order in which a person does it.</summary>
internal static class ApplyingAgency
{
    /// <summary>An agency with officers whose certificates end on one day.</summary>
    public static async Task<ReportingAgency> WithCertifiedAsync(PortalHost host, string name, string expires, params string[] numbers)
    {
        var agency = await ReportingAgency.OpenAsync(host, name, numbers);
        await host.BringInAsync("certifications", Certifications(
            [.. numbers.Select((n, i) => Certificate(n, $"L-{n}", granted: "7/1/2023", expires: expires, last: "Rivers", first: $"First{i}"))]));
        return agency;
    }

    /// <summary>Every requirement that the form asks for, the first of them not yet.</summary>
    public static IReadOnlyList<RequirementSaid> Answers(this ApplicationForm form) =>
    [
        .. form.Items.Select((item, i) => i == 0
            ? new RequirementSaid(item.Code, false, Note: "Ordered on June 1")
            : new RequirementSaid(item.Code, true, new DateOnly(2026, 5, 4), $"Personnel file, {item.Code}")
            {
                LastDay = item.RunsOut ? new DateOnly(2028, 5, 3) : null,
            }),
    ];

    public static async Task<ApplicationForm> FormAsync(this ReportingAgency agency, Guid person, ApplicationKind? kind = null, Caller? by = null)
    {
        var read = await agency.Host.Send(new PrepareApplicationQuery(person, kind?.ToString()), by ?? agency.Liaison);
        Assert.Null(read.Refusal);
        return read.Value;
    }

    public static async Task<EnterApplicationCommand> FilledAsync(this ReportingAgency agency, Guid person, ApplicationKind? kind = null)
    {
        var form = await agency.FormAsync(person, kind);
        return new EnterApplicationCommand(Guid.NewGuid(), person, form.Kind, form.Representative, form.Answers(), Attested: true);
    }

    public static async Task<ApplicationReceipt> EnteredAsync(this ReportingAgency agency, Guid person, ApplicationKind? kind = null)
    {
        var entered = await agency.Host.Send(await agency.FilledAsync(person, kind), agency.Liaison);
        Assert.Null(entered.Refusal);
        return entered.Value;
    }

    public static async Task<OwnApplicationFile> ReadAsync(this ReportingAgency agency, Guid application, Caller? by = null)
    {
        var read = await agency.Host.Send(new ShowOwnApplicationQuery(application), by ?? agency.Clerk);
        Assert.Null(read.Refusal);
        return read.Value;
    }

    public static async Task<Result<Done>> AnswerAsync(this ReportingAgency agency, Guid application, RequirementSaid said, Caller? by = null) => await agency.Host.Send(
        new AnswerRequirementCommand(application, (await agency.ReadAsync(application)).Requirements.FirstOrDefault(r => r.Code == said.Code)?.Said?.Id, said, Attested: true),
        by ?? agency.Liaison);

    /// <summary>The officer serves at another agency too.</summary>
    public static Task ServesAlsoAsync(this PortalHost host, Guid person, Guid agency) => host.ExecuteAsync(
        """
        insert into certification.employment (id, person_id, agency_id, starts_on, rank, recorded_at, source_id, out_of_state)
        select gen_random_uuid(), person_id, $2, date '2025-01-15', 'Sergeant (second)', recorded_at, source_id, false
        from certification.employment where person_id = $1 and superseded_at is null limit 1
        """, person, agency);
}

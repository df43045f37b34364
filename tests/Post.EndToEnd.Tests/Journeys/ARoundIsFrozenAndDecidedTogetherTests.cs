using Post.Certification.Domain;
using Post.Certification.Features.ReceiveApplication;
using Post.Certification.Features.RecordFinding;
using Post.Cli.Demo;
using Post.EndToEnd.Tests.Running;
using static Microsoft.Playwright.Assertions;

namespace Post.EndToEnd.Tests.Journeys;

/// <summary>Staff makes a round, looks who falls in, freezes it, and decides the complete applications together; the worker carries it out.</summary>
[Collection(SiteCollection.Name)]
public sealed class ARoundIsFrozenAndDecidedTogetherTests(RunningSite site)
{
    private const string Number = "3229-9821";
    private static readonly string[] s_items = ["background", "first-aid-cpr", "in-service", "work", "character", "not-barred"];

    [Fact]
    [Trait("Clause", "MMA-11")]
    public async Task Round_GoesFromItsPlanToADecisionForEachOfficer()
    {
        await site.ExecuteAsync(
            """
            insert into certification.round_plan (id, cycle, rule, from_letter, to_letter, opens_on, ends_on, confidence, source, valid_from)
            values (gen_random_uuid(), 910, 'Surname', 'A', 'U', current_date - 60, current_date + 9, 'High', 'Journey', '2021-07-01'),
              (gen_random_uuid(), 910, 'Surname', 'V', 'V', current_date - 60, current_date + 10, 'High', 'Journey', '2021-07-01'),
              (gen_random_uuid(), 910, 'Surname', 'W', 'Z', current_date - 60, current_date + 11, 'High', 'Journey', '2021-07-01')
            """);
        var person = await ApplyAsync();

        await site.Browser.VisitAsync(site.Address, async visit =>
        {
            await visit.WorkAsCertificationStaffAsync();
            await visit.OpenAsync("/staff/certification/rounds");
            await visit.Page.Locator("button[aria-label^='Make it: Surnames V–V']").ClickAsync();
            await visit.Button("Look who falls in").ClickAsync();
            await visit.Button("Freeze the round").ClickAsync();
            await Expect(visit.Page.Locator("p[role=status]")).ToContainTextAsync("Frozen:");

            await visit.Link("Decide the complete ones").ClickAsync();
            await visit.Button("Look what each becomes").ClickAsync();
            await Expect(visit.Page.Locator("main td").First).ToContainTextAsync("Vandermolen");
            await visit.Page.Locator("#together-reasons").FillAsync("All requirements are shown on the checklist.");
            await visit.Button("Grant 1 applications").ClickAsync();
            await Expect(visit.Page.Locator("p[role=status]")).ToContainTextAsync("All of it was carried out", new() { Timeout = 20_000 });

            await visit.OpenAsync($"/staff/officers/{person}");
            await visit.Page.GetByRole(Microsoft.Playwright.AriaRole.Tab, new() { Name = "Decisions" }).ClickAsync();
            await Expect(visit.Page.Locator("article.decision")).ToContainTextAsync("Granted");
        });
    }

    private async Task<Guid> ApplyAsync()
    {
        var ends = await site.ScalarAsync<string>("select to_char(current_date + 10, 'FMMM/FMDD/YYYY')");
        await site.Operator.ImportAsync(
            SyntheticFile.WriteLines(
                site.PathOf("synthetic-round_20250630.csv"),
                "OfficerNumber,LastName,FirstName,CertificateNumber,CertificateType,CertificateStatus,GrantedDate,ExpirationDate",
                $"{Number},Vandermolen,Greet,LEO-{Number},Initial,Active,7/1/2023,{ends}"),
            DemoState.AsOf, "certifications");
        var person = await site.ScalarAsync<Guid>("select id from certification.person where officer_number = $1", Number);
        var application = await site.Operator.SendAsync(new ReceiveApplicationCommand(person, nameof(ApplicationKind.Recertification), null, DemoState.AsOf, null));
        foreach (var item in s_items)
        {
            await site.Operator.SendAsync(new RecordFindingCommand(application, item, nameof(Finding.Met), null, null, "Packet of the agency"));
        }

        return person;
    }
}

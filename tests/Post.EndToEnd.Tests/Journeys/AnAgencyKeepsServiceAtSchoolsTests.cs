using System.Globalization;
using Microsoft.Playwright;
using Post.EndToEnd.Tests.Running;
using Post.Kernel.Access;
using Post.Kernel.Time;
using static Microsoft.Playwright.Assertions;

namespace Post.EndToEnd.Tests.Journeys;

[Collection(SiteCollection.Name)]
public sealed class AnAgencyKeepsServiceAtSchoolsTests(RunningSite site)
{
    private const string School = "Lake School (synthetic)";
    private const string Body = "Lakeside Schools (synthetic)";

    [Fact]
    [Trait("Clause", "12.04(1)(c)2")]
    [Trait("Clause", "12.04(1)(c)4")]
    public async Task Liaison_RecordsServiceAtASchool_ThenTheAgreementItRestsOn_AndStaffReadItInTheFile()
    {
        var officer = await OwnAgency.OfficerAsync(site);
        var number = await site.ScalarAsync<string>("select officer_number from certification.person where id = $1", officer);
        var from = Iso(TimeProvider.System.Today().AddDays(-20));
        await site.Browser.VisitAsync(site.Address, async visit =>
        {
            await visit.SignInAsAsync(Roles.AgencyLiaison, "/agency");
            await visit.Menu("Schools").ClickAsync();
            await visit.Link("Record service at a school").First.ClickAsync();

            // Without the city or town nothing is recorded, and what was typed stays.
            await visit.Page.GetByLabel("Officer number").FillAsync(number);
            await visit.Page.GetByLabel("School", new() { Exact = true }).FillAsync(School);
            await visit.Page.GetByLabel("District or other body").FillAsync(Body);
            await visit.Page.GetByLabel("First day").FillAsync(from);
            await visit.Button("Record it").ClickAsync();
            await Expect(visit.Page.Locator(".refusal")).ToContainTextAsync("Give the city or town");
            await Expect(visit.Page.GetByLabel("School", new() { Exact = true })).ToHaveValueAsync(School);
            await visit.Page.GetByLabel("City or town").FillAsync("Lakeside");
            await visit.Button("Record it").ClickAsync();
            var row = visit.Page.Locator("tr", new() { HasText = School });
            await Expect(row).ToContainTextAsync($"No agreement with {Body} on record covers");

            await visit.Link("Record an agreement").ClickAsync();
            await visit.Page.GetByLabel("District or other school body").FillAsync(Body);
            await visit.Page.GetByLabel("Title").FillAsync("Agreement (synthetic)");
            await visit.Page.GetByLabel("Between whom").FillAsync("The agency and the district");
            await visit.Page.GetByLabel("First day").FillAsync(from);
            await visit.Page.GetByLabel("Where the signed paper is kept").FillAsync("Office of the chief");
            await visit.Button("Record it").ClickAsync();
            await Expect(visit.Page.Locator("#papers ~ table")).ToContainTextAsync("Agreement (synthetic)");
            await Expect(row).Not.ToContainTextAsync("No agreement");

            // What was cleared stays cleared when something else was refused.
            await row.GetByRole(AriaRole.Link).ClickAsync();
            await visit.Page.GetByLabel("City or town").FillAsync("");
            await visit.Page.GetByLabel("Last day").FillAsync(Iso(TimeProvider.System.Today()));
            await visit.Button("Record the change").ClickAsync();
            await Expect(visit.Page.Locator(".refusal")).ToContainTextAsync("Give the city or town");
            await Expect(visit.Page.GetByLabel("City or town")).ToHaveValueAsync("");
            await visit.Page.GetByLabel("City or town").FillAsync("Lakeside Village");
            await visit.Button("Record the change").ClickAsync();
            await Expect(row).ToContainTextAsync("Lakeside Village");
        });

        await site.Browser.VisitAsync(site.Address, async visit =>
        {
            await visit.WorkAsCertificationStaffAsync();
            await visit.OpenAsync($"/staff/officers/{officer}");
            await visit.Page.GetByRole(AriaRole.Tab, new() { Name = "Schools" }).ClickAsync();
            await Expect(visit.Page.Locator("#schools-heading ~ table")).ToContainTextAsync(School);
        });

        await site.Browser.VisitAsync(site.Address, async visit =>
        {
            await visit.SignInAsAsync(Roles.AgencyLiaison, "/agency/schools");
            await visit.Page.Locator("tr", new() { HasText = School }).GetByRole(AriaRole.Link).ClickAsync();
            await visit.Button("Take the entry back").ClickAsync();
            await Expect(visit.Page.Locator(".refusal")).ToContainTextAsync("Say why");
            await visit.Page.GetByLabel("Why").FillAsync("Another officer was meant");
            await visit.Button("Take the entry back").ClickAsync();
            await Expect(visit.Page.Locator("main")).ToContainTextAsync("The entry is taken back");
            await Expect(visit.Page.Locator("tr", new() { HasText = School })).ToHaveCountAsync(0);
        });
    }

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Post.EndToEnd.Tests.Running;
using Post.Kernel.Access;
using static Microsoft.Playwright.Assertions;

namespace Post.EndToEnd.Tests.Journeys;

/// <summary>What a page does not draw is not what protects it: a client that sends its events all the same is refused, and on record.</summary>
[Collection(SiteCollection.Name)]
[Trait("Clause", "8.02(5)(d)")]
[Trait("Clause", "8.07(5)")]
public sealed partial class ForgedEventsAreRefusedTests(RunningSite site)
{
    private const string Forbidden = Roles.Chair;

    // Every frame that the page sends is kept, and the socket that sends it.
    private const string KeepFrames = """
        const Native = window.WebSocket;
        window.sent = [];
        window.replies = 0;
        window.WebSocket = class extends Native {
          constructor(...a) {
            super(...a);
            window.socket = this;
            this.addEventListener('message', async m => {
              const bytes = new Uint8Array(m.data instanceof Blob ? await m.data.arrayBuffer() : m.data);
              window.replies += String.fromCharCode(...bytes.slice(0, 60000)).split('JS.EndInvokeDotNet').length - 1;
            });
          }
          send(d) { if (typeof d !== 'string') window.sent.push(new Uint8Array(d.buffer ? d.buffer.slice(d.byteOffset, d.byteOffset + d.byteLength) : d.slice(0))); super.send(d); }
        };
        """;

    // The last event that the page really sent, again and again, for every handler the circuit could have had.
    private const string ForgeHandlers = """
        () => {
          const text = f => String.fromCharCode(...f);
          const frame = window.sent.filter(f => /"eventHandlerId":[0-9]+/.test(text(f))).pop();
          if (!frame) return 0;
          const whole = text(frame), digits = /"eventHandlerId":([0-9]+)/.exec(whole), at = digits.index + 17, length = digits[1].length;
          const first = length === 1 ? 1 : 10 ** (length - 1);
          let forged = 0;
          for (let id = first; id < 10 ** length && forged < 400; id++) {
            if (id === Number(digits[1])) continue;
            const made = frame.slice();
            [...String(id)].forEach((c, i) => made[at + i] = c.charCodeAt(0));
            if (window.socket.readyState !== 1) break;
            window.socket.send(made);
            forged++;
          }
          return forged;
        }
        """;

    private const string PutMarkers = """
        document.addEventListener('DOMContentLoaded', () => {
          const theirs = THEIRS, walk = document.createTreeWalker(document, NodeFilter.SHOW_COMMENT);
          for (let n; n = walk.nextNode();) if (n.data.startsWith('Blazor:{')) n.data = theirs.shift();
        }, true);
        """;

    [Fact]
    public async Task ControlDrawnFromAnothersPage_IsRefusedByTheRequestAndOnRecord()
    {
        var (agency, page) = await AgencyAsync();
        var theirs = "";
        await site.Browser.VisitAsync(site.Address, async visit =>
        {
            await visit.WorkAsCertificationStaffAsync();
            theirs = await (await visit.OpenAsync(page)).TextAsync();
        });

        await site.Browser.VisitAsync(site.Address, async visit =>
        {
            await visit.WorkAsAsync(Forbidden, "certification");
            await visit.OpenAsync(page);
            await Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Name = "Names over time" })).ToBeVisibleAsync();
            await Expect(visit.Button("Record a name")).ToHaveCountAsync(0);

            // The component as the server signed it for somebody who may keep agencies, started in this person's circuit.
            await visit.Page.AddInitScriptAsync(PutMarkers.Replace("THEIRS", JsonSerializer.Serialize(Markers().Matches(theirs).Select(m => m.Groups[1].Value)), StringComparison.Ordinal));
            await visit.OpenAsync(page);
            await visit.Button("Record a name").ClickAsync();
            await visit.Page.GetByLabel("Name", new() { Exact = true }).FillAsync("Forged Police Department");
            await visit.Page.GetByLabel("First day of the name").FillAsync("2020-01-01");
            await visit.Page.GetByLabel("Act, vote, bylaw or letter it rests on").FillAsync("None");
            await visit.Page.GetByLabel("How you know").FillAsync("I do not");
            await visit.Button("Record the name").ClickAsync();

            await Expect(visit.Page.Locator(".note-form .refusal")).ToContainTextAsync("Your role does not allow this");
        });

        Assert.Equal(1, await site.ScalarAsync<long>(
            "select count(*) from audit.event where action = 'agency.renamed' and outcome = 'Denied' and deny_rule = 'not-allowed' and $1 = any (roles) and circuit_id is not null", Forbidden));
        Assert.Equal(0, await site.ScalarAsync<long>(
            "select count(*) from certification.law_enforcement_agency_name where agency_id = $1 and name like 'Forged%'", agency));
    }

    [Fact]
    public async Task EventsForHandlersThatWereNotGiven_ChangeNothing()
    {
        await TwoAgencies.EnsureAsync(site);
        var changes = await ChangesAsync();
        await site.Browser.VisitAsync(site.Address, async visit =>
        {
            // An event of nobody's may be answered by the end of the circuit, which the page's script complains of.
            visit.Expect("/_framework/blazor.web");
            await visit.Page.AddInitScriptAsync(KeepFrames);
            await visit.WorkAsAsync(Forbidden, "certification");
            await visit.OpenAsync("/staff/agencies");
            await visit.Page.Locator("main input").First.FillAsync("Tidewick");
            await visit.Page.Locator("main input").First.PressAsync("Enter");
            await visit.Page.WaitForFunctionAsync("() => window.sent.some(f => String.fromCharCode(...f).includes('eventHandlerId'))");

            // The server has answered each of them, or has ended the circuit for it.
            var answered = await visit.Page.EvaluateAsync<int>("() => window.replies");
            var forged = await visit.Page.EvaluateAsync<int>(ForgeHandlers);
            Assert.True(forged >= 8, $"{forged} events were forged.");
            await visit.Page.WaitForFunctionAsync("n => window.socket.readyState === 3 || window.replies >= n", answered + forged);
        });

        Assert.Equal(changes, await ChangesAsync());
    }

    private async Task<(Guid Id, string Page)> AgencyAsync()
    {
        await TwoAgencies.EnsureAsync(site);
        var agency = await TwoAgencies.IdAsync(site, TwoAgencies.Into);
        return (agency, $"/staff/agencies/{agency}");
    }

    // Acts of this role that changed something; choosing a purpose and signing in are theirs to do.
    private Task<long> ChangesAsync() => site.ScalarAsync<long>("""
        select count(*) from audit.event e join access_review.action a on a.code = e.action
        where e.outcome = 'Ok' and $1 = any (e.roles) and a.kind in ('Change', 'Export')
        """, Forbidden);

    [GeneratedRegex("<!--(Blazor:\\{.*?)-->")]
    private static partial Regex Markers();
}

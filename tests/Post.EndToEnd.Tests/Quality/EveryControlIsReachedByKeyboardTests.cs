using System.Text.Json;
using Post.EndToEnd.Tests.Running;

namespace Post.EndToEnd.Tests.Quality;

[Collection(SiteCollection.Name)]
public sealed class EveryControlIsReachedByKeyboardTests(RunningSite site)
{
    private const int TooMany = 400;

    // Each control that can be used now gets a number; of a group of radio buttons Tab reaches one.
    private const string NumberControls =
        """
        () => {
          const groups = new Set();
          const usable = e => e.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true }) && !e.disabled && e.tabIndex >= 0
            && e.getClientRects().length > 0 && !e.closest('[inert]');
          const all = [...document.querySelectorAll('a[href],button,input:not([type=hidden]),select,textarea,summary,[tabindex]')].filter(usable);
          let n = 0;
          for (const e of all) {
            if (e.type === 'radio') {
              const group = e.form?.id + e.name;
              const chosen = document.querySelector(`input[type=radio][name="${e.name}"]:checked`);
              if (groups.has(group) || (chosen && chosen !== e)) continue;
              groups.add(group);
            }
            e.dataset.tabProof = n++;
          }
          return n;
        }
        """;

    // Tab goes on from the last click even when nothing has the focus; a journey that clicked starts again here.
    private const string StartAtTheTop =
        "() => { document.activeElement?.blur(); document.body.tabIndex = -1; document.body.focus(); window.getSelection().removeAllRanges(); }";

    private const string Focused =
        """
        () => {
          const e = document.activeElement;
          if (!e || e === document.body) return null;
          const seen = s => (s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) > 0) || s.boxShadow !== 'none';
          let visible = false;
          for (let x = e, up = 0; x && up < 3; x = x.parentElement, up++) visible ||= seen(getComputedStyle(x));
          return { proof: e.dataset.tabProof ?? '', visible, what: e.outerHTML.slice(0, 160) };
        }
        """;

    public static TheoryData<string> Sample =>
    [
        "start", "officers-found", "officer", "agencies", "sign-in", "my-work", "officer-complaints", "agency-spelling-decided",
        "imports", "import", "deadlines-counted", "holiday-changed", "documents", "document", "vote", "system",
        "purpose-in-a-matter", "matter", "my-duties", "tied-looks", "files-asked-for", "own-roster", "own-people", "invitation",
        "round", "round-decide",
    ];

    [Theory]
    [MemberData(nameof(Sample))]
    [Trait("Clause", "8.06(2)")]
    public async Task Tab_ReachesEveryControlAndShowsWhereItIs(string name) => await site.Browser.VisitAsync(site.Address, async visit =>
    {
        await PageOf(name).Open(site, visit);
        await visit.Page.EvaluateAsync(StartAtTheTop);
        var controls = await visit.Page.EvaluateAsync<int>(NumberControls);
        var reached = new HashSet<string>();
        var unseen = new List<string>();
        var last = "";
        for (var presses = 0; presses < TooMany; presses++)
        {
            await visit.Page.Keyboard.PressAsync("Tab");
            var focused = await visit.Page.EvaluateAsync<JsonElement?>(Focused);
            if (focused is not { ValueKind: JsonValueKind.Object } now) break;
            var proof = now.GetProperty("proof").GetString()!;
            // A date field takes several presses of Tab: month, day, year, its calendar, which has the browser's own ring.
            if (proof.Length > 0 && proof == last) continue;
            if (proof.Length > 0 && !reached.Add(proof)) break;
            if (!now.GetProperty("visible").GetBoolean()) unseen.Add(now.GetProperty("what").GetString()!);
            last = proof;
        }

        Assert.True(unseen.Count == 0, string.Join('\n', unseen));
        var missed = await MissedAsync(visit, controls, reached);
        Assert.True(missed.Count == 0, string.Join('\n', missed));
    }, session: await PageOf(name).SessionAsync(site));

    private static SitePage PageOf(string name) => SitePages.All.First(p => p.Name == name);

    private static async Task<List<string>> MissedAsync(Visit visit, int controls, HashSet<string> reached)
    {
        Assert.True(controls > 3, $"Only {controls} controls were found.");
        var missed = new List<string>();
        for (var i = 0; i < controls; i++)
        {
            if (reached.Contains($"{i}")) continue;
            missed.Add(await visit.Page.Locator($"[data-tab-proof='{i}']").First.EvaluateAsync<string>("e => e.outerHTML.slice(0, 160)"));
        }

        return missed;
    }
}

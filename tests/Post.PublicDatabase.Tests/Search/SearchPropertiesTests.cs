using FsCheck;
using FsCheck.Fluent;
using Post.PublicDatabase.Search;

namespace Post.PublicDatabase.Tests.Search;

[Trait("Clause", "8.06(2)")]
public sealed class SearchPropertiesTests
{
    private static readonly IReadOnlyList<SearchableOfficer> Officers = SyntheticRegister.Officers(1_500);
    private static readonly OfficerIndex Index = OfficerIndex.Build(Officers);

    // Questions that people might ask: pieces of real entries, with slips, in any order.
    private static Gen<string> Questions =>
        from words in Gen.Elements(Officers.AsEnumerable()).SelectMany(o => Gen.ListOf(Gen.Elements(
            o.FirstName, o.Surname, o.OfficerNumber, o.AgencyName!, o.Suffix ?? "jr", o.Surname[..1], "bill", "maria")))
        from cut in Gen.Choose(0, 40)
        select string.Join(' ', words) is var text && cut < text.Length ? text.Remove(cut, 1) : text;

    private static Gen<SearchRequest> Filters =>
        from agency in Gen.Elements(Officers[3].AgencyKey, Officers[7].AgencyKey, null, null)
        from county in Gen.Elements(Officers[3].County, null, null)
        from statuses in Gen.Elements<string[]>([], [], ["Certified"], ["", "Suspended"])
        select new SearchRequest(null, agency, statuses, county);

    [Fact]
    public void AnyTextAtAll_IsAnswered() => Check.QuickThrowOnFailure(Prop.ForAll(
        ArbMap.Default.ArbFor<string>(),
        text => Index.Search(new(text, text, [text], text, text)).Total.Count >= 0
            && Index.Search(new(text)).Hits.Count <= 20));

    [Fact]
    public void AnyCharacters_AreAnswered() => Check.QuickThrowOnFailure(Prop.ForAll(
        Gen.ArrayOf(Gen.Choose(0, 0xffff).Select(c => (char)c)).ToArbitrary(),
        text => Index.Search(new(new string(text))).Total.Count >= 0));

    [Fact]
    public void Filters_OnlyNarrow() => Check.QuickThrowOnFailure(Prop.ForAll(
        Questions.ToArbitrary(),
        Filters.ToArbitrary(),
        (text, filters) =>
        {
            var all = Index.AllPages(new(text, Limit: 100)).Select(h => h.Officer.Key).ToHashSet();
            return Index.AllPages(filters with { Text = text, Limit = 100 }).All(h => all.Contains(h.Officer.Key));
        }));

    [Fact]
    public void Pages_HoldEveryHitOnceInOrder() => Check.QuickThrowOnFailure(Prop.ForAll(
        Questions.ToArbitrary(),
        Filters.ToArbitrary(),
        Gen.Choose(1, 30).ToArbitrary(),
        (text, filters, limit) =>
        {
            var request = filters with { Text = text };
            var whole = Ordinals(request with { Limit = 100 });
            var total = Index.Search(request).Total;
            return whole.Distinct().Count() == whole.Count
                && (total.MoreThan || total.Count == whole.Count)
                && (whole.Count > 300 || whole.SequenceEqual(Ordinals(request with { Limit = limit })));
        }));

    [Fact]
    public void OrderTheOfficersCameIn_DoesNotShow() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(15),
        Prop.ForAll(
            Gen.Shuffle(Officers.ToArray()).ToArbitrary(),
            Questions.ToArbitrary(),
            (shuffled, text) =>
            {
                var other = OfficerIndex.Build(shuffled).Search(new(text));
                var found = Index.Search(new(text));
                return found.Hits.SequenceEqual(other.Hits) && found.Total == other.Total && found.Next == other.Next
                    && found.Facets.Agencies.SequenceEqual(other.Facets.Agencies);
            }));

    [Fact]
    public void EveryOfficer_IsFoundByOwnNameAndNumber()
    {
        foreach (var officer in Officers)
        {
            var byName = Index.Search(new($"{officer.FirstName} {officer.Surname}", Limit: 100));
            Assert.Contains(officer.Key, byName.Keys());
            Assert.Equal(officer.Key, Index.Search(new(officer.OfficerNumber)).Hits[0].Officer.Key);
        }
    }

    private static List<int> Ordinals(SearchRequest request) => [.. Index.AllPages(request).Select(h => h.Ordinal)];
}

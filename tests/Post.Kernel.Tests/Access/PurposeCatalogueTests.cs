using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Post.Kernel.Access;
using Post.Kernel.Time;
using Post.Testing;

namespace Post.Kernel.Tests.Access;

/// <summary>Under which purpose, by whom and for how long personal data may be read.</summary>
[Trait("Clause", "8.07(5)(a)")]
public sealed class PurposeCatalogueTests(ModuleHost host) : IClassFixture<ModuleHost>
{
    private PurposeCatalogue Purposes => host.Services.GetRequiredService<PurposeCatalogue>();

    [Theory]
    [InlineData("00:00:00", true)]
    [InlineData("00:59:59.9999999", true)]
    [InlineData("01:00:00", false)]
    [InlineData("1.00:00:00", false)]
    public void ChosenSoLongAgo_IsValidForItsMinutes(string ago, bool valid)
    {
        var now = host.Clock.GetUtcNow();
        var chosen = new ChosenPurpose("certification", null, null, now - TimeSpan.Parse(ago, System.Globalization.CultureInfo.InvariantCulture));

        Assert.Equal(valid, Purposes.IsValid(chosen, [Roles.CertStaff], now));
    }

    [Fact]
    public void StandingPurpose_NeverRunsOutAndIsForTheSystemAlone()
    {
        var now = host.Clock.GetUtcNow();
        var chosen = new ChosenPurpose(PurposeCodes.SystemOperation, null, null, now.AddYears(-1));

        Assert.True(Purposes.IsValid(chosen, [Roles.System], now));
        Assert.All(Roles.OfPeople.Append(Roles.Public), role => Assert.False(Purposes.IsValid(chosen, [role], now), role));
    }

    [Fact]
    public void UnknownPurpose_IsNotValid() => Assert.False(
        Purposes.IsValid(new ChosenPurpose("curiosity", null, null, host.Clock.GetUtcNow()), Roles.OfPeople, host.Clock.GetUtcNow()));

    [Fact]
    public void PurposeOfAnotherRole_IsNotValid()
    {
        var now = host.Clock.GetUtcNow();

        Assert.False(Purposes.IsValid(new ChosenPurpose("privilege-review", null, null, now), [Roles.CertStaff], now));
        Assert.True(Purposes.IsValid(new ChosenPurpose("privilege-review", null, null, now), [Roles.CertStaff, Roles.Counsel], now));
    }

    [Fact]
    public void Choice_IsWhatTheRoleMayUse_WithoutTheStandingOne()
    {
        Assert.Equal(["certification", "publication", "recertification"], Purposes.OpenTo([Roles.CertStaff]).Select(p => p.Code).Order());
        Assert.Empty(Purposes.OpenTo([Roles.System]));
        Assert.Empty(Purposes.OpenTo([Roles.Public]));
        Assert.Empty(Purposes.OpenTo([]));
    }

    [Fact]
    public void Purpose_NamesTheTextThatGivesIt() =>
        Assert.All(Roles.OfPeople.SelectMany(r => Purposes.OpenTo([r])), p => Assert.Matches(@"^(8|12)\.\d\d\(", p.Clause));

    [Fact]
    public async Task OtherDay_HasThePurposesOfThatDay()
    {
        await host.ExecuteAsync("""
            insert into kernel.purpose (code, label, clause, roles, valid_minutes, standing, valid_from, valid_to)
            values ('past', 'Past', '8.07(5)', '{CertStaff}', 5, false, '2024-01-01', '2024-12-31')
            """);
        await using var source = NpgsqlDataSource.Create(host.Database.App);

        Assert.Null((await PurposeCatalogue.LoadAsync(source, At(2023, 12, 31), default)).Find("past"));
        Assert.NotNull((await PurposeCatalogue.LoadAsync(source, At(2024, 1, 1), default)).Find("past"));
        Assert.NotNull((await PurposeCatalogue.LoadAsync(source, At(2024, 12, 31), default)).Find("past"));
        Assert.Null((await PurposeCatalogue.LoadAsync(source, At(2025, 1, 1), default)).Find("past"));
    }

    private static TestClock At(int year, int month, int day) => new(CivilClock.StartOf(new DateOnly(year, month, day)));

    // Who may read personal data must be able to say why: a role without any purpose would be locked out of its own work.
    [Fact]
    public void EveryRoleThatReadsPersons_HasAPurpose()
    {
        var readers = App.Access.RolePermissions.ByPermission["Certification.ReadOfficers"].Except([Roles.System]).ToList();

        Assert.NotEmpty(readers);
        Assert.DoesNotContain(readers, role => Purposes.OpenTo([role]).Count == 0);
    }
}

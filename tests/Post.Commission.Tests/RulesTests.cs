using System.Text.Json;
using Npgsql;

namespace Post.Commission.Tests;

public sealed class RulesTests(CommissionHost host) : IClassFixture<CommissionHost>
{
    private static readonly DateOnly s_first = new(2023, 9, 1);

    [Fact]
    [Trait("Clause", "8.01")]
    public async Task FirstDay_HasTheEditionOfTheRegister()
    {
        var rules = await host.RulesAsync(s_first);

        Assert.Equal(("555 CMR 8.00", "1503", s_first), (rules.Edition.Regulation, rules.Edition.RegisterNumber, rules.Edition.EffectiveFrom));
        Assert.All(rules.Parameters.Values, p => Assert.Equal(rules.Edition.Id, p.EditionId));
        Assert.Equal("2021-07-01", rules.Parameters["population-from"].Value);
        Assert.Equal("3", rules.Parameters["former-officer-years"].Value);
        Assert.Equal("10", rules.Parameters["officer-notice-calendar-days"].Value);
        Assert.Equal("30", rules.Parameters["further-review-days"].Value);
    }

    [Fact]
    [Trait("Clause", "8.01")]
    public async Task DayBeforeTheFirstEdition_AllowsNoDecision() =>
        await Assert.ThrowsAsync<InvalidOperationException>(() => host.RulesAsync(s_first.AddDays(-1)));

    [Fact]
    [Trait("Clause", "8.01")]
    public async Task LaterEdition_BeginsWhereTheFirstEnds()
    {
        await host.ScriptAsync(
            """
            insert into commission.regulation_edition (id, regulation, register_number, effective_from, authority)
            values ('00000000-0000-7000-8000-0000000000aa', '555 CMR 8.00', '9999', '2091-01-01', 'M.G.L. c. 6E, § 3(a)')
            """);

        // No day without an edition, from the first on.
        for (var day = new DateOnly(2090, 12, 25); day < new DateOnly(2091, 1, 8); day = day.AddDays(1))
        {
            Assert.Equal(day.Year is 2091 ? "9999" : "1503", (await host.RulesAsync(day)).Edition.RegisterNumber);
        }
    }

    [Theory]
    [Trait("Clause", "8.01")]
    [InlineData("insert into commission.regulation_parameter (code, value, clause, meaning) values ('x', '1', '8.01', 'x')")]
    [InlineData(
        "insert into commission.guideline_version (id, guideline_code, version, authority, status, effective_from, parameters, " +
        "health_and_safety_memo, recorded_at) values (gen_random_uuid(), 'G-FORMS', 77, 'ExecutiveDirector', 'Active', '2030-01-01', '{}', 'm', now())")]
    public async Task RowWithoutItsEdition_IsRefused(string sql)
    {
        var refused = await Assert.ThrowsAsync<PostgresException>(() => host.ScriptAsync(sql));
        Assert.Equal(PostgresErrorCodes.NotNullViolation, refused.SqlState);
    }

    [Theory]
    [InlineData("update commission.regulation_parameter set value = '5' where code = 'former-officer-years'")]
    [InlineData("update commission.regulation_edition set register_number = '1'")]
    [InlineData("insert into commission.regulation_edition select gen_random_uuid(), regulation, '1', now()::date, authority from commission.regulation_edition")]
    [InlineData("delete from commission.regulation_parameter")]
    [InlineData("update commission.guideline_version set parameters = '{}'")]
    [InlineData("delete from commission.guideline_version")]
    public async Task Application_CannotEditWhatIsLaidDown(string sql)
    {
        var refused = await Assert.ThrowsAsync<PostgresException>(() => host.AsAppAsync(sql));
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
    }

    [Fact]
    [Trait("Clause", "8.06(6)")]
    public async Task GuidelineVersions_AreChosenByTheDay()
    {
        await host.ScriptAsync(Version("G-NAME", 2, "ExecutiveDirector", "2050-07-01"));

        Assert.Equal(1, (await host.RulesAsync(new DateOnly(2050, 6, 30))).Guidelines["G-NAME"].Version);
        Assert.Equal(2, (await host.RulesAsync(new DateOnly(2050, 7, 1))).Guidelines["G-NAME"].Version);
    }

    [Fact]
    [Trait("Clause", "8.06(6)(a)")]
    public async Task Vote_OutranksALaterGuidelineOfTheExecutiveDirector()
    {
        await host.SeatAsync();
        var vote = await host.VoteAsync("guideline-adoption", "G-REASON");
        await host.ScriptAsync(Version("G-REASON", 2, "Vote", "2040-01-01", vote));
        await host.ScriptAsync(Version("G-REASON", 3, "ExecutiveDirector", "2040-06-01"));

        Assert.Equal(1, (await host.RulesAsync(new DateOnly(2039, 12, 31))).Guidelines["G-REASON"].Version);
        Assert.Equal(2, (await host.RulesAsync(new DateOnly(2040, 12, 31))).Guidelines["G-REASON"].Version);
    }

    [Fact]
    [Trait("Clause", "8.06(6)(a)")]
    public async Task VersionThatClaimsAVoteAndNamesNone_IsRefused()
    {
        var refused = await Assert.ThrowsAsync<PostgresException>(() => host.ScriptAsync(Version("G-TIER", 2, "Vote", "2040-01-01")));
        Assert.Equal("ck_guideline_version_vote", refused.ConstraintName);
    }

    [Fact]
    [Trait("Clause", "8.06(6)(d)")]
    public async Task VersionWithoutAMemo_IsRefused()
    {
        var script = Version("G-TIER", 2, "Procedure", "2040-01-01").Replace("'Considered.'", "''", StringComparison.Ordinal);
        var refused = await Assert.ThrowsAsync<PostgresException>(() => host.ScriptAsync(script));
        Assert.Equal(PostgresErrorCodes.CheckViolation, refused.SqlState);
    }

    [Fact]
    public async Task EveryGuideline_HasASafeDefaultThatReadsAsJson()
    {
        var rules = await host.RulesAsync(s_first);

        string[] codes =
        [
            "G-3YEAR", "G-ADVERSE", "G-AUDIT", "G-CELL", "G-CHALLENGE", "G-CORRECTABLE", "G-COUNT", "G-EVIDENCE", "G-FORMS",
            "G-NAME", "G-NOTATION", "G-REASON", "G-ROLL", "G-TARGET", "G-TIER", "G-UNWARRANTED",
        ];
        Assert.Equal(codes, rules.Guidelines.Keys.Order(StringComparer.Ordinal));
        var adverse = JsonDocument.Parse(rules.Guidelines["G-ADVERSE"].Parameters).RootElement;
        Assert.Equal("Adverse", Assert.Single(
            adverse.GetProperty("dispositions").EnumerateObject(), d => d.Value.GetString() is "Adverse").Value.GetString());
        Assert.Equal("NeedsDetermination", adverse.GetProperty("unmapped").GetString());
    }

    [Fact]
    public async Task AskedTwiceInOneRequest_AnswersTheSame()
    {
        var rules = await host.RulesAsync(s_first);
        Assert.Equal(rules.Edition, (await host.RulesAsync(s_first)).Edition);
    }

    private static string Version(string code, int number, string authority, string from, Guid? vote = null) =>
        $$"""
        insert into commission.guideline_version (id, guideline_code, version, edition_id, authority, status, effective_from, parameters,
          health_and_safety_memo, recorded_at, vote_id)
        select gen_random_uuid(), '{{code}}', {{number}}, id, '{{authority}}', 'Active', '{{from}}', '{}', 'Considered.', now(),
          {{(vote is null ? "null" : $"'{vote}'")}}
        from commission.regulation_edition where regulation = '555 CMR 8.00' and register_number = '1503'
        """;
}

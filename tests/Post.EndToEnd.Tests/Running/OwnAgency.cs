namespace Post.EndToEnd.Tests.Running;

/// <summary>The agency for which the demonstration's head, liaison and clerk act.</summary>
internal static class OwnAgency
{
    private const string Members = """
        from certification.agency_member m join identity.account a on a.id = m.account_id
        where a.user_name = 'demo-agencyhead' limit 1
        """;

    public static Task<Guid> IdAsync(RunningSite site) => site.ScalarAsync<Guid>($"select m.agency_id {Members}");

    /// <summary>Somebody who serves there and nowhere else.</summary>
    public static Task<Guid> OfficerAsync(RunningSite site) => PersonAsync(site, "=", "and not exists (select from certification.employment o where o.person_id = e.person_id and o.agency_id <> e.agency_id)");

    /// <summary>Somebody who never served there.</summary>
    public static Task<Guid> OutsiderAsync(RunningSite site) => PersonAsync(
        site, "<>", $"and not exists (select from certification.employment o where o.person_id = e.person_id and o.agency_id = (select m.agency_id {Members}))");

    private static Task<Guid> PersonAsync(RunningSite site, string compare, string and) => site.ScalarAsync<Guid>($"""
        select e.person_id from certification.employment e
        where e.superseded_at is null and e.ends_on is null and e.gone_by is null and e.agency_id {compare} (select m.agency_id {Members}) {and}
        order by e.person_id limit 1
        """);
}

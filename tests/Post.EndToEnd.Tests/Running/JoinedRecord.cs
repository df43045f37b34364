namespace Post.EndToEnd.Tests.Running;

/// <summary>A person of two numbers and a namesake told apart, for pages that show them.</summary>
internal static class JoinedRecord
{
    private const string MergeSql = """
        insert into certification.person_merge (id, person_id, into_person_id, reason, authority, decided_by_name, recorded_at)
        values (gen_random_uuid(), $1, $2, 'The agency confirmed that both numbers were given to one recruit.', 'Letter of June 3, 2025', 'Journey', now())
        """;

    private const string DistinctionSql = """
        insert into certification.person_distinction (id, person_id, other_person_id, reason, decided_by_name, recorded_at)
        values (gen_random_uuid(), least($1, $2), greatest($1, $2), 'Born thirty years apart.', 'Journey', now())
        """;

    /// <summary>Returns the person who stands for both numbers.</summary>
    public static async Task<Guid> EnsureAsync(RunningSite site)
    {
        var (one, into) = (await site.PersonIdAsync(Cast.Joined), await site.PersonIdAsync(Cast.JoinedInto));
        if (await site.ScalarAsync<long>("select count(*) from certification.person_merge where person_id = $1", one) > 0) return into;
        await site.ExecuteAsync(MergeSql, one, into);
        await site.ExecuteAsync(DistinctionSql, into, await site.PersonIdAsync(Cast.Looked));
        return into;
    }
}

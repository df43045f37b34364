namespace Post.Testing;

/// <summary>Rows of the register of access, for tests that need their people at work and are about other things.</summary>
public static class AccessRows
{
    /// <summary>Every account that has not acknowledged the duties in force does so; $1 is when.</summary>
    public const string AcknowledgeAll = """
        insert into access_review.acknowledgment (id, account_id, account_name, actor_kind, text_version, acknowledged_at)
        select gen_random_uuid(), a.id, a.display_name, a.kind, (select max(version) from access_review.duty_text), $1
        from identity.account a
        where not exists (select 1 from access_review.acknowledgment k where k.account_id = a.id)
        """;

    /// <summary>An account ($1) acknowledges the duties in force; $2 is when.</summary>
    public const string Acknowledge = """
        insert into access_review.acknowledgment (id, account_id, account_name, actor_kind, text_version, acknowledged_at)
        values (gen_random_uuid(), $1, 'Test', 'Staff', (select max(version) from access_review.duty_text), $2)
        """;

    /// <summary>A matter ($1 id, $2 number, $3 kind), open since $4.</summary>
    public const string Matter = """
        insert into access_review.matter (id, number, kind, title, opened_at, opened_by_name) values ($1, $2, $3, 'A matter of the tests', $4, 'Test')
        """;

    /// <summary>Everybody who holds a role ($2) works on a matter ($1) since $3, put there by somebody else.</summary>
    public const string Assignment = """
        insert into access_review.matter_assignment (id, matter_id, account_id, account_name, part, assigned_at, assigned_by_name)
        select gen_random_uuid(), $1, a.id, a.display_name, 'Works', $3, 'Test'
        from identity.account a join identity.role_grant g on g.account_id = a.id and g.role = $2 and g.ended_at is null
        """;

    /// <summary>A person ($2) is a party of a matter ($1) since $3.</summary>
    public const string Party = """
        insert into access_review.matter_party (id, matter_id, person_id, because, added_at, added_by_name)
        values (gen_random_uuid(), $1, $2, 'A test is about them', $3, 'Test')
        """;
}

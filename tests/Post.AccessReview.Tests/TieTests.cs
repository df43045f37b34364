using Post.AccessReview.Data;
using Post.AccessReview.Domain;
using Post.Testing;
using Microsoft.EntityFrameworkCore;

namespace Post.AccessReview.Tests;

public sealed class TieTests(ModuleHost host) : IClassFixture<ModuleHost>
{
    [Fact]
    public async Task DeclaredTie_IsKeptAsDeclared()
    {
        var account = Guid.NewGuid();
        var person = Guid.NewGuid();
        // Not as the application: what that one changes without an event, the database refuses.
        await using var db = new AccessReviewDb(new DbContextOptionsBuilder<AccessReviewDb>().UseNpgsql(host.Database.Superuser).Options);
        db.Ties.Add(new Tie
        {
            Id = Guid.CreateVersion7(),
            AccountId = account,
            Kind = TieKind.Family,
            PersonId = person,
            DeclaredAt = host.Clock.GetUtcNow(),
        });
        await db.SaveChangesAsync();

        var kept = await db.Ties.AsNoTracking().SingleAsync(t => t.AccountId == account);

        Assert.Equal((TieKind.Family, person, (DateTimeOffset?)null), (kept.Kind, kept.PersonId, kept.EndedAt));
    }
}

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Post.AccessReview.Domain;

namespace Post.AccessReview.Data;

internal sealed class MisuseRuleConfiguration : IEntityTypeConfiguration<MisuseRule>
{
    public void Configure(EntityTypeBuilder<MisuseRule> rule)
    {
        rule.ToTable("misuse_rule");
        rule.HasKey(r => new { r.Code, r.ValidFrom });
        rule.Property(r => r.Numbers).HasColumnType("jsonb");
    }
}

internal sealed class WatchedPersonConfiguration : IEntityTypeConfiguration<WatchedPerson>
{
    public void Configure(EntityTypeBuilder<WatchedPerson> person)
    {
        person.ToTable("watched_person");
        person.Property(p => p.Id).ValueGeneratedNever();
        person.Property(p => p.Kind).HasConversion<string>();
        person.HasIndex(p => new { p.PersonId, p.Kind }).IsUnique().HasFilter("ended_at is null").HasDatabaseName("ux_watched_person_in_force");
    }
}

internal sealed class WatchCursorConfiguration : IEntityTypeConfiguration<WatchCursor>
{
    public void Configure(EntityTypeBuilder<WatchCursor> cursor)
    {
        cursor.ToTable("watch_cursor");
        cursor.HasKey(c => c.Name);
    }
}

internal sealed class ActorTraceConfiguration : IEntityTypeConfiguration<ActorTrace>
{
    public void Configure(EntityTypeBuilder<ActorTrace> trace)
    {
        trace.ToTable("actor_trace");
        trace.HasKey(t => t.ActorId);
        trace.Property(t => t.ActorId).ValueGeneratedNever();
    }
}

internal sealed class ActorDayConfiguration : IEntityTypeConfiguration<ActorDay>
{
    public void Configure(EntityTypeBuilder<ActorDay> day)
    {
        day.ToTable("actor_day");
        day.HasKey(d => new { d.ActorId, d.Day });
        day.HasIndex(d => d.Day).HasDatabaseName("ix_actor_day_day");
    }
}

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Post.AccessReview.Domain;

namespace Post.AccessReview.Data;

internal sealed class AccessRuleConfiguration : IEntityTypeConfiguration<AccessRule>
{
    public void Configure(EntityTypeBuilder<AccessRule> builder)
    {
        builder.ToTable("access_rule");
        builder.HasKey(r => new { r.Code, r.ValidFrom });
        builder.Property(r => r.Code).HasMaxLength(AccessRule.CodeMaxLength);
        builder.Property(r => r.Unit).HasMaxLength(AccessRule.UnitMaxLength);
        builder.Property(r => r.Source).HasMaxLength(AccessRule.SourceMaxLength);
    }
}

internal sealed class TieRuleConfiguration : IEntityTypeConfiguration<StoredTieRule>
{
    public void Configure(EntityTypeBuilder<StoredTieRule> builder)
    {
        builder.ToTable("tie_rule");
        builder.HasKey(r => new { r.Kind, r.ValidFrom }).HasName("pk_tie_rule");
        builder.Property(r => r.Kind).HasConversion<string>().HasMaxLength(Tie.KindMaxLength);
        builder.Property(r => r.Source).HasMaxLength(AccessRule.SourceMaxLength);
    }
}

internal sealed class BrokenGlassConfiguration : IEntityTypeConfiguration<BrokenGlass>
{
    public void Configure(EntityTypeBuilder<BrokenGlass> builder)
    {
        builder.ToTable("broken_glass");
        builder.Property(g => g.Id).ValueGeneratedNever();
        builder.Property(g => g.AccountName).HasMaxLength(Matter.NameMaxLength);
        builder.Property(g => g.Purpose).HasMaxLength(BrokenGlass.PurposeMaxLength);
        builder.Property(g => g.Reason).HasMaxLength(Matter.WordsMaxLength);
        builder.HasOne<Matter>().WithMany().HasForeignKey(g => g.MatterId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(g => new { g.AccountId, g.EndsAt }).HasDatabaseName("ix_broken_glass_account");
        builder.HasIndex(g => g.MatterId).HasDatabaseName("ix_broken_glass_matter");
    }
}

internal sealed class TiedLookConfiguration : IEntityTypeConfiguration<TiedLook>
{
    public void Configure(EntityTypeBuilder<TiedLook> builder)
    {
        builder.ToTable("tied_look");
        builder.Property(l => l.Id).ValueGeneratedNever();
        builder.Property(l => l.AccountName).HasMaxLength(Matter.NameMaxLength);
        builder.Property(l => l.TieKind).HasConversion<string>().HasMaxLength(Tie.KindMaxLength);
        builder.Property(l => l.Purpose).HasMaxLength(BrokenGlass.PurposeMaxLength);
        builder.Property(l => l.Matter).HasMaxLength(Matter.NumberMaxLength);
        builder.Property(l => l.Reason).HasMaxLength(Matter.WordsMaxLength);
        builder.Property(l => l.DecidedByName).HasMaxLength(Matter.NameMaxLength);
        builder.Property(l => l.DecisionWords).HasMaxLength(Matter.WordsMaxLength);
        builder.HasIndex(l => new { l.AskedAt, l.Id }).HasFilter("decided_at is null").HasDatabaseName("ix_tied_look_waiting");
        builder.HasIndex(l => new { l.AccountId, l.EndsAt }).HasDatabaseName("ix_tied_look_account");
    }
}

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Post.AccessReview.Domain;

namespace Post.AccessReview.Data;

internal sealed class TieConfiguration : IEntityTypeConfiguration<Tie>
{
    public void Configure(EntityTypeBuilder<Tie> builder)
    {
        builder.ToTable("tie");
        builder.Property(t => t.Id).ValueGeneratedNever();
        builder.Property(t => t.Kind).HasConversion<string>().HasMaxLength(Tie.KindMaxLength);
        builder.HasIndex(t => t.AccountId).HasFilter("ended_at is null").HasDatabaseName("ix_tie_account");
        builder.HasIndex(t => t.PersonId).HasFilter("ended_at is null").HasDatabaseName("ix_tie_person");
    }
}

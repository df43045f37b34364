using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Post.Certification.Domain;

namespace Post.Certification.Data;

internal sealed class ReviewItemConfiguration : IEntityTypeConfiguration<ReviewItem>
{
    public void Configure(EntityTypeBuilder<ReviewItem> item)
    {
        item.ToTable("review_item");
        item.HasKey(i => i.Id);
        item.Property(i => i.Id).ValueGeneratedNever();
        item.Property(i => i.Kind).HasConversion<string>();
        item.Property(i => i.Outcome).HasConversion<string>();
        item.Property(i => i.OfficerNumber).UseCollation("C");
        item.HasIndex(i => new { i.Kind, i.OfficerNumber, i.Details }, "ux_review_item").IsUnique();
        item.HasIndex(i => i.Id, "ix_review_item_open").HasFilter("resolved_at is null");
        item.HasIndex(i => i.SuccessionId, "ix_review_item_succession").HasFilter("resolved_at is null");
        item.HasIndex(i => i.PersonId, "ix_review_item_person").HasFilter("resolved_at is null");
    }
}

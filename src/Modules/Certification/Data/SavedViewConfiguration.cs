using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Post.Certification.Domain;

namespace Post.Certification.Data;

internal sealed class SavedViewConfiguration : IEntityTypeConfiguration<SavedView>
{
    public void Configure(EntityTypeBuilder<SavedView> view)
    {
        view.ToTable("saved_view");
        view.HasKey(v => v.Id);
        view.Property(v => v.Id).ValueGeneratedNever();
        view.Property(v => v.List).HasConversion<string>();
        view.HasIndex(v => new { v.OwnerId, v.Name }, "ux_saved_view_name").IsUnique().HasFilter("removed_at is null");
        view.HasIndex(v => new { v.Name, v.Id }, "ix_saved_view_shared").HasFilter("shared and removed_at is null");
    }
}

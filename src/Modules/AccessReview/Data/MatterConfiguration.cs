using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Post.AccessReview.Domain;

namespace Post.AccessReview.Data;

internal sealed class MatterKindConfiguration : IEntityTypeConfiguration<MatterKind>
{
    public void Configure(EntityTypeBuilder<MatterKind> builder)
    {
        builder.ToTable("matter_kind");
        builder.HasKey(k => k.Code);
        builder.Property(k => k.Code).HasMaxLength(MatterKind.CodeMaxLength);
        builder.Property(k => k.Label).HasMaxLength(MatterKind.LabelMaxLength);
        builder.Property(k => k.Clause).HasMaxLength(MatterKind.ClauseMaxLength);
    }
}

internal sealed class MatterConfiguration : IEntityTypeConfiguration<Matter>
{
    public void Configure(EntityTypeBuilder<Matter> builder)
    {
        builder.ToTable("matter");
        builder.Property(m => m.Id).ValueGeneratedNever();
        builder.Property(m => m.Number).HasMaxLength(Matter.NumberMaxLength);
        builder.Property(m => m.Kind).HasMaxLength(MatterKind.CodeMaxLength);
        builder.Property(m => m.Title).HasMaxLength(Matter.TitleMaxLength);
        builder.Property(m => m.OpenedByName).HasMaxLength(Matter.NameMaxLength);
        builder.Property(m => m.ClosedByName).HasMaxLength(Matter.NameMaxLength);
        builder.Property(m => m.ClosedBecause).HasMaxLength(Matter.WordsMaxLength);
        builder.HasOne<MatterKind>().WithMany().HasForeignKey(m => m.Kind).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany(m => m.Assignments).WithOne().HasForeignKey(a => a.MatterId).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany(m => m.Parties).WithOne().HasForeignKey(p => p.MatterId).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany(m => m.Notes).WithOne().HasForeignKey(n => n.MatterId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(m => m.Number).IsUnique().HasDatabaseName("ux_matter_number");
        builder.HasIndex(m => m.Kind).HasDatabaseName("ix_matter_kind");
        builder.HasIndex(m => new { m.OpenedAt, m.Id }).HasFilter("closed_at is null").HasDatabaseName("ix_matter_open");
    }
}

internal sealed class MatterAssignmentConfiguration : IEntityTypeConfiguration<MatterAssignment>
{
    public void Configure(EntityTypeBuilder<MatterAssignment> builder)
    {
        builder.ToTable("matter_assignment");
        builder.Property(a => a.Id).ValueGeneratedNever();
        builder.Property(a => a.AccountName).HasMaxLength(Matter.NameMaxLength);
        builder.Property(a => a.Part).HasConversion<string>().HasMaxLength(MatterAssignment.PartMaxLength);
        builder.Property(a => a.AssignedByName).HasMaxLength(Matter.NameMaxLength);
        builder.Property(a => a.EndedByName).HasMaxLength(Matter.NameMaxLength);
        builder.HasIndex(a => new { a.MatterId, a.AccountId }).IsUnique().HasFilter("ended_at is null").HasDatabaseName("ux_matter_assignment_present");
        builder.HasIndex(a => a.AccountId).HasFilter("ended_at is null").HasDatabaseName("ix_matter_assignment_account");
    }
}

internal sealed class MatterPartyConfiguration : IEntityTypeConfiguration<MatterParty>
{
    public void Configure(EntityTypeBuilder<MatterParty> builder)
    {
        builder.ToTable("matter_party");
        builder.Property(p => p.Id).ValueGeneratedNever();
        builder.Property(p => p.Because).HasMaxLength(Matter.WordsMaxLength);
        builder.Property(p => p.AddedByName).HasMaxLength(Matter.NameMaxLength);
        builder.Property(p => p.EndedByName).HasMaxLength(Matter.NameMaxLength);
        builder.Property(p => p.EndedBecause).HasMaxLength(Matter.WordsMaxLength);
        builder.HasIndex(p => p.MatterId).HasFilter("ended_at is null").HasDatabaseName("ix_matter_party_matter");
    }
}

internal sealed class MatterNoteConfiguration : IEntityTypeConfiguration<MatterNote>
{
    public void Configure(EntityTypeBuilder<MatterNote> builder)
    {
        builder.ToTable("matter_note");
        builder.Property(n => n.Id).ValueGeneratedNever();
        builder.Property(n => n.Text).HasMaxLength(MatterNote.TextMaxLength);
        builder.Property(n => n.RecordedByName).HasMaxLength(Matter.NameMaxLength);
        builder.HasIndex(n => n.MatterId).HasDatabaseName("ix_matter_note_matter");
    }
}

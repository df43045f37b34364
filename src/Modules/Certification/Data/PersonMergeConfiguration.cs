using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Post.Certification.Domain;

namespace Post.Certification.Data;

internal sealed class PersonMergeConfiguration : IEntityTypeConfiguration<PersonMerge>
{
    public void Configure(EntityTypeBuilder<PersonMerge> merge)
    {
        merge.ToTable("person_merge");
        merge.HasKey(m => m.Id);
        merge.Property(m => m.Id).ValueGeneratedNever();
        merge.HasOne<Person>().WithMany().HasForeignKey(m => m.PersonId).OnDelete(DeleteBehavior.NoAction);
        merge.HasOne<Person>().WithMany().HasForeignKey(m => m.IntoPersonId).OnDelete(DeleteBehavior.NoAction);
        merge.HasIndex(m => m.PersonId, "ux_person_merge_present").IsUnique().HasFilter("undone_at is null");
        merge.HasIndex(m => m.PersonId, "ix_person_merge_person");
        merge.HasIndex(m => m.IntoPersonId, "ix_person_merge_into");
    }
}

internal sealed class PersonDistinctionConfiguration : IEntityTypeConfiguration<PersonDistinction>
{
    public void Configure(EntityTypeBuilder<PersonDistinction> distinction)
    {
        distinction.ToTable("person_distinction");
        distinction.HasKey(d => d.Id);
        distinction.Property(d => d.Id).ValueGeneratedNever();
        distinction.HasOne<Person>().WithMany().HasForeignKey(d => d.PersonId).OnDelete(DeleteBehavior.NoAction);
        distinction.HasOne<Person>().WithMany().HasForeignKey(d => d.OtherPersonId).OnDelete(DeleteBehavior.NoAction);
        distinction.HasIndex(d => new { d.PersonId, d.OtherPersonId }, "ux_person_distinction_present")
            .IsUnique().HasFilter("withdrawn_at is null");
        distinction.HasIndex(d => d.PersonId, "ix_person_distinction_person");
        distinction.HasIndex(d => d.OtherPersonId, "ix_person_distinction_other");
    }
}

internal sealed class PossibleDuplicateConfiguration : IEntityTypeConfiguration<PossibleDuplicate>
{
    public void Configure(EntityTypeBuilder<PossibleDuplicate> pair)
    {
        pair.ToTable("possible_duplicate");
        pair.HasKey(p => p.Id);
        pair.Property(p => p.Id).ValueGeneratedNever();
        pair.HasOne<Person>().WithMany().HasForeignKey(p => p.PersonId).OnDelete(DeleteBehavior.NoAction);
        pair.HasOne<Person>().WithMany().HasForeignKey(p => p.OtherPersonId).OnDelete(DeleteBehavior.NoAction);
        pair.HasIndex(p => new { p.PersonId, p.OtherPersonId }, "ux_possible_duplicate_present")
            .IsUnique().HasFilter("gone_at is null");
        pair.HasIndex(p => new { p.Score, p.Id }, "ix_possible_duplicate_queue")
            .IsDescending(true, false).HasFilter("gone_at is null");
        pair.HasIndex(p => p.OtherPersonId, "ix_possible_duplicate_other").HasFilter("gone_at is null");
    }
}

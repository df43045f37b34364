using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Post.Certification.Domain;

namespace Post.Certification.Data;

internal sealed class PersonConfiguration : IEntityTypeConfiguration<Person>
{
    public void Configure(EntityTypeBuilder<Person> person)
    {
        person.ToTable("person");
        person.HasKey(p => p.Id);
        person.Property(p => p.Id).ValueGeneratedNever();
        person.Property(p => p.OfficerNumber).UseCollation("C");
        person.HasIndex(p => p.OfficerNumber).IsUnique().HasDatabaseName("ux_person_officer_number");
    }
}

internal sealed class PersonNameConfiguration : IEntityTypeConfiguration<PersonName>
{
    public void Configure(EntityTypeBuilder<PersonName> name)
    {
        name.ToTable("person_name");
        name.HasKey(n => n.Id);
        name.Property(n => n.Id).ValueGeneratedNever();
        name.Property(n => n.SortKey).UseCollation("C");
        name.HasOne<Person>().WithMany().HasForeignKey(n => n.PersonId).OnDelete(DeleteBehavior.NoAction);
        name.HasOne<FactSource>().WithMany().HasForeignKey(n => n.SourceId).OnDelete(DeleteBehavior.NoAction);
        name.HasIndex(n => n.PersonId, "ix_person_name_person");
        name.HasIndex(n => n.PersonId, "ux_person_name_present").IsUnique().HasFilter(InForce.Filter);
        name.HasIndex(n => new { n.SortKey, n.PersonId }, "ix_person_name_sort").HasFilter(InForce.Filter);
    }
}

internal sealed class PersonReportConfiguration : IEntityTypeConfiguration<PersonReport>
{
    public void Configure(EntityTypeBuilder<PersonReport> report)
    {
        report.ToTable("person_report");
        report.HasKey(r => new { r.PersonId, r.SourceId });
        report.HasOne<Person>().WithMany().HasForeignKey(r => r.PersonId).OnDelete(DeleteBehavior.NoAction);
        report.HasOne<FactSource>().WithMany().HasForeignKey(r => r.SourceId).OnDelete(DeleteBehavior.NoAction);
    }
}

internal sealed class FactSourceConfiguration : IEntityTypeConfiguration<FactSource>
{
    public void Configure(EntityTypeBuilder<FactSource> source)
    {
        source.ToTable("source");
        source.HasKey(s => s.Id).HasName("pk_source");
        source.Property(s => s.Id).ValueGeneratedNever();
    }
}

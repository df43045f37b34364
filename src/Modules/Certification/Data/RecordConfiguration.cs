using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Post.Certification.Domain;

namespace Post.Certification.Data;

internal sealed class RecordConfiguration
    : IEntityTypeConfiguration<RecordItem>, IEntityTypeConfiguration<RecordDesignation>, IEntityTypeConfiguration<QuestionnaireVersion>,
        IEntityTypeConfiguration<RecordEntry>, IEntityTypeConfiguration<RecordDetail>, IEntityTypeConfiguration<RecordAccess>
{
    private const string Stands = "superseded_at is null";

    private static readonly JsonSerializerOptions s_json = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        Converters = { new JsonStringEnumConverter() },
    };

    public void Configure(EntityTypeBuilder<RecordItem> item)
    {
        item.ToTable("record_item");
        item.HasKey(i => i.Kind);
        item.Property(i => i.Kind).HasConversion<string>();
        item.Property(i => i.Restricted).HasConversion<string>();
        item.Property(i => i.RecordGroup).HasConversion<string>();
    }

    public void Configure(EntityTypeBuilder<RecordDesignation> designation)
    {
        designation.ToTable("record_designation");
        designation.Property(d => d.Id).ValueGeneratedNever();
        designation.Property(d => d.OfType).HasConversion<string>();
        designation.Property(d => d.SourceKind).HasConversion<string>();
    }

    public void Configure(EntityTypeBuilder<QuestionnaireVersion> version)
    {
        version.ToTable("questionnaire_version");
        version.HasKey(v => v.Code);
    }

    public void Configure(EntityTypeBuilder<RecordEntry> entry)
    {
        entry.ToTable("record_entry");
        entry.Property(e => e.Id).ValueGeneratedNever();
        entry.Property(e => e.Kind).HasConversion<string>();
        entry.Property(e => e.Holding).HasConversion<string>();
        entry.Property(e => e.Copy).HasConversion<string>();
        entry.Property(e => e.RecordedAs).HasConversion<string>();
        entry.Property(e => e.Particulars).HasColumnType("jsonb")
            .HasConversion(p => JsonSerializer.Serialize(p, s_json), p => JsonSerializer.Deserialize<RecordParticulars>(p, s_json)!);
        entry.HasOne<Person>().WithMany().HasForeignKey(e => e.PersonId).OnDelete(DeleteBehavior.NoAction);
        entry.HasOne<LawEnforcementAgency>().WithMany().HasForeignKey(e => e.AgencyId).OnDelete(DeleteBehavior.NoAction);
        entry.HasOne<RecordItem>().WithMany().HasForeignKey(e => e.Kind).OnDelete(DeleteBehavior.NoAction);
        entry.HasIndex(e => new { e.PersonId, e.AgencyId, e.Cycle, e.Kind, e.AboutId }, "ux_record_entry_standing").IsUnique().HasFilter(Stands).AreNullsDistinct(false);
    }

    public void Configure(EntityTypeBuilder<RecordDetail> detail)
    {
        detail.ToTable("record_detail");
        detail.HasKey(d => d.EntryId);
        detail.Property(d => d.EntryId).ValueGeneratedNever();
        detail.Property(d => d.Restricted).HasConversion<string>();
        detail.Property(d => d.Content).HasColumnType("jsonb")
            .HasConversion(c => JsonSerializer.Serialize(c, s_json), c => JsonSerializer.Deserialize<RestrictedRecord>(c, s_json)!);
        detail.HasOne<RecordEntry>().WithOne().HasForeignKey<RecordDetail>(d => d.EntryId).OnDelete(DeleteBehavior.NoAction);
    }

    public void Configure(EntityTypeBuilder<RecordAccess> access)
    {
        access.ToTable("record_access");
        access.Property(a => a.Id).ValueGeneratedNever();
        access.HasOne<AgencyMember>().WithMany().HasForeignKey(a => a.MemberId).OnDelete(DeleteBehavior.NoAction);
        access.HasIndex(a => a.MemberId, "ux_record_access_member").IsUnique().HasFilter(Stands);
    }
}

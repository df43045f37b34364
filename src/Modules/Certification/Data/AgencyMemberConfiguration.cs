using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Post.Certification.Domain;

namespace Post.Certification.Data;

internal sealed class AgencyMemberConfiguration
    : IEntityTypeConfiguration<AgencyMember>, IEntityTypeConfiguration<AgencyAppointment>, IEntityTypeConfiguration<LiaisonArea>
{
    public void Configure(EntityTypeBuilder<AgencyMember> member)
    {
        member.ToTable("agency_member");
        member.HasKey(m => m.Id);
        member.Property(m => m.Id).ValueGeneratedNever();
        member.Property(m => m.Kind).HasConversion<string>();
        member.HasOne<LawEnforcementAgency>().WithMany().HasForeignKey(m => m.AgencyId).OnDelete(DeleteBehavior.NoAction);
        member.HasOne<Person>().WithMany().HasForeignKey(m => m.PersonId).OnDelete(DeleteBehavior.NoAction);
        member.HasIndex(m => new { m.AgencyId, m.Email }, "ux_agency_member_email").IsUnique();
        member.HasIndex(m => m.AccountId, "ix_agency_member_account");
    }

    public void Configure(EntityTypeBuilder<AgencyAppointment> appointment)
    {
        appointment.ToTable("agency_appointment");
        appointment.HasKey(a => a.Id);
        appointment.Property(a => a.Id).ValueGeneratedNever();
        appointment.Property(a => a.Capacity).HasConversion<string>();
        appointment.HasOne<AgencyMember>().WithMany().HasForeignKey(a => a.MemberId).OnDelete(DeleteBehavior.NoAction);
        appointment.HasIndex(a => a.MemberId, "ix_agency_appointment_member");
    }

    public void Configure(EntityTypeBuilder<LiaisonArea> area)
    {
        area.ToTable("liaison_area");
        area.HasKey(a => a.Code);
    }
}

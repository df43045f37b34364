using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Post.Certification.Domain;

namespace Post.Certification.Data;

internal sealed class NoticeEscalationConfiguration : IEntityTypeConfiguration<NoticeEscalation>
{
    public void Configure(EntityTypeBuilder<NoticeEscalation> escalation)
    {
        escalation.ToTable("notice_escalation");
        escalation.HasKey(e => e.NoticeId);
        escalation.Property(e => e.NoticeId).ValueGeneratedNever();
        escalation.HasOne<LawEnforcementAgency>().WithMany().HasForeignKey(e => e.AgencyId).OnDelete(DeleteBehavior.NoAction);
        escalation.HasOne<AgencyMember>().WithMany().HasForeignKey(e => e.HeadId).OnDelete(DeleteBehavior.NoAction);
        escalation.HasIndex(e => new { e.AgencyId, e.NoticeId }, "ix_notice_escalation_agency");
    }
}

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Post.Certification.Domain;

namespace Post.Certification.Data;

internal sealed class LiaisonInstructionConfiguration : IEntityTypeConfiguration<LiaisonInstruction>, IEntityTypeConfiguration<InstructionAcknowledgement>
{
    private const string Stands = "superseded_at is null";

    public void Configure(EntityTypeBuilder<LiaisonInstruction> instruction)
    {
        instruction.ToTable("liaison_instruction");
        instruction.HasKey(i => i.Id);
        instruction.Property(i => i.Id).ValueGeneratedNever();
        instruction.Property(i => i.Source).HasConversion<string>();
        instruction.HasOne<LawEnforcementAgency>().WithMany().HasForeignKey(i => i.AgencyId).OnDelete(DeleteBehavior.NoAction);
        instruction.HasIndex(i => new { i.SeriesId, i.Version }, "ux_liaison_instruction_version").IsUnique();
        instruction.HasIndex(i => i.SeriesId, "ux_liaison_instruction_series").IsUnique().HasFilter(Stands);
        instruction.HasIndex(i => i.AgencyId, "ix_liaison_instruction_agency").HasFilter(Stands);
    }

    public void Configure(EntityTypeBuilder<InstructionAcknowledgement> acknowledgement)
    {
        acknowledgement.ToTable("instruction_acknowledgement");
        acknowledgement.HasKey(a => new { a.InstructionId, a.MemberId });
        acknowledgement.HasOne<LiaisonInstruction>().WithMany().HasForeignKey(a => a.InstructionId).OnDelete(DeleteBehavior.NoAction);
        acknowledgement.HasOne<AgencyMember>().WithMany().HasForeignKey(a => a.MemberId).OnDelete(DeleteBehavior.NoAction);
        acknowledgement.HasIndex(a => a.MemberId, "ix_instruction_acknowledgement_member");
    }
}

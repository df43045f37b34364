using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Post.Commission.Domain;

namespace Post.Commission.Data;

internal sealed class RegisteredSystemConfiguration : IEntityTypeConfiguration<RegisteredSystem>
{
    public void Configure(EntityTypeBuilder<RegisteredSystem> system)
    {
        system.ToTable("registered_system");
        system.IsRegisterRow();
        system.Property(s => s.Kind).HasConversion<string>();
        system.Property(s => s.State).HasConversion<string>();
        system.Ignore(s => s.Subject);
        system.HasOne<RegulationEdition>().WithMany().HasForeignKey(s => s.EditionId).OnDelete(DeleteBehavior.NoAction);
        system.HasIndex(s => s.SystemId, "ux_registered_system_present").IsUnique().HasFilter(RegisterRows.Present);
        system.HasIndex(s => s.Code, "ux_registered_system_code").IsUnique().HasFilter(RegisterRows.Present);
        system.HasIndex(s => s.EditionId, "ix_registered_system_edition");
    }
}

internal sealed class DesignReviewConfiguration : IEntityTypeConfiguration<DesignReview>
{
    public void Configure(EntityTypeBuilder<DesignReview> review)
    {
        review.ToTable("design_review");
        review.IsRegisterRow();
        review.Property(r => r.Occasion).HasConversion<string>();
        review.Property(r => r.MachineReadable).HasConversion<string>();
        review.Property(r => r.Segregation).HasConversion<string>();
        review.HasIndex(r => r.ReviewId, "ux_design_review_present").IsUnique().HasFilter(RegisterRows.Present);
        review.HasIndex(r => r.SystemId, "ix_design_review_system");
    }
}

internal sealed class ContractProvisionConfiguration : IEntityTypeConfiguration<ContractProvision>
{
    public void Configure(EntityTypeBuilder<ContractProvision> provision)
    {
        provision.ToTable("contract_provision");
        provision.HasKey(p => p.Code);
    }
}

internal sealed class StorageContractConfiguration : IEntityTypeConfiguration<StorageContract>
{
    public void Configure(EntityTypeBuilder<StorageContract> contract)
    {
        contract.ToTable("storage_contract");
        contract.IsRegisterRow();
        contract.Property(c => c.RestrictsRecordsOfficer).HasConversion<string>();
        contract.Property(c => c.RelievesCommission).HasConversion<string>();
        contract.Property(c => c.State).HasConversion<string>();
        contract.Property(c => c.Provisions).HasColumnType("jsonb");
        contract.Ignore(c => c.Pages);
        contract.HasIndex(c => c.ContractId, "ux_storage_contract_present").IsUnique().HasFilter(RegisterRows.Present);
        contract.HasIndex(c => c.SystemId, "ix_storage_contract_system");
    }
}

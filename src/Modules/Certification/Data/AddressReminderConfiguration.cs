using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Post.Certification.Domain;

namespace Post.Certification.Data;

internal sealed class AddressReminderConfiguration : IEntityTypeConfiguration<AddressReminder>
{
    public void Configure(EntityTypeBuilder<AddressReminder> reminder)
    {
        reminder.ToTable("address_reminder");
        reminder.HasKey(r => r.ContactPointId);
        reminder.Property(r => r.ContactPointId).ValueGeneratedNever();
        reminder.HasOne<Person>().WithMany().HasForeignKey(r => r.PersonId).OnDelete(DeleteBehavior.NoAction);
        reminder.HasIndex(r => r.PersonId, "ix_address_reminder_person");
    }
}

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Post.Commission.Domain;

namespace Post.Commission.Data;

internal sealed class SeatConfiguration : IEntityTypeConfiguration<Seat>
{
    public void Configure(EntityTypeBuilder<Seat> seat)
    {
        seat.ToTable("seat");
        seat.HasKey(s => s.Number);
        seat.Property(s => s.Number).ValueGeneratedNever();
    }
}

internal sealed class CommissionerTermConfiguration : IEntityTypeConfiguration<CommissionerTerm>
{
    public void Configure(EntityTypeBuilder<CommissionerTerm> term)
    {
        term.ToTable("commissioner_term");
        term.IsRegisterRow();
        term.HasOne<Seat>().WithMany().HasForeignKey(t => t.SeatNumber).OnDelete(DeleteBehavior.NoAction);
        term.HasIndex(t => t.TermId, "ux_commissioner_term_present").IsUnique().HasFilter(RegisterRows.Present);
        term.HasIndex(t => t.SeatNumber, "ix_commissioner_term_seat");
    }
}

internal sealed class VoteKindConfiguration : IEntityTypeConfiguration<VoteKind>
{
    public void Configure(EntityTypeBuilder<VoteKind> kind)
    {
        kind.ToTable("vote_kind");
        kind.HasKey(k => k.Code);
    }
}

internal sealed class VotingRuleConfiguration : IEntityTypeConfiguration<VotingRule>
{
    public void Configure(EntityTypeBuilder<VotingRule> rule)
    {
        rule.ToTable("voting_rule");
        rule.HasKey(r => r.Id);
        rule.Property(r => r.Id).ValueGeneratedNever();
        rule.Property(r => r.QuorumOf).HasConversion<string>();
        rule.Property(r => r.VotesOf).HasConversion<string>();
        rule.Ignore(r => r.QuorumWords);
        rule.Ignore(r => r.VotesWords);
        rule.HasOne<VoteKind>().WithMany().HasForeignKey(r => r.VoteKindCode).OnDelete(DeleteBehavior.NoAction);
        rule.HasIndex(r => new { r.VoteKindCode, r.EffectiveFrom }, "ux_voting_rule_effective").IsUnique().AreNullsDistinct(false);
    }
}

internal sealed class MeetingConfiguration : IEntityTypeConfiguration<Meeting>
{
    public void Configure(EntityTypeBuilder<Meeting> meeting)
    {
        meeting.ToTable("meeting");
        meeting.IsRegisterRow();
        meeting.Property(m => m.Kind).HasConversion<string>();
        meeting.HasIndex(m => m.MeetingId, "ux_meeting_present").IsUnique().HasFilter(RegisterRows.Present);
        meeting.HasIndex(m => new { m.HeldOn, m.MeetingId }, "ix_meeting_held").HasFilter(RegisterRows.Present);
    }
}

internal sealed class VoteConfiguration : IEntityTypeConfiguration<Vote>
{
    public void Configure(EntityTypeBuilder<Vote> vote)
    {
        vote.ToTable("vote");
        vote.IsRegisterRow();
        vote.Property(v => v.Outcome).HasConversion<string>();
        vote.Ignore(v => v.Tally);
        vote.Ignore(v => v.Carried);
        vote.HasOne<VoteKind>().WithMany().HasForeignKey(v => v.KindCode).OnDelete(DeleteBehavior.NoAction);
        vote.HasOne<VotingRule>().WithMany().HasForeignKey(v => v.VotingRuleId).OnDelete(DeleteBehavior.NoAction);
        vote.HasMany(v => v.Ballots).WithOne().HasForeignKey(b => b.VoteRowId).OnDelete(DeleteBehavior.NoAction);
        vote.HasIndex(v => v.VoteId, "ux_vote_present").IsUnique().HasFilter(RegisterRows.Present);
        vote.HasIndex(v => v.MeetingId, "ix_vote_meeting");
        vote.HasIndex(v => v.KindCode, "ix_vote_kind");
        vote.HasIndex(v => v.VotingRuleId, "ix_vote_rule");
        vote.HasIndex(v => v.Subjects, "ix_vote_subjects").HasMethod("gin");
        vote.HasIndex(v => v.RescindsVoteId, "ix_vote_rescinds").HasFilter("rescinds_vote_id is not null");
    }
}

internal sealed class BallotConfiguration : IEntityTypeConfiguration<Ballot>
{
    public void Configure(EntityTypeBuilder<Ballot> ballot)
    {
        ballot.ToTable("ballot");
        ballot.HasKey(b => new { b.VoteRowId, b.CommissionerId });
        ballot.Property(b => b.Choice).HasConversion<string>();
    }
}

using Post.Kernel.Requests;

namespace Post.Certification.Features.MapAgencySpelling;

internal sealed record AgencyNotOffered()
    : Refusal("This agency was not found, or has been merged into another. Choose it again from the list.")
{
    public override RefusalKind Kind => RefusalKind.NotFound;
}

internal sealed record SpellingAlreadyMapped(string Spelling, string Agency)
    : Refusal($"“{Spelling}” stands for {Agency} already. Nothing was changed. To correct it, choose another agency.");

internal sealed record IsItsOwnAgency(string Spelling)
    : Refusal($"“{Spelling}” stands for this provisional agency already. To confirm it, say that it is an agency of its own.");

internal sealed record NameStandsForAnother(string Name)
    : Refusal($"“{Name}” is a spelling of another entry already. Choose that agency, or give another official name.");

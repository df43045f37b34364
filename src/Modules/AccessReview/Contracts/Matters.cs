using Post.Kernel.Requests;

namespace Post.AccessReview.Contracts;

/// <summary>Kinds of matters as the code names them; the vocabulary itself is <c>access_review.matter_kind</c>.</summary>
public static class MatterKinds
{
    public const string Complaint = "Complaint";
    public const string Inquiry = "Inquiry";
    public const string Investigation = "Investigation";
    public const string Hearing = "Hearing";
    public const string Audit = "Audit";
    public const string RecordsRequest = "RecordsRequest";
    public const string DataObjection = "DataObjection";
    public const string Privilege = "Privilege";
    public const string LegalProcess = "LegalProcess";
}

/// <summary>A matter to be opened; number and title name no person.</summary>
public sealed record MatterToOpen(string Number, string Kind, string Title);

/// <summary>
/// How a matter ended, without naming a person. Closing lets its subjects see the looks that its confidentiality held back,
/// unless it is said why they stay held and until when.
/// </summary>
public sealed record MatterClosing(string Because)
{
    public StayingHeld? Hold { get; init; }
}

/// <summary>That looks of a closed matter stay held, up to and including a legal date.</summary>
public sealed record StayingHeld(string Reason, DateOnly Until);

/// <summary>A person or an agency that a matter is about; exactly one of the two.</summary>
public sealed record PartyToAdd(Guid? PersonId, Guid? AgencyId, string Because)
{
    public static PartyToAdd Person(Guid id, string because) => new(id, null, because);

    public static PartyToAdd Agency(Guid id, string because) => new(null, id, because);
}

/// <summary>
/// The register of matters, for the commands of any module, inside their transaction: looks under a purpose that needs a
/// matter are bound to what stands here. It knows a matter by its number.
/// </summary>
public interface IMatterRegister
{
    Task<Result<Guid>> OpenAsync(MatterToOpen matter, CancellationToken ct);

    Task<Result<Done>> AddPartyAsync(string number, PartyToAdd party, CancellationToken ct);

    Task<Result<Done>> AssignAsync(string number, Guid account, string accountName, bool supervises, CancellationToken ct);

    Task<Result<Done>> NoteAsync(string number, string text, CancellationToken ct);

    Task<Result<Done>> CloseAsync(string number, MatterClosing closing, CancellationToken ct);
}

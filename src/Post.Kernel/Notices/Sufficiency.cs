using Post.Kernel.Notices.Addresses;

namespace Post.Kernel.Notices;

/// <summary>
/// Whether 12.11 makes a notice sufficient: it was provided at an address furnished to the Commission for that purpose. A
/// bounce or silence does not undo it (a reading of 12.11, and why a second channel opens all the same).
/// </summary>
public static class Sufficiency
{
    /// <returns>Null for addressees of whom 12.11 does not speak.</returns>
    public static bool? Of(AddresseeKind addressee, ContactPoint? address, string purpose) =>
        addressee is AddresseeKind.OtherPerson ? null : address?.IsFurnishedFor(purpose) ?? false;

    /// <summary>Why, in words for the page.</summary>
    public static string Words(AddresseeKind addressee, bool? sufficient) => (addressee, sufficient) switch
    {
        (AddresseeKind.OtherPerson, _) => "12.11 does not speak of this addressee",
        (_, true) => "Sufficient (12.11): provided at an address furnished for this purpose",
        (_, false) => "Not sufficient by force of 12.11: the address was not furnished for this purpose",
        (_, null) => "Nothing was provided yet",
    };
}

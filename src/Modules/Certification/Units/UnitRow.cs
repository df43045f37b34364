namespace Post.Certification.Units;

/// <summary>A unit with its head of today, and how many officers of the agency belong to it.</summary>
public sealed record UnitRow(Guid Id, string Name, string Head, string Email, DateOnly HeadSince, int Members)
{
    internal static UnitRow Of(UnitStanding unit) => new(unit.Id, unit.Name, unit.Head, unit.Email, unit.HeadSince, unit.Members.Count);
}

using System.Collections.Frozen;

namespace Post.PublicDatabase.Gate;

/// <summary>A form of information about a person, and whether the regulation itself lists it; in the order of the regulation.</summary>
internal sealed record PublicForm(string Code, string Clause, bool Listed, string What, int Order);

/// <summary>The forms known: those that 8.06(3) lists, and those that a guideline may add (8.06(6)(b)).</summary>
internal static class PublicForms
{
    public const string Name = "8.06(3)(a)1";
    public const string Status = "8.06(3)(a)2";
    public const string CertificationDates = "8.06(3)(a)3";
    public const string Employer = "8.06(3)(a)4";
    public const string Document = "8.06(3)(a)9";
    public const string Complaint = "8.06(3)(a)10";
    public const string Allegation = "8.06(3)(a)10.a";
    public const string Discipline = "8.06(3)(a)10.c";
    public const string Figure = "8.06(3)(c)";
    public const string Suffix = "suffix";
    public const string OfficerNumber = "officer-number";
    public const string FormerName = "former-name";

    private static readonly FrozenDictionary<string, PublicForm> s_all = EmbeddedTable
        .Read("Post.PublicDatabase.Gate.forms.csv", 4)
        .Select((c, order) => new PublicForm(c[0], c[1], c[2] == "regulation", c[3], order))
        .ToFrozenDictionary(f => f.Code);

    public static PublicForm? Find(string code) => s_all.GetValueOrDefault(code);

    /// <summary>
    /// Whether an item of this form is about a complaint, where only an adverse ending publishes (T-1).
    /// </summary>
    public static bool IsDisciplinary(string code) => code is Complaint or Allegation or Discipline;
}

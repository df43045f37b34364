namespace Post.Certification.Persons;

/// <summary>What ties two officer numbers together, in plain words; the codes are those of <c>certification.duplicate_rule</c>.</summary>
internal static class DuplicateWords
{
    public static string Of(string ground) => ground switch
    {
        "same-certificate" => "One certificate number under both",
        "same-agency" => "Service at one agency at the same time",
        "follow-on" => "One service begins soon after the other ended",
        "same-suffix" => "The same suffix",
        _ => ground,
    };
}

namespace Post.Certification.Schools;

/// <summary>Which school resource officers are listed.</summary>
internal enum SchoolOfficerCut
{
    /// <summary>The training is not completed, or told of by somebody else alone, and nobody has written down what was made of it.</summary>
    Open,
    Completed,

    /// <summary>Not completed, and staff wrote down what they made of it.</summary>
    LookedAt,
}

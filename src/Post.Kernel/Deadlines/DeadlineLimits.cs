namespace Post.Kernel.Deadlines;

/// <summary>How far the calendars reach and how long words may be, for the validators of every form about deadlines.</summary>
public static class DeadlineLimits
{
    public const int ReferenceMaxLength = 60;
    public const int WordsMaxLength = 500;
    public const string DayWords = "Choose a day between January 1, 2000 and December 31, 2099.";
    public const string ReasonWords = "Say why: the reason is kept with the deadline.";
    public const string AuthorityWords = "Name the authority: a clause, an order, a vote.";

    private static readonly DateOnly s_first = new(2000, 1, 1);
    private static readonly DateOnly s_last = new(2099, 12, 31);

    public static bool Covers(DateOnly day) => s_first <= day && day <= s_last;
}

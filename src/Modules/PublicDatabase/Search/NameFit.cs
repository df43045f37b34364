namespace Post.PublicDatabase.Search;

/// <summary>How well the words sit in the name: given name before surname, no part left unsaid.</summary>
internal struct NameFit(int wordsBeforeComma)
{
    private const int OutOfOrder = 2;
    private const int Unsaid = 1;

    private NameFields _said;
    private int _surnames;
    private int _firsts;
    private int _surnameFrom = int.MaxValue;
    private int _surnameTo = -1;
    private int _firstFrom = int.MaxValue;
    private int _firstTo = -1;

    public void Add(int position, NameFields fields)
    {
        if (fields.HasFlag(NameFields.Surname))
        {
            _surnames++;
            _surnameFrom = Math.Min(_surnameFrom, position);
            _surnameTo = position;
            if (fields.HasFlag(NameFields.Whole)) _said |= NameFields.Surname;
        }

        if (fields.HasFlag(NameFields.First))
        {
            _firsts++;
            _firstFrom = Math.Min(_firstFrom, position);
            _firstTo = position;
            if (fields.HasFlag(NameFields.Whole)) _said |= NameFields.First;
        }
    }

    public readonly int Penalty(ReadOnlySpan<NameWord> name)
    {
        if (_surnames == 0 && _firsts == 0) return 0;
        var penalty = OrderPenalty();
        if (_surnames > 0 && LeavesUnsaid(name, NameFields.Surname, _surnames)) penalty += Unsaid;
        if (_firsts > 0 && LeavesUnsaid(name, NameFields.First, _firsts)) penalty += Unsaid;
        return penalty;
    }

    private readonly int OrderPenalty()
    {
        if (_surnames == 0) return OutOfOrder;
        if (_firsts == 0) return _surnames > 1 ? Unsaid : 0;
        if (_surnames + _firsts == 2 && _surnameFrom == _firstFrom) return 0;
        var inOrder = wordsBeforeComma > 0 ? _surnameFrom < _firstTo : _firstFrom < _surnameTo;
        return inOrder ? 0 : OutOfOrder;
    }

    private readonly bool LeavesUnsaid(ReadOnlySpan<NameWord> name, NameFields part, int said)
    {
        if (_said.HasFlag(part)) return false;
        var pieces = 0;
        foreach (var word in name)
        {
            if ((word.Fields & (part | NameFields.Whole)) == part) pieces++;
        }

        return said < pieces;
    }
}

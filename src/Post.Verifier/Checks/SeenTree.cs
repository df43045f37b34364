namespace Post.Verifier.Checks;

/// <summary>A tree as somebody else saw it.</summary>
internal sealed record SeenTree(string Who, long Size, byte[] Root)
{
    /// <summary>What several saw, each in the order of its sizes, as one list in that order.</summary>
    public static IEnumerable<SeenTree> InOrder(IReadOnlyList<IEnumerable<SeenTree>> seen)
    {
        var readers = seen.Select(s => s.GetEnumerator()).ToList();
        try
        {
            var next = new PriorityQueue<IEnumerator<SeenTree>, long>();
            foreach (var reader in readers.Where(r => r.MoveNext())) next.Enqueue(reader, reader.Current.Size);
            while (next.TryDequeue(out var first, out _))
            {
                yield return first.Current;
                if (first.MoveNext()) next.Enqueue(first, first.Current.Size);
            }
        }
        finally
        {
            readers.ForEach(r => r.Dispose());
        }
    }
}

namespace Post.Kernel.Imports.Reading;

/// <summary>Hands over one record after another, whatever the file is made of; what cannot be read is a record with a
/// problem, and a file that ends in damage says so.</summary>
internal interface IRecordScanner : IDisposable
{
    /// <summary>How to name a column in a problem, once the header is known.</summary>
    IReadOnlyList<string> ColumnNames { set; }

    /// <summary>Why nothing more can be read, when it is not the end of the file.</summary>
    ReadingRefusal? Refusal { get; }

    ScannedRecord? Next();
}

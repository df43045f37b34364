namespace Post.Kernel.Ui;

/// <summary>A part of a screen that another module than the screen's owner fills.</summary>
public interface ISlotPart
{
    string Title { get; }

    /// <summary>The component that shows the part; it takes the parameters that the slot hands on.</summary>
    Type Component { get; }
}

/// <summary>A section of the officer file; its component takes <c>PersonId</c>.</summary>
public interface IOfficerFileSection : ISlotPart
{
    /// <summary>Without this permission the section is not offered; null where whoever opens the file sees it. Its requests ask again.</summary>
    string? Permission => null;
}

/// <summary>A section of an import's page; its component takes <c>RunId</c>.</summary>
public interface IImportSection : ISlotPart;

using Post.Kernel.Requests;

namespace Post.AccessReview.Exports;

internal abstract record ExportRefusal(string Words) : Refusal(Words)
{
    public override RefusalKind Kind => RefusalKind.Forbidden;
}

internal sealed record ExportOfSomebodyElse() : ExportRefusal("Somebody else asked for this file. An approval is for the one who asked; nothing was given out.");

internal sealed record ExportNotDecided() : ExportRefusal("Nobody has decided about this file yet. A second person does; nothing was given out.");

internal sealed record ExportWasRefused() : ExportRefusal("A second person refused this file. Nothing was given out.");

internal sealed record ExportRanOut() : ExportRefusal("The approval has run out. Nothing was given out; ask again, if you still need the file.");

internal sealed record ExportTaken() : ExportRefusal("This file was taken already. An approval is for once; ask again, if you need another copy.");

/// <summary>The question is not the one that was approved, or the approval is for another kind of file.</summary>
internal sealed record QuestionChanged() : ExportRefusal("This is not the question that was approved. Nothing was given out; ask for this one.");

internal sealed record OwnExport() : ExportRefusal("You asked for this file yourself. Somebody else decides.");

/// <summary>Whoever is tied to the asker, or to a person the question names, is no second person.</summary>
internal sealed record DeciderIsTiedToExport() : ExportRefusal("You are tied to the person who asks, or to a person the question is about. Somebody else decides.");

internal sealed record AskerIsSupervisor() : ExportRefusal("You answer to the person who asks. Somebody else decides.");

internal sealed record ExportDecided() : Refusal("This was decided already.");

internal sealed record NoSuchExport() : Refusal("There is no such kind of file, or your role does not allow it.")
{
    public override RefusalKind Kind => RefusalKind.Forbidden;
}

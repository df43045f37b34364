using Post.Kernel.Requests;

namespace Post.Certification.Persons;

internal sealed record MergeIntoItself()
    : Refusal("These are the same officer number. Choose the other number that proved to be this person's.");

internal sealed record NumberIsMerged(string Number, string Into, Guid IntoPersonId)
    : Refusal($"{Number} has been merged into {Into}. Open that file: it shows everything that was reported under either number.");

internal sealed record NumberTakesOthersIn(string Number, IReadOnlyList<string> Others)
    : Refusal($"{Number} stands for {string.Join(" and ", Others)} too. Merge the other number into it instead, or un-merge "
        + $"{string.Join(" and ", Others)} first: a number that others were merged into is not merged itself.");

internal sealed record NumbersKeptApart(string Number, string Other, string By, string Reason)
    : Refusal($"{By} decided that {Number} and {Other} are two persons, because: {Reason} Withdraw that decision first if it was wrong.");

internal sealed record NumbersAreOnePerson(string Number, string Other)
    : Refusal($"{Number} and {Other} are one person by a merge. Un-merge them first if that was wrong.");

internal sealed record NumberNotMerged(string Number)
    : Refusal($"{Number} is not merged into another number, so there is nothing to un-merge. Somebody may have done it already.");

internal sealed record KeptApartAlready(string Number, string Other)
    : Refusal($"Somebody has decided already that {Number} and {Other} are two persons. Nothing was changed.");

internal sealed record DistinctionWithdrawn()
    : Refusal("This decision has been withdrawn already. Nothing was changed.");

using FsCheck;
using FsCheck.Fluent;
using Post.Kernel.Access;

namespace Post.Kernel.Tests.Access;

/// <summary>Whatever makes the world stricter never opens what was shut.</summary>
[Trait("Clause", "8.07(5)(a)")]
public sealed class AccessPolicyProperties
{
    private static readonly Config s_config = Config.QuickThrowOnFailure.WithMaxTest(20_000);

    /// <summary>One step that takes something away from whoever looks, or adds something against them.</summary>
    private static readonly (string Name, Func<Look, Guid, Look> Take)[] s_steps =
    [
        ("a tie to oneself", (l, s) => l with { Facts = l.Facts with { Self = With(l.Facts.Self, s) } }),
        ("a tie to family", (l, s) => l with { Facts = l.Facts with { Family = With(l.Facts.Family, s) } }),
        ("a former agency", (l, _) => l with { Facts = l.Facts with { Agencies = With(l.Facts.Agencies, RandomLook.Agencies[0]) } }),
        ("no acknowledgment", (l, _) => l with { Facts = l.Facts with { Acknowledged = false } }),
        ("no passages", (l, _) => l with { Facts = l.Facts with { Passages = [] } }),
        ("the matter closed", (l, _) => l with { Matter = l.Matter is null ? null : l.Matter with { Open = false } }),
        ("the matter gone", (l, _) => l with { Matter = null }),
        ("off the matter", (l, _) => l with { Matter = l.Matter is null ? null : l.Matter with { Assigned = new Dictionary<Guid, bool>() } }),
        ("a party fewer", (l, s) => l with { Matter = l.Matter is null ? null : l.Matter with { Persons = l.Matter.Persons.Where(p => p != s).ToHashSet() } }),
        ("no agency as party", (l, _) => l with { Matter = l.Matter is null ? null : l.Matter with { Agencies = new HashSet<Guid>() } }),
        ("no words", (l, _) => l with { Chosen = l.Chosen with { Reason = null } }),
        ("a purpose that asks for a second person", (l, _) => l with { Purpose = l.Purpose with { NeedsSecondPerson = l.Purpose.NeedsMatter } }),
        ("stricter rules of ties", (l, _) => l with { Facts = l.Facts with { Ties = TieRules.Strictest } }),
        ("an hour later", (l, _) => l with { Now = l.Now.AddHours(1) }),
    ];

    [Fact]
    public void OneStepStricter_OpensNothing()
    {
        var (opened, shut) = (0, new HashSet<string>());
        // A rare step may shut nothing in one run: then more is drawn.
        for (var run = 0; run < 5 && shut.Count < s_steps.Length; run++) Check.One(s_config, Prop.ForAll(RandomLook.Any.ToArbitrary(), RandomLook.Subject.ToArbitrary(), (look, subject) =>
        {
            var (file, row) = (OpensFile(look), RandomLook.OpensRow(look, subject.Subject, subject.Employers));
            if (file) opened++;
            foreach (var step in s_steps)
            {
                var stricter = step.Take(look, subject.Subject);
                Assert.False(!file && OpensFile(stricter), step.Name);
                Assert.False(!row && RandomLook.OpensRow(stricter, subject.Subject, subject.Employers), step.Name);
                if (file && !OpensFile(stricter)) shut.Add(step.Name);
            }

            bool OpensFile(Look at) => RandomLook.OpensFile(at, subject.Subject, subject.Employers);
        }));

        // If nothing had opened, or a step had never shut anything, the property would have said nothing about it.
        Assert.InRange(opened, 500, 100_000);
        Assert.Equal(s_steps.Select(s => s.Name).Order(), shut.Order());
    }

    [Fact]
    public void FileAcrossATieToOneselfOrFamily_OpensByNoGlass() => Check.One(s_config, Prop.ForAll(
        RandomLook.Any.ToArbitrary(), RandomLook.Subject.ToArbitrary(), (look, subject) =>
        {
            var facts = look.Facts with
            {
                Self = new HashSet<Guid> { subject.Subject },
                Ties = look.Facts.Ties with { Self = new TieRule(null, true) },
                Passages = [.. look.Facts.Passages.Where(p => p.Kind is PassageKind.BrokenGlass)],
            };

            Assert.Equal(new LookAtOneself(subject.Subject), AccessPolicy.AtPerson(look with { Facts = facts }, subject.Subject, subject.Employers).Refusal);
        }));

    private static HashSet<Guid> With(IReadOnlySet<Guid> set, Guid one) => [.. set, one];
}

using System.Reflection;
using System.Reflection.Emit;
using Post.Audit;
using Post.Kernel.Access;
using Post.Kernel.Exports;
using Post.Kernel.Requests;

namespace Post.Kernel.Tests.Requests;

/// <summary>A request that says too little of itself stops the start, with its name in the message.</summary>
public sealed class RequestCatalogueTests
{
    private static readonly CustomAttributeBuilder s_requires = Attribute<RequiresAttribute>("Trial.Read");
    private static readonly CustomAttributeBuilder s_audited = Attribute<AuditedAttribute>("trial.read", DataClass.None);
    private static readonly CustomAttributeBuilder s_public = Attribute<PublicReadAttribute>("/trial");

    [Fact]
    public void Whole_IsFine()
    {
        var catalogue = CatalogueOf(typeof(IQuery<int>), s_requires, s_audited);

        Assert.Empty(catalogue.Problems());
        var spec = Assert.Single(catalogue.All);
        Assert.Equal(("Trial.Read", "trial.read", false), (spec.Permission, spec.Audit!.Action, spec.IsCommand));
        Assert.Same(spec, catalogue.For(spec.Type));
    }

    [Fact]
    public void Command_IsKnownAsOne() => Assert.True(Assert.Single(CatalogueOf(typeof(ICommand<int>), s_requires, s_audited).All).IsCommand);

    [Fact]
    public void NoPermission_StopsTheStart() => AssertStops(CatalogueOf(typeof(IQuery<int>), s_audited), "names no permission");

    [Fact]
    public void NoAuditSpecification_StopsTheStart() => AssertStops(CatalogueOf(typeof(IQuery<int>), s_requires), "no audit specification");

    [Fact]
    public void NothingAtAll_IsTwoProblems() => Assert.Equal(2, CatalogueOf(typeof(ICommand<int>)).Problems().Count);

    [Fact]
    public void PublicRead_NeedsNeither() => Assert.Empty(CatalogueOf(typeof(IQuery<int>), s_public).Problems());

    [Fact]
    public void PublicCommand_StopsTheStart() => AssertStops(CatalogueOf(typeof(ICommand<int>), s_public), "cannot be public");

    [Fact]
    public void DisclosureThatNamesNoItems_StopsTheStart() => AssertStops(
        CatalogueOf(typeof(IQuery<int>), s_requires, s_audited, Attribute<DisclosesAttribute>(DisclosureKind.Privileged)), "does not say what");

    [Fact]
    public void NeedForApprovalThatUsesNone_StopsTheStart()
    {
        AssertStops(CatalogueOf(typeof(IQuery<int>), s_requires, s_audited, Attribute<NeedsApprovalAttribute>("trial")), "needs an approval");
        AssertStops(CatalogueOf(typeof(ICommand<int>), s_requires, s_audited, Attribute<NeedsApprovalAttribute>("trial")), "needs an approval");
    }

    [Fact]
    public void UnknownRequest_IsABug() =>
        Assert.Throws<InvalidOperationException>(() => CatalogueOf(typeof(IQuery<int>), s_requires, s_audited).For(typeof(string)));

    private static void AssertStops(RequestCatalogue catalogue, string words)
    {
        var stopped = Assert.Throws<InvalidOperationException>(catalogue.ThrowIfIncomplete);

        Assert.Contains("Trial", stopped.Message);
        Assert.Contains(words, stopped.Message);
    }

    // In an assembly of its own, made here: a faulty request in the tests' assembly would stop every other test.
    private static RequestCatalogue CatalogueOf(Type kind, params CustomAttributeBuilder[] attributes)
    {
        var assembly = AssemblyBuilder.DefineDynamicAssembly(new AssemblyName("Trial"), AssemblyBuilderAccess.Run);
        var type = assembly.DefineDynamicModule("Trial").DefineType("TrialRequest", TypeAttributes.Public, null, [kind]);
        foreach (var attribute in attributes) type.SetCustomAttribute(attribute);
        type.CreateType();
        return new RequestCatalogue([assembly]);
    }

    private static CustomAttributeBuilder Attribute<T>(params object[] arguments) => new(typeof(T).GetConstructors().Single(), arguments);
}

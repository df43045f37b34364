using System.Reflection;
using MediatR;
using Microsoft.Extensions.DependencyInjection;
using Post.App;
using Post.App.Access;
using Post.Audit;
using Post.Kernel.Access;
using Post.Kernel.Exports;
using Post.Kernel.Requests;
using Post.Kernel.Sealing;
using Post.Testing;

namespace Post.Architecture.Tests;

/// <summary>Every request names its permission and what the log keeps of it, and passes the whole pipeline.</summary>
public sealed class RequestTests(ModuleHost host) : IClassFixture<ModuleHost>
{
    private static readonly Type[] s_pipeline =
    [
        typeof(AuditGate<,>), typeof(AuthorizeBehavior<,>), typeof(PurposeBehavior<,>), typeof(ValidateBehavior<,>),
        typeof(SealedExportsBehavior<,>), typeof(UnitOfWork<,>), typeof(ApprovedExportBehavior<,>), typeof(ShownPersonsBehavior<,>),
    ];

    /// <summary>Restricted files that leave without a second person, each with the reason for which that was decided.</summary>
    private static readonly Dictionary<string, string> s_leavesWithoutApproval = new()
    {
        ["FetchDocumentCommand"] = "one document that the page shows too, by a ticket of one use that opening it gave a minute before",
    };

    private RequestCatalogue Catalogue => host.Services.GetRequiredService<RequestCatalogue>();

    [Fact]
    [Trait("Clause", "8.07(5)")]
    public void Request_HasPermissionAndAuditSpecification_OrIsPublic()
    {
        Assert.Contains(Catalogue.All, r => r.IsCommand);
        Assert.Contains(Catalogue.All, r => r is { IsCommand: false, Public: null });
        Assert.Contains(Catalogue.All, r => r.Public is not null);
        Assert.Empty(Catalogue.Problems());
    }

    // The pipeline asks a public request for nothing, so a permission beside it would promise what nobody keeps.
    [Fact]
    public void PublicRequest_NamesNothingElse() => Assert.Empty(
        Catalogue.All.Where(r => r.Public is not null && (r.Permission is not null || r.Audit is not null)).Select(r => r.Type.FullName));

    [Fact]
    public void Permission_StandsInItsModulesListAndInTheRoleTable()
    {
        var listed = PostModules.All.SelectMany(m => m.Permissions).Concat(KernelPermissions.All).Concat(AccessPermissions.All)
            .Select(p => p.Name).ToList();
        var asked = Catalogue.All.Select(r => r.Permission).OfType<string>().Distinct().ToList();

        Assert.NotEmpty(asked);
        Assert.Equal(listed.Distinct().Order(), listed.Order());
        Assert.Equal(listed.Order(), RolePermissions.ByPermission.Keys.Order());
        Assert.Empty(asked.Except(listed));
        Assert.Empty(listed.Except(asked).Select(p => $"{p} is asked by no request."));
    }

    [Fact]
    public void RoleTable_NamesKnownRolesOnly() => Assert.Empty(
        RolePermissions.ByPermission.SelectMany(p => p.Value).Distinct().Except([.. Roles.OfPeople, Roles.Public, Roles.System]));

    [Fact]
    public void AuditAction_BelongsToOneRequest() => Assert.Empty(
        Catalogue.All.Where(r => r.Audit is not null).GroupBy(r => r.Audit!.Action).Where(g => g.Count() > 1)
            .Select(g => $"{g.Key}: {string.Join(", ", g.Select(r => r.Type.Name))}"));

    // A look at personal data that names nobody could never be shown to the person it was about (8.07(5)).
    [Fact]
    [Trait("Clause", "8.07(5)")]
    public void QueryOfPersonalData_NamesItsSubjects()
    {
        var queries = Catalogue.All.Where(r => !r.IsCommand && r.Audit?.DataClass is DataClass.Personal or DataClass.Restricted).ToList();
        Assert.NotEmpty(queries);

        Assert.Empty(queries.Where(q => !NamesSubjects(q.Type) && !NamesSubjects(AnswerOf(q.Type))).Select(q => q.Type.FullName));
    }

    // It is let through without a purpose because nobody else's data can be in it: so it has no way to say whose it wants.
    [Fact]
    [Trait("Clause", "8.07(5)")]
    public void RequestOfOneself_CannotNameAnybody()
    {
        var own = Catalogue.All.Where(r => r.Audit is { OfOneself: true }).ToList();
        Assert.NotEmpty(own);

        Assert.Empty(own.Where(r => NamesSubjects(r.Type) || r.Type.GetProperties().Any(p => IsReference(p.PropertyType))).Select(r => r.Type.FullName));
    }

    [Fact]
    [Trait("Clause", "8.07(5)")]
    public void AnswerThatIsAFile_SaysThatItGivesOut()
    {
        var files = Catalogue.All.Where(r => r.Public is null && HoldsAFile(AnswerOf(r.Type))).ToList();
        Assert.Contains(files, r => r.NeedsApproval);
        Assert.Contains(files, r => AnswerOf(r.Type).GetProperties().Any(p => p.PropertyType == typeof(Stream)));

        Assert.Empty(files.Where(r => !GivesOut(r)).Select(r => r.Type.FullName));
    }

    [Fact]
    [Trait("Clause", "8.07(5)(b)")]
    public void FileOfRestrictedData_NeedsAnApprovalOrIsReviewed()
    {
        var restricted = Catalogue.All.Where(r => r.Audit?.DataClass is DataClass.Restricted && (GivesOut(r) || HoldsAFile(AnswerOf(r.Type)))).ToList();
        Assert.Contains(restricted, r => r.NeedsApproval);

        Assert.Equal(
            s_leavesWithoutApproval.Keys.Order(StringComparer.Ordinal),
            restricted.Where(r => !r.NeedsApproval).Select(r => r.Type.Name).Order(StringComparer.Ordinal));
        Assert.Empty(Catalogue.All.Where(r => r.NeedsApproval && !GivesOut(r)).Select(r => $"{r.Type.Name} is approved to leave and does not say that it does."));
    }

    [Fact]
    [Trait("Clause", "8.07(5)(b)")]
    public async Task NeedForApproval_NamesAKindThatSomebodyMeasures()
    {
        await using var scope = host.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentCaller>().Set(Caller.Anonymous);
        var needed = Catalogue.All.Where(r => r.NeedsApproval)
            .Select(r => (r.Type.GetCustomAttribute<NeedsApprovalAttribute>()!.Export, r.Permission!)).ToList();
        Assert.NotEmpty(needed);

        Assert.Equal(needed.Order(), scope.ServiceProvider.GetServices<IRestrictedExport>().Select(k => (k.Code, k.Permission)).Order());
        Assert.Single(scope.ServiceProvider.GetServices<IExportApprovals>());
    }

    // A container drops an open behaviour whose constraint a request does not meet, without a word: so they are counted.
    [Fact]
    public async Task Pipeline_IsWholeAndInOrderForEveryRequest()
    {
        await using var scope = host.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentCaller>().Set(Caller.Anonymous);
        foreach (var request in Catalogue.All)
        {
            var behaviours = scope.ServiceProvider.GetServices(typeof(IPipelineBehavior<,>).MakeGenericType(request.Type, ResultOf(request.Type)));

            Assert.Equal(s_pipeline, behaviours.Select(b => b!.GetType().GetGenericTypeDefinition()));
        }
    }

    [Fact]
    public void Request_HasOneHandler()
    {
        var handlers = Product.All.SelectMany(a => a.GetTypes()).SelectMany(t => t.GetInterfaces())
            .Where(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IRequestHandler<,>))
            .Select(i => i.GenericTypeArguments[0])
            .ToList();

        Assert.Equal(Catalogue.All.Select(r => r.Type.FullName).Order(), handlers.Select(t => t.FullName).Order());
    }

    private static bool GivesOut(RequestSpec request) => request.Type.GetCustomAttribute<GivesOutAttribute>() is not null;

    private static bool HoldsAFile(Type answer) => answer.GetProperties()
        .Any(p => p.PropertyType == typeof(Stream) || p.PropertyType == typeof(byte[]) || p.PropertyType == typeof(ReadOnlyMemory<byte>));

    private static bool IsReference(Type type) =>
        type == typeof(Guid) || type == typeof(Guid?) || typeof(IEnumerable<Guid>).IsAssignableFrom(type);

    private static bool NamesSubjects(Type type) => type.IsAssignableTo(typeof(INamesSubjects));

    private static Type AnswerOf(Type request) => ResultOf(request).GenericTypeArguments[0];

    private static Type ResultOf(Type request) => request.GetInterfaces()
        .Single(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IRequest<>)).GenericTypeArguments[0];
}

using Post.AccessReview;
using Post.Certification;
using Post.Commission;
using Post.Kernel.Modules;
using Post.PublicDatabase;
using Post.Standards;

namespace Post.App;

/// <summary>What the product is made of, by hand: adding a module is one visible line.</summary>
public static class PostModules
{
    public static IReadOnlyList<IModule> All { get; } =
    [
        new CommissionModule(),
        new CertificationModule(),
        new StandardsModule(),
        new PublicDatabaseModule(),
        new AccessReviewModule(),
    ];

    /// <summary>Whose endpoints are for everybody; all other modules' endpoints belong to the staff side.</summary>
    public static bool IsPublic(IModule module) => module is PublicDatabaseModule;
}

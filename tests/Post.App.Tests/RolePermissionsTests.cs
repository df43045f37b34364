using Post.AccessReview;
using Post.App.Access;
using Post.Certification;
using Post.Kernel.Access;
using Post.Kernel.Requests;
using Post.Kernel.Modules;

namespace Post.App.Tests;

public sealed class RolePermissionsTests
{
    private static readonly string[] s_known =
    [
        .. AccessPermissions.All.Concat(KernelPermissions.All).Concat(PostModules.All.SelectMany(m => m.Permissions)).Select(p => p.Name),
    ];

    private static readonly string[] s_portals = [Roles.AuditeeMember];

    [Fact]
    public void EveryPermission_StandsInTheTableAndNoOther()
    {
        Assert.NotEmpty(s_known);
        Assert.Equal(s_known.Order(), RolePermissions.ByPermission.Keys.Order());
    }

    [Fact]
    public void EveryRequestsPermission_StandsInTheTable()
    {
        var catalogue = new RequestCatalogue(new ModuleList(PostModules.All).Assemblies.Append(typeof(PostModules).Assembly));

        Assert.Empty(catalogue.Problems());
        Assert.True(catalogue.All.Count > 10);
        Assert.All(catalogue.All.Where(r => r.Permission is not null), r => Assert.Contains(r.Permission!, s_known));
    }

    [Fact]
    public void EveryRoleInTheTable_Exists() =>
        Assert.Empty(RolePermissions.ByPermission.Values.SelectMany(r => r).Except([.. Roles.OfPeople, Roles.Public, Roles.System]));

    [Fact]
    public void WhoeverHasNoPortalYet_MayOnlyLeave() =>
        Assert.All(s_portals, role => Assert.Equal([AccessPermissions.SignOut, AccessReviewPermissions.Acknowledge], Of(role)));

    [Fact]
    public void Officer_HasTheOwnRecordAlone() => Assert.Equal(
        [
            AccessPermissions.SignOut, AccessReviewPermissions.Acknowledge, AccessReviewPermissions.SeeOwnRecord, CertificationPermissions.UseOwnRecord,
            KernelPermissions.ReadDocuments, KernelPermissions.ReceiveDocuments,
        ],
        Of(Roles.OfficerUser).Order(StringComparer.Ordinal));

    [Theory]
    [InlineData(
        Roles.AgencyHead, new[] { CertificationPermissions.AnswerStatements, CertificationPermissions.AttestRoster, CertificationPermissions.EnterApplications, CertificationPermissions.KeepLiaisonDuties, CertificationPermissions.KeepOwnMembers, CertificationPermissions.KeepOwnUnits, CertificationPermissions.KeepRecords, CertificationPermissions.KeepSchoolService, CertificationPermissions.SubmitReports, KernelPermissions.ReadDocuments })]
    [InlineData(Roles.AgencyLiaison, new[] { CertificationPermissions.AnswerStatements, CertificationPermissions.EnterApplications, CertificationPermissions.KeepLiaisonDuties, CertificationPermissions.KeepOwnUnits, CertificationPermissions.KeepRecords, CertificationPermissions.KeepSchoolService, CertificationPermissions.SubmitReports, KernelPermissions.ReadDocuments })]
    [InlineData(Roles.AgencyClerk, new string[0])]
    public void WhoActsForAnAgency_HasItsPortalAlone(string role, string[] also) => Assert.Equal(
        [
            .. new[] { AccessPermissions.ChooseAgency, AccessPermissions.SignOut, AccessReviewPermissions.Acknowledge, CertificationPermissions.UsePortal }
                .Concat(also).Order(StringComparer.Ordinal),
        ],
        Of(role).Order(StringComparer.Ordinal));

    [Fact]
    public void SystemAdministrator_HasNoContentOfCases() => Assert.All(
        Of(Roles.SysAdmin), p => Assert.DoesNotContain(p.Split('.')[0], new[] { "Certification", "Standards", "PublicDatabase" }));

    [Fact]
    public void Public_MayOnlySignIn_AndConfirmAnAddressByItsLink() =>
        Assert.Equal([AccessPermissions.SignIn, AccessPermissions.SignOut, KernelPermissions.ConfirmAddresses], Of(Roles.Public).Order(StringComparer.Ordinal));

    [Fact]
    public void EveryRole_HasWordsOfItsOwn()
    {
        Assert.All(Roles.OfPeople, role => Assert.DoesNotMatch("[a-z][A-Z]", RoleWords.Of(role)));
        Assert.Equal(Roles.OfPeople.Count, Roles.OfPeople.Select(RoleWords.Of).Distinct().Count());
    }

    private static IEnumerable<string> Of(string role) =>
        RolePermissions.ByPermission.Where(p => p.Value.Contains(role)).Select(p => p.Key);
}

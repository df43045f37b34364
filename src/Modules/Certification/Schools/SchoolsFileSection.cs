using Post.Certification.Features.ShowOfficerSchools;
using Post.Kernel.Ui;

namespace Post.Certification.Schools;

/// <summary>Service at schools on the officer file.</summary>
internal sealed class SchoolsFileSection : IOfficerFileSection
{
    public string Title => "Schools";

    public Type Component => typeof(OfficerSchoolsView);
}

using Post.Certification.Features.ShowOfficerRecords;
using Post.Kernel.Ui;

namespace Post.Certification.Records;

/// <summary>Which records agencies hold, on the officer file.</summary>
internal sealed class RecordsFileSection : IOfficerFileSection
{
    public string Title => "Agency records";

    public Type Component => typeof(OfficerRecordsView);
}

using Post.Kernel.Ui;

namespace Post.Standards.Features.ShowDisciplinaryRecord;

/// <summary>Complaints and discipline on the officer file, which belongs to the Certification module.</summary>
internal sealed class DisciplinaryFileSection : IOfficerFileSection
{
    public string Title => "Complaints and discipline";

    public Type Component => typeof(DisciplinaryRecordPanel);
}

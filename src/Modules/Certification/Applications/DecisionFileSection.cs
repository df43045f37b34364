using Post.Certification.Features.ShowDecisions;
using Post.Kernel.Ui;

namespace Post.Certification.Applications;

/// <summary>Decisions and open applications on the officer file.</summary>
internal sealed class DecisionFileSection : IOfficerFileSection
{
    public string Title => "Decisions";

    public Type Component => typeof(OfficerDecisionList);
}

using Post.Certification.Ui;
using Post.Kernel.Ui;

namespace Post.Certification.Fitness;

/// <summary>Evaluations of fitness on the officer file, for whoever may read the class.</summary>
internal sealed class FitnessFileSection : IOfficerFileSection
{
    public string Title => "Fitness";

    public Type Component => typeof(OfficerFitness);

    public string? Permission => CertificationPermissions.ReadFitness;
}

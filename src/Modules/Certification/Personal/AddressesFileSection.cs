using Post.Certification.Features.ShowOfficerAddresses;
using Post.Kernel.Ui;

namespace Post.Certification.Personal;

/// <summary>On the officer file, whether notices reach the officer.</summary>
internal sealed class AddressesFileSection : IOfficerFileSection
{
    public string Title => "Addresses";

    public Type Component => typeof(OfficerAddressesView);
}

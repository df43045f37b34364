using Microsoft.AspNetCore.HttpOverrides;

namespace Post.App.Security;

/// <summary>Believes what the named proxies say of the sender, so that the log and the limits see who sent, not who passed on.</summary>
internal static class ProxyHeaders
{
    public static void UseProxies(this WebApplication app, HostSettings settings)
    {
        if (settings.Proxies.Count == 0) return;
        var options = new ForwardedHeadersOptions
        {
            ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto,
            // As many as are named; the first address that is no proxy of ours ends the chain.
            ForwardLimit = null,
        };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var proxy in settings.Proxies) options.KnownIPNetworks.Add(proxy);
        app.UseForwardedHeaders(options);
    }
}

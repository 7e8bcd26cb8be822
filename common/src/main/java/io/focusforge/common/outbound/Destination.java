package io.focusforge.common.outbound;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;

/** Where a call goes whose URL somebody else has chosen. Resolved once for an attempt: the address that was judged is the one that is connected to. */
public sealed interface Destination {
    record Allowed(URI uri, InetAddress address) implements Destination {}

    /** For good. */
    record Refused(String reason) implements Destination {}

    /** The name has no address at the moment. */
    record Unknown() implements Destination {}

    static Destination resolve(String url, Set<String> allowedPrivateHosts, Resolver names) {
        final URI uri;
        try {
            uri = parse(url);
        } catch (URISyntaxException e) {
            return new Refused(e.getReason());
        }
        try {
            return judge(uri, names.resolve(uri.getHost()), allowedPrivateHosts);
        } catch (UnknownHostException e) {
            return new Unknown();
        }
    }

    /** What can be said of a URL without asking the network. */
    static URI parse(String url) throws URISyntaxException {
        var uri = new URI(url);
        var scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw new URISyntaxException(url, "must begin with https:// or http://");
        }
        if (uri.getHost() == null || uri.getPort() == 0 || uri.getPort() > 65_535) {
            throw new URISyntaxException(url, "must name a host");
        }
        if (uri.getRawUserInfo() != null) {
            throw new URISyntaxException(url, "must not hold credentials");
        }
        return uri;
    }

    private static Destination judge(URI uri, InetAddress[] addresses, Set<String> allowedPrivateHosts) {
        var allowed = allowedPrivateHosts.contains(uri.getHost().toLowerCase(Locale.ROOT))
                || Arrays.stream(addresses).allMatch(PublicAddress::is);
        return allowed ? new Allowed(uri, addresses[0]) : new Refused("must not lead to a private or local address");
    }
}

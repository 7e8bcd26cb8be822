package io.focusforge.common.outbound;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Who knows the addresses of a name. Asked once for an attempt: a second answer might be another. */
@FunctionalInterface
public interface Resolver {
    /** @return at least one */
    InetAddress[] resolve(String host) throws UnknownHostException;
}

package io.focusforge.common.outbound;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/**
 * Whether an address belongs to the public internet: not to this machine, its networks, the cloud's metadata service, or any range that the IANA
 * keeps for special purposes (https://www.iana.org/assignments/iana-ipv4-special-registry).
 */
final class PublicAddress {
    private static final List<Range> RESERVED_V4 = List.of(
            Range.of("0.0.0.0", 8),
            Range.of("10.0.0.0", 8),
            Range.of("100.64.0.0", 10),
            Range.of("127.0.0.0", 8),
            Range.of("169.254.0.0", 16),
            Range.of("172.16.0.0", 12),
            Range.of("192.0.0.0", 24),
            Range.of("192.0.2.0", 24),
            Range.of("192.88.99.0", 24),
            Range.of("192.168.0.0", 16),
            Range.of("198.18.0.0", 15),
            Range.of("198.51.100.0", 24),
            Range.of("203.0.113.0", 24),
            Range.of("224.0.0.0", 4),
            Range.of("240.0.0.0", 4));
    /** Global unicast is 2000::/3; these parts of it are not, or hide an IPv4 address. */
    private static final Range GLOBAL_V6 = Range.of("2000::", 3);

    private static final List<Range> RESERVED_V6 =
            List.of(Range.of("2001::", 23), Range.of("2001:db8::", 32), Range.of("2002::", 16), Range.of("3fff::", 20));
    private static final Range NAT64 = Range.of("64:ff9b::", 96);

    private record Range(byte[] prefix, int bits) {
        static Range of(String address, int bits) {
            return new Range(literal(address).getAddress(), bits);
        }

        boolean contains(byte[] address) {
            var whole = bits / 8;
            if (!Arrays.equals(prefix, 0, whole, address, 0, whole)) {
                return false;
            }
            var rest = bits % 8;
            var mask = 0xff << (8 - rest);
            return rest == 0 || (prefix[whole] & mask) == (address[whole] & mask);
        }
    }

    private PublicAddress() {}

    static boolean is(InetAddress address) {
        return switch (address) {
            case Inet4Address v4 -> isPublicV4(v4.getAddress());
            case Inet6Address v6 -> isPublicV6(v6.getAddress());
            default -> false;
        };
    }

    private static boolean isPublicV4(byte[] address) {
        return RESERVED_V4.stream().noneMatch(range -> range.contains(address));
    }

    private static boolean isPublicV6(byte[] address) {
        if (NAT64.contains(address)) {
            return isPublicV4(Arrays.copyOfRange(address, 12, 16));
        }
        return GLOBAL_V6.contains(address) && RESERVED_V6.stream().noneMatch(range -> range.contains(address));
    }

    private static InetAddress literal(String address) {
        try {
            return InetAddress.getByName(address);
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }
}

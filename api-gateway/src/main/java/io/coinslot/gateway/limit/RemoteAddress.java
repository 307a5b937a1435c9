package io.coinslot.gateway.limit;

import io.coinslot.servicekit.problem.Problem;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a request comes from. */
public record RemoteAddress(InetAddress address) {
    private static final int NETWORK_BYTES = 8;

    /** Some proxies name the caller's port as well: 192.0.2.1:4711, [2001:db8::1]:4711. */
    private static final Pattern WITH_PORT = Pattern.compile("\\[(?<six>[^\\]]+)](?::\\d+)?|(?<four>[\\d.]+):\\d+");

    /**
     * Reads a numeric address; names are never looked up.
     *
     * @throws io.coinslot.servicekit.problem.ProblemException 400 if it is none: a proxy said so
     */
    public static RemoteAddress of(String numeric) {
        Matcher withPort = WITH_PORT.matcher(numeric);
        String address = !withPort.matches()
                ? numeric
                : withPort.group("six") == null ? withPort.group("four") : withPort.group("six");
        try {
            return new RemoteAddress(InetAddress.ofLiteral(address));
        } catch (IllegalArgumentException e) {
            throw Problem.invalid("X-Forwarded-For", "must end with the address that the proxy was called from")
                    .asException();
        }
    }

    /** Who is counted as one: an address, or for IPv6 its network, since a single host has all of that. */
    public String network() {
        return address instanceof Inet6Address
                ? HexFormat.of().formatHex(Arrays.copyOf(address.getAddress(), NETWORK_BYTES))
                : address.getHostAddress();
    }

    /** Whether it is this machine or on its private network. */
    public boolean isNear() {
        return address.isLoopbackAddress()
                || address.isSiteLocalAddress()
                || address.isLinkLocalAddress()
                || isUniqueLocal();
    }

    /** fc00::/7, the private addresses of IPv6. */
    private boolean isUniqueLocal() {
        return address instanceof Inet6Address && (address.getAddress()[0] & 0xfe) == 0xfc;
    }
}

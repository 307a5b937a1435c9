package io.coinslot.gateway.limit;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;

/** Where a request comes from. */
public record RemoteAddress(InetAddress address) {
    private static final int NETWORK_BYTES = 8;

    /** Reads a numeric address; names are never looked up. */
    public static RemoteAddress of(String numeric) {
        return new RemoteAddress(InetAddress.ofLiteral(numeric));
    }

    /** Who is counted as one: an address, or for IPv6 its network, since a single host has all of that. */
    public String network() {
        return address instanceof Inet6Address
                ? HexFormat.of().formatHex(Arrays.copyOf(address.getAddress(), NETWORK_BYTES))
                : address.getHostAddress();
    }

    /** Whether it is this machine or on its private network. */
    public boolean isNear() {
        return address.isLoopbackAddress() || address.isSiteLocalAddress() || address.isLinkLocalAddress();
    }
}

package io.coinslot.billing.delivery.webhook;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;

/**
 * Resolves names to public addresses only. The check is made on the very addresses that are then connected to, so that a
 * name can not answer differently in between.
 */
final class PublicAddresses implements DnsResolver {
    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        InetAddress[] all = SystemDefaultDnsResolver.INSTANCE.resolve(host);
        if (!Arrays.stream(all).allMatch(PublicAddresses::isPublic)) {
            throw new UnknownHostException(host + " has an address that is not public");
        }
        return all;
    }

    @Override
    public String resolveCanonicalHostname(String host) throws UnknownHostException {
        return SystemDefaultDnsResolver.INSTANCE.resolveCanonicalHostname(host);
    }

    static boolean isPublic(InetAddress address) {
        if (address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()) {
            return false;
        }
        return switch (address) {
            case Inet4Address v4 -> isPublic(v4.getAddress());
            case Inet6Address v6 -> isPublicV6(v6.getAddress());
            default -> false;
        };
    }

    /** Special ranges of RFC 6890 that the JDK does not know. */
    private static boolean isPublic(byte[] v4) {
        int first = v4[0] & 0xff;
        int second = v4[1] & 0xff;
        int third = v4[2] & 0xff;
        boolean carrierGrade = first == 100 && second >= 64 && second < 128;
        boolean protocolOrTest = first == 192 && second == 0 && (third == 0 || third == 2);
        boolean benchmark = first == 198 && (second == 18 || second == 19);
        boolean documentation =
                (first == 198 && second == 51 && third == 100) || (first == 203 && second == 0 && third == 113);
        return first != 0 && first < 240 && !carrierGrade && !protocolOrTest && !benchmark && !documentation;
    }

    /** Global unicast is 2000::/3; within it 6to4 and Teredo carry IPv4 addresses of any kind. */
    private static boolean isPublicV6(byte[] v6) {
        boolean globalUnicast = (v6[0] & 0xe0) == 0x20;
        boolean sixToFour = v6[0] == 0x20 && v6[1] == 0x02;
        boolean specialPurpose = v6[0] == 0x20 && v6[1] == 0x01 && (v6[2] & 0xfe) == 0;
        boolean documentation = v6[0] == 0x20 && v6[1] == 0x01 && v6[2] == 0x0d && (v6[3] & 0xff) == 0xb8;
        return globalUnicast && !sixToFour && !specialPurpose && !documentation;
    }
}

package io.coinslot.catalog.service;

import io.coinslot.servicekit.problem.Problem;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which webhook addresses may be registered: https to a public host. With private addresses allowed (an evaluation on
 * one machine) also http, but to loopback alone. Names are resolved and checked again at each delivery.
 */
record WebhookAddress(boolean privateAddressesAllowed) {
    private static final int LONGEST_URL = 2_000;
    private static final int LAST_PORT = 65_535;

    /** Gives the URL back, or throws a problem that names the field. */
    String check(String url, String pointer) {
        String refusal = url.length() > LONGEST_URL ? "is too long" : refusal(parse(url));
        if (refusal != null) {
            throw Problem.invalid(pointer, refusal).asException();
        }
        return url;
    }

    private @Nullable String refusal(@Nullable URI url) {
        if (url == null || url.getHost() == null || url.getScheme() == null) {
            return "must be an absolute URL such as https://game.example/coinslot";
        }
        if (url.getRawUserInfo() != null || url.getRawFragment() != null) {
            return "must have neither user nor fragment";
        }
        if (url.getPort() == 0 || url.getPort() > LAST_PORT) {
            return "must have no port but one from 1 to " + LAST_PORT;
        }
        boolean loopback = isLoopback(url.getHost());
        return switch (url.getScheme().toLowerCase(Locale.ROOT)) {
            case "https" ->
                isPrivate(url.getHost()) && !privateAddressesAllowed ? "must not be a private address" : null;
            case "http" -> loopback && privateAddressesAllowed ? null : "must be https";
            default -> "must be https";
        };
    }

    private static @Nullable URI parse(String url) {
        try {
            return new URI(url);
        } catch (URISyntaxException e) {
            return null;
        }
    }

    private static boolean isLoopback(String host) {
        return isLocalName(host)
                || literal(host).map(InetAddress::isLoopbackAddress).orElse(false);
    }

    private static boolean isPrivate(String host) {
        return isLocalName(host)
                || literal(host)
                        .map(address -> address.isLoopbackAddress()
                                || address.isAnyLocalAddress()
                                || address.isLinkLocalAddress()
                                || address.isSiteLocalAddress()
                                || address.isMulticastAddress()
                                || isUniqueLocal(address))
                        .orElse(false);
    }

    private static boolean isLocalName(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        return name.equals("localhost") || name.endsWith(".localhost");
    }

    /** fc00::/7, the private addresses of IPv6. */
    private static boolean isUniqueLocal(InetAddress address) {
        return address.getAddress().length == 16 && (address.getAddress()[0] & 0xfe) == 0xfc;
    }

    private static Optional<InetAddress> literal(String host) {
        try {
            return Optional.of(InetAddress.ofLiteral(host.replaceAll("[\\[\\]]", "")));
        } catch (IllegalArgumentException notLiteral) {
            return Optional.empty();
        }
    }
}

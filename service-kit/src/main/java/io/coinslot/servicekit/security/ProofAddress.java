package io.coinslot.servicekit.security;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Compares addresses as RFC 9449 asks: query and fragment left out, both put into normal form (RFC 3986, 6.2). */
final class ProofAddress {
    private static final Map<String, Integer> USUAL_PORTS = Map.of("http", 80, "https", 443);
    private static final String UNRESERVED = "-._~";

    private ProofAddress() {}

    static boolean same(String named, String expected) {
        String normal = normalForm(named);
        return normal != null && normal.equals(normalForm(expected));
    }

    private static @Nullable String normalForm(String text) {
        try {
            URI uri = new URI(text);
            String scheme = uri.getScheme();
            String host = uri.getHost();
            if (scheme == null || host == null || uri.getRawUserInfo() != null) {
                return null;
            }
            scheme = scheme.toLowerCase(Locale.ROOT);
            boolean usualPort =
                    uri.getPort() < 0 || Integer.valueOf(uri.getPort()).equals(USUAL_PORTS.get(scheme));
            String path = uri.getRawPath().isEmpty() ? "/" : plain(uri.getRawPath());
            return scheme + "://" + host.toLowerCase(Locale.ROOT) + (usualPort ? "" : ":" + uri.getPort()) + path;
        } catch (URISyntaxException e) {
            return null;
        }
    }

    /** Percent signs before capital digits, and none where the character itself may stand. */
    private static String plain(String rawPath) {
        StringBuilder plain = new StringBuilder(rawPath.length());
        for (int i = 0; i < rawPath.length(); i++) {
            char character = rawPath.charAt(i);
            if (character != '%') {
                plain.append(character);
                continue;
            }
            // The parser has made sure that two digits follow.
            int code = HexFormat.fromHexDigits(rawPath, i + 1, i + 3);
            if (isUnreserved(code)) {
                plain.append((char) code);
            } else {
                plain.append('%').append(HexFormat.of().withUpperCase().toHexDigits((byte) code));
            }
            i += 2;
        }
        return plain.toString();
    }

    private static boolean isUnreserved(int code) {
        return code < 0x80 && (Character.isLetterOrDigit(code) || UNRESERVED.indexOf(code) >= 0);
    }
}

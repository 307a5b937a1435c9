package io.coinslot.gateway.route;

/** Tells plain paths from those that two readers might read differently. */
public final class RequestPath {
    private static final String PLAIN = "-._~!$&'()*+,=:@/";

    private RequestPath() {}

    /**
     * Whether every reader takes this raw path for the same one: no dot segments, empty segments or parameters after a
     * semicolon, and no encoded slash, backslash, dot, percent sign, semicolon or control character.
     */
    public static boolean isPlain(String path) {
        return path.startsWith("/") && hasPlainCharacters(path) && hasPlainSegments(path);
    }

    private static boolean hasPlainCharacters(String path) {
        for (int i = 0; i < path.length(); i++) {
            char character = path.charAt(i);
            if (character == '%') {
                if (i + 2 >= path.length() || !isPlainCode(path.charAt(i + 1), path.charAt(i + 2))) {
                    return false;
                }
                i += 2;
            } else if (!isLetterOrDigit(character) && PLAIN.indexOf(character) < 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean isPlainCode(char high, char low) {
        int code = Character.digit(high, 16) << 4 | Character.digit(low, 16);
        return code >= ' ' && code != 0x7f && "/\\.%;".indexOf(code) < 0;
    }

    private static boolean isLetterOrDigit(char character) {
        return character >= 'a' && character <= 'z'
                || character >= 'A' && character <= 'Z'
                || character >= '0' && character <= '9';
    }

    private static boolean hasPlainSegments(String path) {
        return !path.contains("//")
                && !path.contains("/./")
                && !path.contains("/../")
                && !path.endsWith("/.")
                && !path.endsWith("/..");
    }
}

package io.coinslot.cardregistry.number;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What is taken over of what partners write, and in which form. */
public final class PartnerTexts {
    private static final int LONGEST_TEXT = 512;
    private static final Instant LAST_TIME = Instant.parse("9999-12-31T23:59:59.999Z");
    private static final Pattern GAPS = Pattern.compile("[ -]");
    private static final Pattern CARD_NUMBER = Pattern.compile("[0-9]{12,19}");
    private static final Pattern REFERENCE = Pattern.compile("[\\x21-\\x7e]{1,128}");
    private static final Pattern CODE = Pattern.compile("[A-Z][A-Z_]{0,63}");

    private PartnerTexts() {}

    /** Whether it is no longer than texts are, and no card number as a whole. */
    public static boolean isText(String text) {
        return text.length() <= LONGEST_TEXT
                && !CARD_NUMBER.matcher(GAPS.matcher(text).replaceAll("")).matches();
    }

    /** The text, or null if there is none that may be taken over. */
    public static @Nullable String taken(String text) {
        return text.isBlank() || !isText(text) ? null : text;
    }

    /** A text for people, in which a number may stand among others: null then, too. */
    public static @Nullable String shown(String text) {
        String taken = taken(text);
        return taken == null || CardNumbers.maybeIn(taken) ? null : taken;
    }

    /** Whether it is an address that a device may open: https with a host, and nobody's name or password in it. */
    public static boolean isLink(String text) {
        try {
            URI link = new URI(text);
            return "https".equalsIgnoreCase(link.getScheme()) && link.getHost() != null && link.getUserInfo() == null;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    /** An address for people, or null if it is none that a device may open, or has a card number in it. */
    public static @Nullable String link(String text) {
        String shown = shown(text);
        return shown != null && isLink(shown) ? shown : null;
    }

    /** What names a token or a way to send a code, or null if it names nothing. */
    public static @Nullable String reference(String text) {
        String taken = taken(text);
        return taken != null && REFERENCE.matcher(taken).matches() ? taken : null;
    }

    /** The time that it names, or null if it names none from 1970 to 9999: others cannot be kept. */
    public static @Nullable Instant time(String text) {
        try {
            Instant time = Instant.parse(text);
            return time.isBefore(Instant.EPOCH) || time.isAfter(LAST_TIME) ? null : time;
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    /** Whether it is a code such as TOKEN_NOT_FOUND. */
    public static boolean isCode(String text) {
        return CODE.matcher(text).matches();
    }
}

package io.coinslot.cardregistry.device.rest;

import io.coinslot.cardregistry.number.CardNumbers;
import io.coinslot.servicekit.problem.Problem;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Checks of single fields of a request; what does not hold is refused with a problem that names the field. */
public final class InputRules {
    public static final int LONGEST_ID = 128;
    private static final Pattern ONE_LINE = Pattern.compile("[^\\p{Cntrl}\\p{Cs}\\p{Cn}]*");

    private static final Pattern REFERENCE = Pattern.compile("[\\x21-\\x7e]{1," + LONGEST_ID + "}");

    private InputRules() {}

    /** Text of 1 to the given number of characters, without control characters, and no card number. */
    public static String required(@Nullable String text, String pointer, int longest) {
        if (text == null || text.isBlank()) {
            throw Problem.invalid(pointer, "is missing").asException();
        }
        if (text.length() > longest || !ONE_LINE.matcher(text).matches()) {
            throw Problem.invalid(pointer, "must be 1 to " + longest + " characters without control characters")
                    .asException();
        }
        if (CardNumbers.maybeIn(text)) {
            throw Problem.invalid(pointer, "must not hold what may be a card number")
                    .asException();
        }
        return text;
    }

    public static @Nullable String optional(@Nullable String text, String pointer, int longest) {
        return text == null ? null : required(text, pointer, longest);
    }

    /** A name that a financial company gave: it may hold any digits, and is compared and never shown. */
    public static String reference(@Nullable String text, String pointer) {
        if (text == null || text.isBlank()) {
            throw Problem.invalid(pointer, "is missing").asException();
        }
        if (!REFERENCE.matcher(text).matches()) {
            throw Problem.invalid(pointer, "must be 1 to " + LONGEST_ID + " visible ASCII characters")
                    .asException();
        }
        return text;
    }

    /** A whole number within bounds; nothing given means the least. */
    public static long within(@Nullable Long number, long least, long most, String pointer) {
        if (number == null) {
            return least;
        }
        if (number < least || number > most) {
            throw Problem.invalid(pointer, "must be from " + least + " to " + most)
                    .asException();
        }
        return number;
    }
}

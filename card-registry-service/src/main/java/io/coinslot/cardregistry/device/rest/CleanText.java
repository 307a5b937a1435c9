package io.coinslot.cardregistry.device.rest;

import io.coinslot.cardregistry.number.CardNumbers;
import io.coinslot.servicekit.problem.InputRules;
import io.coinslot.servicekit.problem.Problem;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Text that may be kept and shown: {@link InputRules} and more. What does not hold is refused with a problem that names the field. */
public final class CleanText {
    private static final Pattern REFERENCE = Pattern.compile("[\\x21-\\x7e]{1," + InputRules.LONGEST_ID + "}");

    private CleanText() {}

    /** Text of 1 to the given number of characters, without control characters, and no card number. */
    public static String required(@Nullable String text, String pointer, int longest) {
        String line = InputRules.required(text, pointer, longest);
        if (CardNumbers.maybeIn(line)) {
            throw Problem.invalid(pointer, "must not hold what may be a card number")
                    .asException();
        }
        return line;
    }

    /** The same, or null if nothing was sent. */
    public static @Nullable String optional(@Nullable String text, String pointer, int longest) {
        return text == null ? null : required(text, pointer, longest);
    }

    /** A name that a financial company gave: it may hold any digits, and is compared and never shown. */
    public static String reference(@Nullable String text, String pointer) {
        if (text == null || text.isBlank()) {
            throw Problem.invalid(pointer, "is missing").asException();
        }
        if (!REFERENCE.matcher(text).matches()) {
            throw Problem.invalid(pointer, "must be 1 to " + InputRules.LONGEST_ID + " visible ASCII characters")
                    .asException();
        }
        return text;
    }
}

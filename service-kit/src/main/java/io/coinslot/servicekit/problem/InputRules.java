package io.coinslot.servicekit.problem;

import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Checks of single fields of a request. What does not hold is refused with a {@link ProblemException}, a 400 that names
 * the field by the pointer given: a JSON pointer into the body, or the name of a parameter.
 */
public final class InputRules {
    /** The most characters of an id that a caller has given. */
    public static final int LONGEST_ID = 128;

    private static final Pattern ONE_LINE = Pattern.compile("[^\\p{Cntrl}\\p{Cs}\\p{Cn}]*");

    /** What no path can name without being read in more than one way, encoded or not. */
    private static final Pattern UNNAMEABLE = Pattern.compile("[/\\\\%;\\u2028\\u2029]|\\A\\.{1,2}\\z");

    private InputRules() {}

    /** Text of 1 to the given number of characters that is not blank and holds no control characters; as it was sent. */
    public static String required(@Nullable String text, String pointer, int longest) {
        if (text == null || text.isBlank()) {
            throw Problem.invalid(pointer, "is missing").asException();
        }
        if (text.length() > longest || !ONE_LINE.matcher(text).matches()) {
            throw Problem.invalid(pointer, "must be 1 to " + longest + " characters without control characters")
                    .asException();
        }
        return text;
    }

    /** An id of at most {@link #LONGEST_ID} characters, given by a caller, that paths can name as well. */
    public static String nameable(@Nullable String text, String pointer) {
        String id = required(text, pointer, LONGEST_ID);
        Problem unnameable = whyUnnameable(id, pointer);
        if (unnameable != null) {
            throw unnameable.asException();
        }
        return id;
    }

    /** Why no path can name the id, for those who have something to look at before they refuse it; null if one can. */
    public static @Nullable Problem whyUnnameable(String id, String pointer) {
        return UNNAMEABLE.matcher(id).find()
                ? Problem.invalid(pointer, "must not be . or .., and must be without / \\ % ; and line separators")
                : null;
    }

    /** The same as required, or null if nothing was sent. */
    public static @Nullable String optional(@Nullable String text, String pointer, int longest) {
        return text == null ? null : required(text, pointer, longest);
    }

    /** A whole number within bounds, both of them included; nothing sent means the least. */
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

    /** The time in whole milliseconds; refused if it is so far away that its milliseconds cannot be counted in a long. */
    public static Instant time(Instant time, String pointer) {
        try {
            return Instant.ofEpochMilli(time.toEpochMilli());
        } catch (ArithmeticException e) {
            throw Problem.invalid(pointer, "is too far away").asException();
        }
    }
}

package io.coinslot.billing;

import io.coinslot.servicekit.problem.Problem;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Checks of single fields of a request; what does not hold is refused with a problem that names the field. */
public final class InputRules {
    public static final int LONGEST_ID = 128;
    private static final Pattern ONE_LINE = Pattern.compile("[^\\p{Cntrl}\\p{Cs}\\p{Cn}]*");
    private static final Pattern REGION = Pattern.compile("[A-Z]{2}");

    private InputRules() {}

    /** Text of 1 to the given number of characters, without control characters. */
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

    public static @Nullable String optional(@Nullable String text, String pointer, int longest) {
        return text == null ? null : required(text, pointer, longest);
    }

    /** An ISO 3166-1 alpha-2 code, or nothing. */
    public static @Nullable String region(@Nullable String text, String pointer) {
        if (text != null && !REGION.matcher(text).matches()) {
            throw Problem.invalid(pointer, "must be two capital letters such as KR")
                    .asException();
        }
        return text;
    }

    /** A time in milliseconds; refused if it is so far away that its milliseconds cannot be counted. */
    public static Instant time(Instant time, String pointer) {
        try {
            return Instant.ofEpochMilli(time.toEpochMilli());
        } catch (ArithmeticException e) {
            throw Problem.invalid(pointer, "is too far away").asException();
        }
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

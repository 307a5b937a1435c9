package io.coinslot.cardregistry.device.rest;

import io.coinslot.servicekit.problem.Problem;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Checks of single fields of a request; what does not hold is refused with a problem that names the field. */
public final class InputRules {
    public static final int LONGEST_ID = 128;
    private static final Pattern ONE_LINE = Pattern.compile("[^\\p{Cntrl}\\p{Cs}\\p{Cn}]*");
    /** Standing by itself: ids such as UUIDs hold digits and hyphens as well. */
    private static final Pattern MAYBE_CARD_NUMBER =
            Pattern.compile("(?<![0-9A-Za-z-])[0-9](?:[ -]?[0-9]){12,18}(?![0-9A-Za-z-])");

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
        if (holdsACardNumber(text)) {
            throw Problem.invalid(pointer, "must not hold what may be a card number")
                    .asException();
        }
        return text;
    }

    private static boolean holdsACardNumber(String text) {
        return MAYBE_CARD_NUMBER
                .matcher(text)
                .results()
                .anyMatch(found -> hasItsCheckDigit(found.group().replaceAll("[ -]", "")));
    }

    /** The check of all card numbers (ISO/IEC 7812-1, Luhn). */
    private static boolean hasItsCheckDigit(String digits) {
        int sum = 0;
        for (int index = 0; index < digits.length(); index++) {
            int digit = digits.charAt(digits.length() - 1 - index) - '0';
            int weighed = index % 2 == 0 ? digit : 2 * digit;
            sum += weighed > 9 ? weighed - 9 : weighed;
        }
        return sum % 10 == 0;
    }

    public static @Nullable String optional(@Nullable String text, String pointer, int longest) {
        return text == null ? null : required(text, pointer, longest);
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

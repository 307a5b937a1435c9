package io.coinslot.simulators.issuer;

import io.coinslot.simulators.memory.Secrets;
import java.util.Locale;

/** Everything that is made out of a card's number. The number itself goes no further than this. */
public final class CardNumbers {
    private static final int SUFFIX_DIGITS = 4;
    private static final int SHOWN_DIGITS = 6;

    private final Secrets secrets;

    /** References are derived from these secrets, so that a card always has the same ones. */
    public CardNumbers(Secrets secrets) {
        this.secrets = secrets;
    }

    /** Whether it is a card's number by its length and check digit. */
    public static boolean isValid(String number) {
        if (!number.matches("[0-9]{12,19}")) {
            return false;
        }
        int sum = 0;
        for (int position = 0; position < number.length(); position++) {
            int digit = number.charAt(number.length() - 1 - position) - '0';
            int counted = position % 2 == 0 ? digit : digit * 2;
            sum += counted > 9 ? counted - 9 : counted;
        }
        return sum % 10 == 0;
    }

    /** The last four digits, which may be shown. */
    public static String suffix(String number) {
        return number.substring(number.length() - SUFFIX_DIGITS);
    }

    /** The first six and the last four digits, which may be shown. */
    static String masked(String number) {
        int hidden = number.length() - SHOWN_DIGITS - SUFFIX_DIGITS;
        return number.substring(0, SHOWN_DIGITS) + "*".repeat(hidden) + suffix(number);
    }

    /** The reference by which the company knows the card. */
    public String panUniqueReference(String number) {
        return "FWSB" + secrets.text("pan " + number, 44);
    }

    /** The reference by which everybody knows the account behind the card. */
    public String paymentAccountReference(String number) {
        return "5001" + secrets.text("account " + number, 25).toUpperCase(Locale.ROOT);
    }

    /** The brand by the first digits, as the companies of cards name it. */
    public static String brand(String number) {
        return switch (number.charAt(0)) {
            case '2', '5' -> "mc";
            case '4' -> "visa";
            case '6' -> "discover";
            case '3' -> number.startsWith("34") || number.startsWith("37") ? "amex" : "diners";
            default -> "card";
        };
    }
}

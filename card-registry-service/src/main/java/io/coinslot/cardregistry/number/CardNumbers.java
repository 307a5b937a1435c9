package io.coinslot.cardregistry.number;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Finds card numbers in what others write: 13 to 19 digits with their check digit, in groups or not. Digits that stand by
 * themselves are one whatever they begin with; within longer text and as part of more digits (an expiry may follow) only
 * if they begin as a card's number of that length does, since ids hold many digits too.
 */
public final class CardNumbers {
    private static final int SHORTEST = 13;
    private static final int LONGEST = 19;
    private static final Pattern UUID = Pattern.compile("(?i)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Pattern GROUPS = Pattern.compile("[0-9]+(?:[ \\-._/+\\u00a0\\u2010-\\u2015][0-9]+)*");
    /** Of the brands with numbers of a usual length (ISO/IEC 7812 ranges as the card networks publish them). */
    private static final Pattern BRANDED = Pattern.compile(
            "4[0-9]{15}" // Visa
                    + "|5[1-5][0-9]{14}|2(?:22[1-9]|2[3-9][0-9]|[3-6][0-9]{2}|7[01][0-9]|720)[0-9]{12}" // Mastercard
                    + "|3[47][0-9]{13}" // American Express
                    + "|3(?:0[0-5]|[68][0-9])[0-9]{11}" // Diners Club
                    + "|35(?:2[89]|[3-8][0-9])[0-9]{12}" // JCB
                    + "|62[0-9]{14,17}|81[0-9]{14}" // UnionPay
                    + "|6[0-9]{15}|5[06-8][0-9]{14}"); // Discover, Maestro and others

    private CardNumbers() {}

    /** Whether there may be one in the text. */
    public static boolean maybeIn(String text) {
        String digits = asciiDigits(UUID.matcher(text).replaceAll("uuid"));
        return GROUPS.matcher(digits).results().anyMatch(run -> isIn(digits, run));
    }

    /** Digits of other scripts mean the same. */
    private static String asciiDigits(String text) {
        StringBuilder ascii = new StringBuilder(text.length());
        text.codePoints()
                .forEach(character -> ascii.appendCodePoint(
                        Character.isDigit(character) ? '0' + Character.digit(character, 10) : character));
        return ascii.toString();
    }

    private static boolean isIn(String text, MatchResult run) {
        List<String> groups = List.of(run.group().split("[^0-9]"));
        String whole = String.join("", groups);
        if (standsAlone(text, run) && isLong(whole) && hasItsCheckDigit(whole)) {
            return true;
        }
        return within(groups).stream().anyMatch(part -> BRANDED.matcher(part).matches() && hasItsCheckDigit(part));
    }

    private static boolean standsAlone(String text, MatchResult run) {
        return (run.start() == 0 || !isOfAWord(text.charAt(run.start() - 1)))
                && (run.end() == text.length() || !isOfAWord(text.charAt(run.end())));
    }

    private static boolean isOfAWord(char character) {
        return Character.isLetterOrDigit(character) || character == '-';
    }

    /** What consecutive groups make together, where it is as long as a number. */
    private static List<String> within(List<String> groups) {
        List<String> parts = new ArrayList<>();
        for (int first = 0; first < groups.size(); first++) {
            StringBuilder part = new StringBuilder();
            for (int last = first; last < groups.size() && part.length() < LONGEST; last++) {
                part.append(groups.get(last));
                if (isLong(part)) {
                    parts.add(part.toString());
                }
            }
        }
        return parts;
    }

    private static boolean isLong(CharSequence digits) {
        return digits.length() >= SHORTEST && digits.length() <= LONGEST;
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
}

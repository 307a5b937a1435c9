package io.coinslot.endtoend;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Something that must be nowhere, and the byte strings by which it would show.
 *
 * @param name what findings call it; they never quote it
 * @param forms byte strings by the name of the form
 */
record Secret(String name, Map<String, byte[]> forms) {
    /** Long enough for no other number to hold it by accident. */
    private static final int TELLING_DIGITS = 12;

    private static final int LEAST_DIFFERENT_DIGITS = 3;
    private static final int MOST_ZEROS = 2;

    /** A card's number: whole or a telling part of it, as text of several kinds, and as binary-coded decimals. */
    static Secret cardNumber(String number) {
        return number("card " + number.substring(0, 6) + "…" + number.substring(number.length() - 4), number);
    }

    /** The number that a token has with its financial company, in the forms of a card's. */
    static Secret tokenNumber(String number) {
        return number("a token's number", number);
    }

    private static Secret number(String name, String number) {
        Map<String, byte[]> forms = new LinkedHashMap<>();
        putText(forms, "", number);
        for (String grouped : List.of(grouped(number, ' '), grouped(number, '-'))) {
            putText(forms, " in groups", grouped);
        }
        forms.put("UTF-16", number.getBytes(StandardCharsets.UTF_16LE));
        String packed = number.length() % 2 == 0 ? number : number + "F";
        byte[] decimals = HexFormat.of().parseHex(packed);
        if (isTelling(decimals)) {
            forms.put("binary-coded decimals", decimals);
            putBase64(forms, "base64 of binary-coded decimals", decimals);
        }
        for (int from = 0; from + TELLING_DIGITS <= number.length(); from++) {
            String part = number.substring(from, from + TELLING_DIGITS);
            if (part.chars().distinct().count() >= LEAST_DIFFERENT_DIGITS) {
                forms.put("digits from " + from, part.getBytes(StandardCharsets.US_ASCII));
            }
        }
        return new Secret(name, forms);
    }

    /** Those with many zeros are not: lengths and offsets within the broker's files look like them. */
    private static boolean isTelling(byte[] decimals) {
        long zeros = IntStream.range(0, decimals.length)
                .filter(index -> decimals[index] == 0)
                .count();
        return decimals.length >= Needles.SHORTEST && zeros <= MOST_ZEROS;
    }

    /** A text that is told by itself, such as a signature or a long code. */
    static Secret text(String name, String text) {
        Map<String, byte[]> forms = new LinkedHashMap<>();
        putText(forms, "", text);
        return new Secret(name, forms);
    }

    private static void putText(Map<String, byte[]> forms, String kind, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        String number = kind + forms.size();
        forms.put("plain" + number, bytes);
        forms.put("hex" + number, ascii(HexFormat.of().formatHex(bytes)));
        forms.put("HEX" + number, ascii(HexFormat.of().formatHex(bytes).toUpperCase(Locale.ROOT)));
        putBase64(forms, "base64" + number, bytes);
    }

    /** Wherever it begins within what was encoded: only the characters that nothing around it changes. */
    private static void putBase64(Map<String, byte[]> forms, String name, byte[] bytes) {
        for (int before = 0; before < 3; before++) {
            byte[] moved = new byte[before + bytes.length];
            System.arraycopy(bytes, 0, moved, before, bytes.length);
            int from = (before * 8 + 5) / 6;
            int to = moved.length * 8 / 6;
            for (Base64.Encoder encoder : List.of(Base64.getEncoder(), Base64.getUrlEncoder())) {
                String encoded = encoder.encodeToString(moved).substring(from, to);
                if (encoded.length() >= Needles.SHORTEST) {
                    forms.put(name + " after " + before + forms.size(), ascii(encoded));
                }
            }
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** In groups of four, as it is printed on cards. */
    static String grouped(String number, char separator) {
        List<String> groups = new ArrayList<>();
        for (int from = 0; from < number.length(); from += 4) {
            groups.add(number.substring(from, Math.min(number.length(), from + 4)));
        }
        return String.join(String.valueOf(separator), groups);
    }
}

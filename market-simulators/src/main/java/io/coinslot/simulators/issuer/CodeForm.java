package io.coinslot.simulators.issuer;

import java.security.SecureRandom;

/**
 * What the cardholder's codes look like.
 *
 * @param length characters
 * @param hasLetters capital letters and digits, of which none is taken for another; digits alone otherwise
 */
record CodeForm(int length, boolean hasLetters) {
    static final CodeForm USUAL = new CodeForm(6, false);
    static final int SHORTEST = 4;
    static final int LONGEST = 12;

    private static final String DIGITS = "0123456789";
    private static final String READABLE = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    private static final SecureRandom RANDOM = new SecureRandom();

    String random() {
        String alphabet = hasLetters ? READABLE : DIGITS;
        StringBuilder code = new StringBuilder(length);
        while (code.length() < length) {
            code.append(alphabet.charAt(RANDOM.nextInt(alphabet.length())));
        }
        return code.toString();
    }
}

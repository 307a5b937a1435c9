package io.coinslot.simulators.stripe;

import java.security.SecureRandom;

/** Makes identifiers of Stripe's form. */
final class Ids {
    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final SecureRandom RANDOM = new SecureRandom();

    private Ids() {}

    /** The prefix and 24 random letters. */
    static String next(String prefix) {
        return prefix + "3" + letters(23);
    }

    static String letters(int length) {
        byte[] random = new byte[length];
        RANDOM.nextBytes(random);
        StringBuilder text = new StringBuilder(length);
        for (byte next : random) {
            text.append(LETTERS.charAt((next & 0xFF) % LETTERS.length()));
        }
        return text.toString();
    }
}

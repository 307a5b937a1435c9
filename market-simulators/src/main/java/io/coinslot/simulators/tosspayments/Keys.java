package io.coinslot.simulators.tosspayments;

import java.security.SecureRandom;
import java.util.HexFormat;

/** Makes the names that Toss Payments gives. */
final class Keys {
    private static final SecureRandom RANDOM = new SecureRandom();

    private Keys() {}

    static String payment() {
        return "tgen_" + random(20);
    }

    static String transaction() {
        return "txrd_" + random(16);
    }

    static String secret() {
        return "ps_" + random(12);
    }

    static String random(int bytes) {
        byte[] random = new byte[bytes];
        RANDOM.nextBytes(random);
        return HexFormat.of().formatHex(random);
    }
}

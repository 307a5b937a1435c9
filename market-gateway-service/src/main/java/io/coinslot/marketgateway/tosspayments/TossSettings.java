package io.coinslot.marketgateway.tosspayments;

import java.net.URI;

/** Where the API is found; everything but the real address names a simulator. */
public record TossSettings(URI apiBase) {
    private static final String REAL = "tosspayments.com";

    /**
     * Whether what is paid under a test key is a test purchase. A simulator knows test keys alone; what is sold there is
     * treated as sold, or nothing could be settled when trying the whole.
     */
    boolean testKeysAreTest() {
        String host = String.valueOf(apiBase.getHost());
        return host.equals(REAL) || host.endsWith("." + REAL);
    }
}

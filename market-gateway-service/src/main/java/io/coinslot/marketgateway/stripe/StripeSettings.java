package io.coinslot.marketgateway.stripe;

import java.net.URI;

/** Where Stripe's API is found; everything but the real address names a simulator. */
public record StripeSettings(URI apiBase) {
    private static final String REAL = "stripe.com";

    /**
     * Whether what is paid in test mode is a test purchase. A simulator knows test mode alone; what is sold there is
     * treated as sold, or nothing could be settled when trying the whole.
     */
    boolean testModeIsTest() {
        String host = String.valueOf(apiBase.getHost());
        return host.equals(REAL) || host.endsWith("." + REAL);
    }
}

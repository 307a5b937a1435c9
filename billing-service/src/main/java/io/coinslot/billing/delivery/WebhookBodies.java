package io.coinslot.billing.delivery;

import io.coinslot.billing.purchase.Purchase;
import java.time.Instant;

/** Writes the body of a webhook. */
@FunctionalInterface
public interface WebhookBodies {
    /** The exact text that is stored and sent at each attempt. */
    String body(WebhookType type, Instant at, Purchase purchase);
}

package io.coinslot.billing.delivery;

import io.coinslot.billing.purchase.Purchase;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Writes the body of a webhook. */
@FunctionalInterface
public interface WebhookBodies {
    /**
     * The exact text that is stored and sent at each attempt, once the version of the purchase is put in place of
     * {@link io.coinslot.billing.purchase.Webhook#NO_VERSION_YET}.
     *
     * @param reference the market's id of the refund or the dispute it is about; null means the newest there is
     */
    String body(WebhookType type, Instant at, Purchase purchase, @Nullable String reference);
}

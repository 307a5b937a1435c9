package io.coinslot.client;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.UUID;

/** One purchase of a batch, with the key that makes it one purchase however often it is sent. */
public record BatchItem(
        String idempotencyKey, @JsonUnwrapped NewPurchase purchase) {

    /** An item with a key of its own. */
    public static BatchItem of(NewPurchase purchase) {
        return new BatchItem(UUID.randomUUID().toString(), purchase);
    }
}

package io.coinslot.billing.refund;

import io.coinslot.servicekit.aggregate.Aggregates;
import io.coinslot.servicekit.aggregate.Decision;
import io.coinslot.servicekit.idempotency.DerivedId;
import java.time.Instant;
import java.util.List;

/**
 * Ties each idempotency key of a client to the one refund it was first used for: refunds lie in their purchases, which
 * know nothing of each other. A key is claimed before anything is asked, whatever comes of it.
 */
public final class RefundKeys {
    private final Aggregates<RefundKey, Void> keys;

    public RefundKeys(Aggregates<RefundKey, Void> keys) {
        this.keys = keys;
    }

    /** Whether the key is free, or stands for this very request. */
    public boolean claim(String clientId, String key, String purchaseId, RefundRequests.Draft draft, Instant now) {
        RefundKey fresh = new RefundKey(DerivedId.fingerprint(purchaseId, draft.fingerprint()), now);
        RefundKey held = keys.<RefundKey>createAndWait(
                        DerivedId.of("rfk_", clientId, key),
                        known -> known == null ? Decision.accepted(fresh, List.of(), fresh) : Decision.unchanged(known))
                .result();
        return held.fingerprint().equals(fresh.fingerprint());
    }
}

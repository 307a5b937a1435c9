package io.coinslot.billing.information;

import io.coinslot.billing.catalog.ServiceId;
import io.coinslot.billing.purchase.PurchaseId;
import java.time.Instant;

/**
 * What a billing token says.
 *
 * @param number the tokens of a purchase follow each other in time: 1, 2, 3 …
 */
public record BillingToken(PurchaseId purchaseId, ServiceId serviceId, long number, Instant expiresAt) {}

package io.coinslot.billing.purchase;

import io.coinslot.billing.catalog.Market;
import java.time.Instant;
import org.joda.money.Money;

/**
 * What was asked for: it never changes.
 *
 * @param limited whether the total counts against limits of the user
 */
public record Order(
        Buyer buyer, Item item, Market market, Money total, Instant createdAt, Instant expiresAt, boolean limited) {}

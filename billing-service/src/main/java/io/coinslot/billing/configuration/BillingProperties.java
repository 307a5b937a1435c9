package io.coinslot.billing.configuration;

import io.coinslot.billing.delivery.DeliveryTerms;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the billing service.
 *
 * @param payableFor how long a player has to pay
 * @param billingTokenLife how long a billing token can be used; at most 15 minutes
 * @param deliverWithin the deadline of deliveries where the market sets none
 * @param alarmBefore how long before the deadline a missing delivery is reported
 * @param overdueCountedEvery how often the deliveries that are late are counted
 */
@ConfigurationProperties("coinslot.billing")
record BillingProperties(
        @DefaultValue("30m") Duration payableFor,
        @DefaultValue("15m") Duration billingTokenLife,
        @DefaultValue("3d") Duration deliverWithin,
        @DefaultValue("24h") Duration alarmBefore,
        @DefaultValue("1m") Duration overdueCountedEvery) {
    DeliveryTerms deliveryTerms() {
        return new DeliveryTerms(deliverWithin, alarmBefore);
    }
}

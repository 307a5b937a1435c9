package io.coinslot.billing.delivery;

import java.time.Duration;

/**
 * How long a delivery may take.
 *
 * @param within the deadline where the market sets none
 * @param alarmBefore how long before the deadline the delay is reported
 */
public record DeliveryTerms(Duration within, Duration alarmBefore) {
    public static final DeliveryTerms STANDARD = new DeliveryTerms(Duration.ofDays(3), Duration.ofHours(24));
}

package io.coinslot.billing.checkout;

import io.coinslot.billing.catalog.ServiceId;

/** Who posts a purchase. */
public record Client(ServiceId serviceId, String clientId, AmountLimits amountLimits) {}

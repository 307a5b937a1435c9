package io.coinslot.billing.notice;

import io.coinslot.billing.catalog.ServiceId;
import io.coinslot.billing.purchase.Webhook;

/** The webhook about a settlement, kept under the settlement's id: however often the statement comes, it is one. */
public record Notice(String settlementId, ServiceId serviceId, Webhook webhook) {
    Notice with(Webhook next) {
        return new Notice(settlementId, serviceId, next);
    }
}

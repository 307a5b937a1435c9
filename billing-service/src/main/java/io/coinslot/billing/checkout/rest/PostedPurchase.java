package io.coinslot.billing.checkout.rest;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.coinslot.billing.information.BillingInformation;
import io.coinslot.billing.information.InformationDesk;
import io.coinslot.billing.purchase.Purchase;
import io.coinslot.billing.purchase.PurchaseResource;

/** The answer to a request for a purchase: always as it was at first, however often the request is repeated. */
record PostedPurchase(@JsonUnwrapped PurchaseResource purchase, BillingInformation billing) {
    private static final long FIRST_VERSION = 1;

    static PostedPurchase of(Purchase purchase, InformationDesk desk) {
        return new PostedPurchase(PurchaseResource.of(purchase.asRequested(), FIRST_VERSION), desk.atFirst(purchase));
    }
}

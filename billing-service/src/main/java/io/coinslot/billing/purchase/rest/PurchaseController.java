package io.coinslot.billing.purchase.rest;

import io.coinslot.billing.information.InformationDesk;
import io.coinslot.billing.purchase.OwnedPurchases;
import io.coinslot.billing.purchase.Purchase;
import io.coinslot.servicekit.aggregate.Stored;
import io.coinslot.servicekit.http.AwaitedVersion;
import io.coinslot.servicekit.security.Caller;
import io.coinslot.servicekit.security.ForDevices;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Reads one purchase, at once or when it has got somewhere. */
@RestController
final class PurchaseController {
    private final OwnedPurchases purchases;
    private final InformationDesk desk;
    private final Clock clock;

    PurchaseController(OwnedPurchases purchases, InformationDesk desk, Clock clock) {
        this.purchases = purchases;
        this.desk = desk;
        this.clock = clock;
    }

    @ForDevices
    @GetMapping("/v1/purchases/{purchaseId}")
    PurchaseDetails read(
            Caller caller,
            @PathVariable String purchaseId,
            @RequestParam(required = false) @Nullable Long minVersion,
            @RequestParam(required = false) @Nullable Long waitMillis) {
        caller.requiring("purchases:read");
        Stored<Purchase> stored = purchases.find(caller, purchaseId, AwaitedVersion.of(minVersion, waitMillis));
        return PurchaseDetails.of(stored.state(), stored.version(), desk.at(stored.state(), clock.instant()));
    }
}

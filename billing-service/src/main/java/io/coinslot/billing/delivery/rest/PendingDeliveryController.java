package io.coinslot.billing.delivery.rest;

import io.coinslot.billing.catalog.ServiceId;
import io.coinslot.billing.purchase.DeliveryStatus;
import io.coinslot.billing.purchase.Order;
import io.coinslot.billing.purchase.PageOfPurchases;
import io.coinslot.billing.purchase.Purchase;
import io.coinslot.billing.purchase.PurchaseLists;
import io.coinslot.servicekit.aggregate.Stored;
import io.coinslot.servicekit.money.MoneyText;
import io.coinslot.servicekit.problem.InputRules;
import io.coinslot.servicekit.problem.Problem;
import io.coinslot.servicekit.security.Caller;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Lists what games have yet to grant, for those that poll. */
@RestController
final class PendingDeliveryController {
    private static final int MOST_ITEMS = 200;
    private static final long USUAL_ITEMS = 50;

    private final PurchaseLists lists;

    PendingDeliveryController(PurchaseLists lists) {
        this.lists = lists;
    }

    record PendingDelivery(
            String purchaseId,
            long version,
            String userId,
            String productId,
            long quantity,
            String market,
            MoneyText total,
            DeliveryStatus status,
            Instant deadline) {

        static PendingDelivery of(Stored<Purchase> stored) {
            Order order = stored.state().order();
            return new PendingDelivery(
                    stored.id(),
                    stored.version(),
                    order.buyer().userId().value(),
                    order.item().productId().value(),
                    order.item().quantity(),
                    order.market().slug(),
                    MoneyText.of(order.total()),
                    stored.state().delivery().status(),
                    deadline(stored));
        }

        static Instant deadline(Stored<Purchase> stored) {
            return Objects.requireNonNull(stored.state().delivery().deadline(), "a pending delivery has a deadline");
        }
    }

    @GetMapping("/v1/deliveries")
    PageOfPurchases<PendingDelivery> list(
            Caller caller,
            @RequestParam(required = false) @Nullable DeliveryStatus status,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Long limit) {
        caller.requiring("purchases:read");
        if (status != null && status != DeliveryStatus.PENDING) {
            throw Problem.invalid("status", "only PENDING deliveries are listed")
                    .asException();
        }
        int most = (int) InputRules.within(limit == null ? USUAL_ITEMS : limit, 1, MOST_ITEMS, "limit");
        return PageOfPurchases.of(
                lists.pendingDeliveries(
                        new PurchaseLists.Due(new ServiceId(caller.service()), null),
                        PageOfPurchases.place(cursor),
                        most + 1),
                most,
                PendingDelivery::of,
                stored -> new PurchaseLists.Place(PendingDelivery.deadline(stored), stored.id()));
    }
}

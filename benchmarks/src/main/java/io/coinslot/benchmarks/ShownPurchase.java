package io.coinslot.benchmarks;

import io.coinslot.client.CoinslotClient;
import io.coinslot.client.Money;
import io.coinslot.client.Purchase;
import io.coinslot.client.PurchaseQuery;
import io.coinslot.client.PurchaseStatus;
import java.math.BigDecimal;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A purchase as the API shows it.
 *
 * @param captured what was paid, zero if nothing
 * @param refunded what of it went back
 */
record ShownPurchase(String status, String captured, String refunded) {
    private static final String NOTHING = "0";

    /** All purchases of the client's service by their ids, page by page. */
    static Map<String, ShownPurchase> all(CoinslotClient client) {
        try (Stream<Purchase> purchases = client.purchases().list(PurchaseQuery.all())) {
            return purchases.collect(Collectors.toMap(Purchase::purchaseId, ShownPurchase::of, (one, other) -> other));
        }
    }

    private static ShownPurchase of(Purchase purchase) {
        Purchase.Payment payment = purchase.payment();
        return payment == null
                ? new ShownPurchase(purchase.status().toString(), NOTHING, NOTHING)
                : new ShownPurchase(
                        purchase.status().toString(), amount(payment.captured()), amount(payment.refunded()));
    }

    private static String amount(@Nullable Money money) {
        return money == null ? NOTHING : money.amount();
    }

    boolean isSold(SoldItem item) {
        return status.equals(PurchaseStatus.COMPLETED.toString())
                && new BigDecimal(captured).compareTo(new BigDecimal(item.amount())) == 0
                && new BigDecimal(refunded).signum() == 0;
    }

    boolean isPaid() {
        return new BigDecimal(captured).signum() != 0;
    }
}

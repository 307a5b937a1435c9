package io.coinslot.marketgateway.googleplay;

import com.google.api.services.androidpublisher.model.LineItem;
import com.google.api.services.androidpublisher.model.Order;
import com.google.api.services.androidpublisher.model.ProductLineItem;
import com.google.api.services.androidpublisher.model.ProductOfferDetails;
import com.google.api.services.androidpublisher.model.ProductPurchaseV2;
import io.coinslot.marketgateway.market.MarketFailure;
import io.coinslot.marketgateway.market.VerifiesReceipts.Refused;
import io.coinslot.marketgateway.payment.PaymentOrder;
import io.coinslot.marketgateway.payment.Receipt;
import java.util.List;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/** Whether what Google Play has on record is what the purchase asked for. */
final class PlayJudgement {
    private PlayJudgement() {}

    static @Nullable Refused ofPurchase(PaymentOrder asked, ProductPurchaseV2 purchase) {
        if (!asked.productAtMarket().equals(productId(purchase))) {
            return new Refused("PRODUCT_MISMATCH", "Another product was bought with this token");
        }
        if (quantity(purchase) != asked.quantity()) {
            return new Refused("QUANTITY_MISMATCH", "Another quantity was bought with this token");
        }
        if (!asked.obfuscatedAccountId().equals(purchase.getObfuscatedExternalAccountId())) {
            return new Refused("BUYER_MISMATCH", "The token is not bound to this purchase's buyer");
        }
        if (asked.isNotMeantBy(purchase.getObfuscatedExternalProfileId())) {
            return new Refused("PURCHASE_MISMATCH", "The token was bought for another purchase");
        }
        return null;
    }

    static @Nullable Refused ofOrder(PaymentOrder asked, Receipt receipt, ProductPurchaseV2 purchase, Order order)
            throws MarketFailure {
        if (order.getPurchaseToken() != null && !order.getPurchaseToken().equals(receipt.value())) {
            return new Refused("RECEIPT_MISMATCH", "The order belongs to another token");
        }
        if ("REFUNDED".equals(order.getState()) || "CANCELED".equals(order.getState())) {
            return new Refused("ALREADY_REFUNDED", "The order is " + order.getState());
        }
        return isTest(purchase) || !isUnderpaid(asked, order)
                ? null
                : new Refused("AMOUNT_MISMATCH", "Less was paid than the purchase asked for");
    }

    /** Whether a licence tester bought it, whom nobody bills: what the order tells of money was not paid. */
    static boolean isTest(ProductPurchaseV2 purchase) {
        return purchase.getTestPurchaseContext() != null;
    }

    /**
     * Google sets the player's local price, adds taxes, and may itself pay a part (Play points, coupons): so only the
     * same currency can be compared, more than was asked is fine, and where less was paid the listed price counts, which
     * leaves out the discounts that Google pays, and those alone. Less than was asked is another, cheaper product, and
     * nothing at all, in whatever currency, is no payment.
     */
    private static boolean isUnderpaid(PaymentOrder asked, Order order) throws MarketFailure {
        Money paid = PlayMoney.exactly(order.getTotal(), "total");
        if (!isLess(paid, asked.total())) {
            return false;
        }
        Money listed = listed(asked, order);
        return listed == null || !listed.isSameCurrency(paid) || isLess(listed, asked.total());
    }

    private static boolean isLess(Money money, Money asked) {
        return money.isSameCurrency(asked) ? money.isLessThan(asked) : asked.isPositive() && !money.isPositive();
    }

    private static @Nullable Money listed(PaymentOrder asked, Order order) throws MarketFailure {
        List<LineItem> items = order.getLineItems();
        return items == null || items.size() != 1 || items.getFirst().getListingPrice() == null
                ? null
                : PlayMoney.exactly(items.getFirst().getListingPrice(), "listing price")
                        .multipliedBy(asked.quantity());
    }

    static String state(ProductPurchaseV2 purchase) {
        return purchase.getPurchaseStateContext() == null
                ? "PURCHASE_STATE_UNSPECIFIED"
                : String.valueOf(purchase.getPurchaseStateContext().getPurchaseState());
    }

    static boolean isConsumed(ProductPurchaseV2 purchase) {
        List<ProductLineItem> items = purchase.getProductLineItem();
        return items != null
                && items.stream()
                        .allMatch(item -> item.getProductOfferDetails() != null
                                && "CONSUMPTION_STATE_CONSUMED"
                                        .equals(item.getProductOfferDetails().getConsumptionState()));
    }

    static boolean isAcknowledged(ProductPurchaseV2 purchase) {
        return "ACKNOWLEDGEMENT_STATE_ACKNOWLEDGED".equals(purchase.getAcknowledgementState());
    }

    /** The one product that was bought; null if it is not exactly one. */
    static @Nullable String productId(ProductPurchaseV2 purchase) {
        ProductLineItem item = item(purchase);
        return item == null ? null : item.getProductId();
    }

    /** Google leaves a quantity of one out. */
    static long quantity(ProductPurchaseV2 purchase) {
        ProductLineItem item = item(purchase);
        ProductOfferDetails details = item == null ? null : item.getProductOfferDetails();
        return details == null || details.getQuantity() == null ? 1 : details.getQuantity();
    }

    private static @Nullable ProductLineItem item(ProductPurchaseV2 purchase) {
        List<ProductLineItem> items = purchase.getProductLineItem();
        return items == null || items.size() != 1 ? null : items.getFirst();
    }
}

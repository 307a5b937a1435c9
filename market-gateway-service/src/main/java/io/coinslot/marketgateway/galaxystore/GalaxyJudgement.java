package io.coinslot.marketgateway.galaxystore;

import io.coinslot.marketgateway.market.MarketFailure;
import io.coinslot.marketgateway.market.VerifiesReceipts.Refused;
import io.coinslot.marketgateway.payment.PaymentOrder;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/** Whether what Galaxy Store has on record is what the purchase asked for. */
final class GalaxyJudgement {
    private GalaxyJudgement() {}

    static @Nullable Refused of(PaymentOrder asked, String packageName, GalaxyReceipt receipt) throws MarketFailure {
        if (!receipt.packageName().equals(packageName)) {
            return new Refused("APPLICATION_MISMATCH", "This was bought in another application");
        }
        if (!receipt.itemId().equals(asked.productAtMarket())) {
            return new Refused("PRODUCT_MISMATCH", "Another item was bought");
        }
        if (asked.quantity() != 1) {
            return new Refused("QUANTITY_MISMATCH", "A purchase at Galaxy Store is of one item");
        }
        if (!asked.obfuscatedAccountId().equals(receipt.accountId())) {
            return new Refused("BUYER_MISMATCH", "It is not bound to this purchase's buyer");
        }
        if (asked.isNotMeantBy(receipt.profileId())) {
            return new Refused("PURCHASE_MISMATCH", "It was bought for another purchase");
        }
        return isUnderpaid(asked, receipt)
                ? new Refused("AMOUNT_MISMATCH", "Less was paid than the purchase asked for")
                : null;
    }

    /**
     * The store sets the player's local price and adds taxes: so only the same currency can be compared, and more than
     * was asked is fine. A licensed tester in test mode pays nothing.
     */
    private static boolean isUnderpaid(PaymentOrder asked, GalaxyReceipt receipt) throws MarketFailure {
        if (Boolean.TRUE.equals(receipt.isTest())) {
            return false;
        }
        Money paid = receipt.amount();
        return paid.isSameCurrency(asked.total())
                ? paid.isLessThan(asked.total())
                : asked.total().isPositive() && !paid.isPositive();
    }
}

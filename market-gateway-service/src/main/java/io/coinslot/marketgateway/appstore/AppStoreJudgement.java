package io.coinslot.marketgateway.appstore;

import com.apple.itunes.storekit.model.InAppOwnershipType;
import com.apple.itunes.storekit.model.JWSTransactionDecodedPayload;
import com.apple.itunes.storekit.model.Type;
import io.coinslot.marketgateway.market.MarketFailure;
import io.coinslot.marketgateway.market.VerifiesReceipts.Refused;
import io.coinslot.marketgateway.payment.PaymentOrder;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * Whether what the App Store has on record is what the purchase asked for. Application and environment are verified
 * together with the signature.
 */
final class AppStoreJudgement {
    private AppStoreJudgement() {}

    static @Nullable Refused of(PaymentOrder asked, String transactionId, JWSTransactionDecodedPayload bought)
            throws MarketFailure {
        if (!transactionId.equals(bought.getTransactionId())) {
            return new Refused("RECEIPT_MISMATCH", "The App Store answered with another transaction");
        }
        if (!asked.productAtMarket().equals(bought.getProductId())
                || bought.getType() == Type.AUTO_RENEWABLE_SUBSCRIPTION) {
            return new Refused("PRODUCT_MISMATCH", "Another product was bought with this transaction");
        }
        if (quantity(bought) != asked.quantity()) {
            return new Refused("QUANTITY_MISMATCH", "Another quantity was bought with this transaction");
        }
        Refused ofBuyer = ofBuyer(asked, bought);
        return ofBuyer == null ? ofMoney(asked, bought) : ofBuyer;
    }

    /** The account token is one per purchase; what a family shares was paid for by somebody else. */
    private static @Nullable Refused ofBuyer(PaymentOrder asked, JWSTransactionDecodedPayload bought) {
        if (bought.getInAppOwnershipType() != InAppOwnershipType.PURCHASED) {
            return new Refused("BUYER_MISMATCH", "The transaction is not of the one who bought");
        }
        return asked.appAccountToken().equalsIgnoreCase(String.valueOf(bought.getAppAccountToken()))
                ? null
                : new Refused("BUYER_MISMATCH", "The transaction is not bound to this purchase");
    }

    /**
     * Apple sets the player's price by storefront, taxes within it: so only the same currency can be compared, and more
     * than was asked is fine. Less is another, cheaper product or an offer that the purchase knows nothing of, and nothing
     * is less in any currency.
     */
    private static @Nullable Refused ofMoney(PaymentOrder asked, JWSTransactionDecodedPayload bought)
            throws MarketFailure {
        if (AppStoreRefunds.isTakenBack(bought)) {
            return new Refused("ALREADY_REFUNDED", "The App Store has given the money back");
        }
        Money paid = AppStoreMoney.exactly(bought.getPrice(), bought.getCurrency());
        boolean isLess = paid.isSameCurrency(asked.total())
                ? paid.isLessThan(asked.total())
                : paid.isZero() && !asked.total().isZero();
        return isLess ? new Refused("AMOUNT_MISMATCH", "Less was paid than the purchase asked for") : null;
    }

    static long quantity(JWSTransactionDecodedPayload bought) {
        return bought.getQuantity() == null ? 1 : bought.getQuantity();
    }
}

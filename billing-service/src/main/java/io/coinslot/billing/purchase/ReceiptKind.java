package io.coinslot.billing.purchase;

import io.coinslot.billing.catalog.Market;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What a client can bring after paying, and which markets hand it out. */
public enum ReceiptKind {
    PURCHASE_TOKEN("purchaseToken", EnumSet.of(Market.GOOGLE_PLAY, Market.ONE_STORE)),
    SIGNED_TRANSACTION("signedTransaction", EnumSet.of(Market.APP_STORE)),
    TRANSACTION_ID("transactionId", EnumSet.of(Market.APP_STORE)),
    MARKET_PURCHASE_ID("purchaseId", EnumSet.of(Market.GALAXY_STORE)),
    PAYMENT_KEY("paymentKey", EnumSet.of(Market.TOSS_PAYMENTS)),
    PAYMENT_INTENT_ID("paymentIntentId", EnumSet.of(Market.STRIPE));

    private final String field;
    private final Set<Market> markets;

    ReceiptKind(String field, Set<Market> markets) {
        this.field = field;
        this.markets = markets;
    }

    /** Its name in the API. */
    public String field() {
        return field;
    }

    public boolean isOf(Market market) {
        return markets.contains(market);
    }

    /** Those that a market hands out. */
    public static List<ReceiptKind> of(Market market) {
        return Arrays.stream(values()).filter(kind -> kind.isOf(market)).toList();
    }
}

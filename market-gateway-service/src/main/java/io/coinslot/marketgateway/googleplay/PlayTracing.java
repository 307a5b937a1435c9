package io.coinslot.marketgateway.googleplay;

import com.google.api.services.androidpublisher.model.ProductPurchaseV2;
import io.coinslot.marketgateway.market.MarketFailure;
import io.coinslot.marketgateway.market.MarketLink;
import io.coinslot.marketgateway.market.TracesPurchases;
import io.coinslot.marketgateway.payment.Receipt;

/** Whom a purchase token was bought for: the profile id may carry our reference, the account id names the buyer. */
final class PlayTracing extends PlayCapability implements TracesPurchases {
    PlayTracing(PlayConsoles consoles) {
        super(consoles);
    }

    @Override
    public Binding trace(MarketLink link, Receipt receipt) throws MarketFailure {
        ProductPurchaseV2 purchase = console(link).purchase(receipt.value());
        return new Binding(
                purchase.getObfuscatedExternalProfileId(),
                purchase.getObfuscatedExternalAccountId(),
                PlayJudgement.productId(purchase),
                PlayJudgement.quantity(purchase));
    }
}

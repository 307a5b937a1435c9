package io.coinslot.marketgateway.appstore;

import com.apple.itunes.storekit.model.JWSTransactionDecodedPayload;
import io.coinslot.marketgateway.market.MarketFailure;
import io.coinslot.marketgateway.market.MarketLink;
import io.coinslot.marketgateway.market.TracesPurchases;
import io.coinslot.marketgateway.payment.Receipt;
import org.jspecify.annotations.Nullable;

/** What a transaction was bought for: the account token names the very purchase. */
final class AppStoreTracing extends AppStoreCapability implements TracesPurchases {
    AppStoreTracing(AppStoreDesks desks) {
        super(desks);
    }

    @Override
    public Binding trace(MarketLink link, Receipt receipt) throws MarketFailure {
        JWSTransactionDecodedPayload bought = desk(link).transaction(receipt.value());
        @Nullable Object appAccountToken = bought.getAppAccountToken();
        return new Binding(
                null,
                appAccountToken == null ? null : appAccountToken.toString(),
                bought.getProductId(),
                AppStoreJudgement.quantity(bought));
    }
}

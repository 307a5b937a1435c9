package io.coinslot.marketgateway.appstore;

import io.coinslot.marketgateway.market.FinishesPayments;
import io.coinslot.marketgateway.market.MarketFailure;
import io.coinslot.marketgateway.market.MarketLink;
import io.coinslot.marketgateway.payment.Capture;
import io.coinslot.marketgateway.payment.FinishAction;
import io.coinslot.marketgateway.payment.PaymentOrder;

/** Finishes the transaction, as the app would by StoreKit. What is finished already is finished again without harm. */
final class AppStoreFinishing extends AppStoreCapability implements FinishesPayments {
    AppStoreFinishing(AppStoreDesks desks) {
        super(desks);
    }

    @Override
    public FinishAction finish(MarketLink link, PaymentOrder order, Capture capture, boolean repeated)
            throws MarketFailure {
        desk(link).finish(capture.transactionId());
        return order.productType().isConsumed() ? FinishAction.CONSUMED : FinishAction.ACKNOWLEDGED;
    }
}

package io.coinslot.marketgateway.onestore;

import io.coinslot.marketgateway.market.FinishesPayments;
import io.coinslot.marketgateway.market.MarketFailure;
import io.coinslot.marketgateway.market.MarketLink;
import io.coinslot.marketgateway.payment.Capture;
import io.coinslot.marketgateway.payment.FinishAction;
import io.coinslot.marketgateway.payment.PaymentOrder;

/** Consumes what can be bought again and acknowledges what is kept for good; either lets ONE store keep the sale. */
final class OneStoreFinishing extends OneStoreCapability implements FinishesPayments {
    OneStoreFinishing(OneStoreApps apps) {
        super(apps);
    }

    @Override
    public FinishAction finish(MarketLink link, PaymentOrder order, Capture capture, boolean repeated)
            throws MarketFailure {
        OneStoreApp app = app(link);
        FinishAction action = order.productType().isConsumed() ? FinishAction.CONSUMED : FinishAction.ACKNOWLEDGED;
        String token = capture.receipt().value();
        if (repeated && isFinished(app.purchase(order.productAtMarket(), token), action)) {
            return action;
        }
        try {
            finish(app, order, token, action);
        } catch (MarketFailure failure) {
            // That the state does not allow it may be the work of an earlier attempt, of the client, or of a refund.
            if (!failure.code().equals(OneStoreFailures.INVALID_STATE)
                    || !isFinished(app.purchase(order.productAtMarket(), token), action)) {
                throw failure;
            }
        }
        return action;
    }

    private static void finish(OneStoreApp app, PaymentOrder order, String token, FinishAction action)
            throws MarketFailure {
        if (action == FinishAction.CONSUMED) {
            app.consume(order.productAtMarket(), token, order.orderReference());
        } else {
            app.acknowledge(order.productAtMarket(), token, order.orderReference());
        }
    }

    private static boolean isFinished(OneStorePurchase purchase, FinishAction action) throws MarketFailure {
        if (purchase.isCancelled()) {
            throw MarketFailure.declined("PURCHASE_CANCELLED", "ONE store has cancelled this purchase");
        }
        return purchase.consumed() || (action == FinishAction.ACKNOWLEDGED && purchase.acknowledged());
    }
}

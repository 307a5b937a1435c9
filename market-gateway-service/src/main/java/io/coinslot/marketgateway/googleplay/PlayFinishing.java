package io.coinslot.marketgateway.googleplay;

import com.google.api.services.androidpublisher.model.ProductPurchaseV2;
import io.coinslot.marketgateway.market.FinishesPayments;
import io.coinslot.marketgateway.market.MarketFailure;
import io.coinslot.marketgateway.market.MarketLink;
import io.coinslot.marketgateway.payment.Capture;
import io.coinslot.marketgateway.payment.FinishAction;
import io.coinslot.marketgateway.payment.PaymentOrder;

/** Consumes what can be bought again, which acknowledges it too, and acknowledges what is kept for good. */
final class PlayFinishing extends PlayCapability implements FinishesPayments {
    PlayFinishing(PlayConsoles consoles) {
        super(consoles);
    }

    @Override
    public FinishAction finish(MarketLink link, PaymentOrder order, Capture capture, boolean repeated)
            throws MarketFailure {
        PlayConsole console = console(link);
        FinishAction action = order.productType().isConsumed() ? FinishAction.CONSUMED : FinishAction.ACKNOWLEDGED;
        String token = capture.receipt().value();
        if (repeated && isFinished(console.purchase(token), action)) {
            return action;
        }
        try {
            finish(console, order.productAtMarket(), token, action);
        } catch (MarketFailure failure) {
            if (!failure.code().equals(PlayFailures.INVALID_STATE) || !isFinished(console.purchase(token), action)) {
                throw failure;
            }
        }
        return action;
    }

    private static void finish(PlayConsole console, String marketProductId, String token, FinishAction action)
            throws MarketFailure {
        if (action == FinishAction.CONSUMED) {
            console.consume(marketProductId, token);
        } else {
            console.acknowledge(marketProductId, token);
        }
    }

    private static boolean isFinished(ProductPurchaseV2 purchase, FinishAction action) {
        return action == FinishAction.CONSUMED
                ? PlayJudgement.isConsumed(purchase)
                : PlayJudgement.isAcknowledged(purchase);
    }
}

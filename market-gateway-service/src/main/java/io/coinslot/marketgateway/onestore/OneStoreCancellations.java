package io.coinslot.marketgateway.onestore;

import io.coinslot.marketgateway.market.LooksUpPayments;
import io.coinslot.marketgateway.market.MarketFailure;
import io.coinslot.marketgateway.market.MarketLink;
import io.coinslot.marketgateway.payment.Capture;
import io.coinslot.marketgateway.payment.MoneyBack;
import io.coinslot.marketgateway.payment.PaymentEvent;
import io.coinslot.marketgateway.payment.PaymentOrder;
import java.util.List;

/** Whether ONE store has cancelled a purchase. It cancels the whole, once, and does not say who wanted it. */
final class OneStoreCancellations extends OneStoreCapability implements LooksUpPayments {
    OneStoreCancellations(OneStoreApps apps) {
        super(apps);
    }

    @Override
    public List<MoneyBack> moneyBack(MarketLink link, PaymentOrder order, Capture capture) throws MarketFailure {
        OneStorePurchase purchase =
                app(link).purchase(order.productAtMarket(), capture.receipt().value());
        return purchase.isCancelled()
                ? List.of(new MoneyBack.MarketRefund(
                        capture.transactionId() + "/cancelled",
                        null,
                        capture.amount(),
                        PaymentEvent.Initiator.MARKET,
                        null,
                        false))
                : List.of();
    }
}

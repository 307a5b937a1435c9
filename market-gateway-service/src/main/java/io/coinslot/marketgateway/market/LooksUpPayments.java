package io.coinslot.marketgateway.market;

import io.coinslot.marketgateway.payment.Capture;
import io.coinslot.marketgateway.payment.MoneyBack;
import io.coinslot.marketgateway.payment.PaymentOrder;
import java.util.List;

/** Reads the market's own record of a captured payment again. */
public interface LooksUpPayments extends OfMarket {
    /** Everything that has gone back so far. */
    List<MoneyBack> moneyBack(MarketLink link, PaymentOrder order, Capture capture) throws MarketFailure;
}

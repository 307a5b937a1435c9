package io.coinslot.marketgateway.market;

import io.coinslot.marketgateway.payment.Capture;
import io.coinslot.marketgateway.payment.MoneyBack;
import io.coinslot.marketgateway.payment.PaymentOrder;
import io.coinslot.marketgateway.payment.TakenBack;
import java.util.List;

/** Reads the record of a captured payment for what the market told elsewhere, which it shows later, if at all. */
public interface FollowsVoids extends OfMarket {
    /** Everything that has gone back so far; what was told and is not among it is {@link MoneyBack.Awaited}. */
    List<MoneyBack> moneyBack(MarketLink link, PaymentOrder order, Capture capture, TakenBack told)
            throws MarketFailure;
}

package io.coinslot.marketgateway.galaxystore;

import io.coinslot.marketgateway.market.LinkedClients;
import io.coinslot.marketgateway.market.LooksUpPayments;
import io.coinslot.marketgateway.market.MarketFailure;
import io.coinslot.marketgateway.market.MarketLink;
import io.coinslot.marketgateway.market.TracesPurchases;
import io.coinslot.marketgateway.payment.Capture;
import io.coinslot.marketgateway.payment.MoneyBack;
import io.coinslot.marketgateway.payment.PaymentEvent.Initiator;
import io.coinslot.marketgateway.payment.PaymentOrder;
import io.coinslot.marketgateway.payment.Receipt;
import java.util.List;

/** What Samsung's record tells later: whether the money went back, and for whom a purchase was made. */
final class GalaxyRecords extends GalaxyCapability implements LooksUpPayments, TracesPurchases {
    GalaxyRecords(LinkedClients<GalaxySeller> sellers) {
        super(sellers);
    }

    /**
     * Samsung gives whole orders back and names no refunds: the order is the name. The record of a cancelled purchase
     * may tell an amount of nothing, so what was captured counts.
     */
    @Override
    public List<MoneyBack> moneyBack(MarketLink link, PaymentOrder order, Capture capture) throws MarketFailure {
        GalaxyReceipt record = seller(link).receipt(capture.receipt().value());
        return record.isCancelled()
                ? List.of(new MoneyBack.MarketRefund(
                        capture.transactionId() + "/full", null, capture.amount(), Initiator.MARKET, null, false))
                : List.of();
    }

    @Override
    public Binding trace(MarketLink link, Receipt receipt) throws MarketFailure {
        GalaxyReceipt record = seller(link).receipt(receipt.value());
        return new Binding(record.profileId(), record.accountId(), record.itemId(), 1);
    }
}

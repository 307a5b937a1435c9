package io.coinslot.marketgateway.task;

import io.coinslot.marketgateway.market.MarketFailure;
import io.coinslot.marketgateway.market.MarketLink;
import io.coinslot.marketgateway.market.MarketLinks;
import io.coinslot.marketgateway.market.Markets;
import io.coinslot.marketgateway.market.OfMarket;
import io.coinslot.marketgateway.payment.MarketAbilities;
import io.coinslot.marketgateway.payment.Payment;
import io.coinslot.marketgateway.payment.PaymentOrder;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Where the tasks find the market of a payment: its adapter, and the service's link to it; and the time there. */
public record Counter(Markets markets, MarketLinks links, Clock clock) {
    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    <C extends OfMarket> C desk(Class<C> capability, Payment payment) throws MarketFailure {
        C desk = markets.find(capability, payment.order().market());
        if (desk == null) {
            throw MarketFailure.declined(
                    "NOT_SUPPORTED", payment.order().market() + " has no " + capability.getSimpleName());
        }
        return desk;
    }

    MarketLink link(Payment payment) throws MarketFailure {
        PaymentOrder order = payment.order();
        MarketLink link = links.find(order.serviceId(), order.market());
        if (link == null) {
            throw MarketFailure.declined(
                    MarketFailure.LINK_INCOMPLETE, order.serviceId() + " is not linked to " + order.market());
        }
        return link;
    }

    /** The link as it is known now, if there is one. */
    @Nullable
    MarketLink linkNow(Payment payment) {
        return links.find(payment.order().serviceId(), payment.order().market());
    }

    MarketAbilities abilities(Payment payment) {
        return markets.abilities(payment.order().market());
    }
}

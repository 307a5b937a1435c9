package io.coinslot.marketgateway.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.marketgateway.market.MarketLink;
import io.coinslot.marketgateway.market.MarketLinks;
import io.coinslot.marketgateway.payment.MarketId;
import io.coinslot.marketgateway.payment.PaymentEvent.PaymentParkedForOperator;
import io.coinslot.marketgateway.payment.PaymentStatus;
import io.coinslot.servicekit.problem.Problem;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Nobody can tell for days which markets a service is linked to: operators hear of what that holds up. */
class UntoldLinksTest extends GooglePlayJourney {
    private static final Duration HOUR = Duration.ofHours(1);

    private boolean isTold = true;

    @BeforeEach
    @Override
    void openGateway() {
        gateway = new LocalGateway(markets, new Links(), TestSealer.in(folder));
    }

    @Test
    void anOperatorIsToldBeforeTheMarketGivesTheMoneyBack() {
        pay("p1");
        isTold = false;
        gateway.confirmDelivery("p1");
        while (gateway.now()
                .isBefore(gateway.payment("p1").paid().acknowledgeBy().minus(HOUR))) {
            gateway.wait(HOUR);
        }
        assertThat(gateway.events(PaymentParkedForOperator.class)).hasSize(1);
        isTold = true;
        gateway.wait(HOUR);
        assertThat(gateway.payment("p1").status()).isEqualTo(PaymentStatus.FINISHED);
    }

    @Test
    void anOperatorIsToldOfARefundThatIsNotMadeForADay() {
        pay("p1");
        isTold = false;
        gateway.refund("p1", "refund-1", gateway.payment("p1").kept());
        for (int hour = 0; hour < 48; hour++) {
            gateway.wait(HOUR);
        }
        assertThat(gateway.events(PaymentParkedForOperator.class)).hasSize(1);
        isTold = true;
        gateway.wait(HOUR);
        assertThat(gateway.payment("p1").hasNothingLeft()).isTrue();
        assertThat(gateway.payment("p1").knownParking().calls()).isEmpty();
    }

    private final class Links implements MarketLinks {
        @Override
        public MarketLink find(String serviceId, MarketId market) {
            if (!isTold) {
                throw Problem.unavailable("It cannot be told now", 5).asException();
            }
            return markets.link(serviceId, market);
        }

        @Override
        public List<MarketLink> to(MarketId market) {
            return markets.to(market);
        }
    }
}

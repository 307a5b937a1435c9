package io.coinslot.marketgateway.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.marketgateway.Orders;
import io.coinslot.marketgateway.market.MarketFailure;
import io.coinslot.marketgateway.market.MarketFailure.Kind;
import io.coinslot.marketgateway.market.MarketLink;
import io.coinslot.marketgateway.market.MarketLinks;
import io.coinslot.marketgateway.market.Markets;
import io.coinslot.marketgateway.payment.MarketAbilities;
import io.coinslot.marketgateway.payment.MarketId;
import io.coinslot.marketgateway.payment.Payment;
import io.coinslot.marketgateway.payment.PaymentEvent;
import io.coinslot.marketgateway.payment.PurchaseReactions;
import io.coinslot.servicekit.aggregate.Decision;
import io.coinslot.servicekit.aggregate.Task;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A market that is busy for hours, and asks to be called again in some seconds each time. */
class BusyMarketTest {
    private static final MarketAbilities ABILITIES = new MarketAbilities(true, true, false, true, true);

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"NOT_SENT", "RETRY_LATER", "UNKNOWN"})
    void doesNotUseUpTheAttemptsSoonerThanOneThatNamesNoTime(Kind kind) {
        assertThat(waitAfter(1, kind, Duration.ofSeconds(5))).isEqualTo(Duration.ofSeconds(5));
        assertThat(waitAfter(12, kind, Duration.ofSeconds(5)))
                .as("the task's own wait")
                .isNull();
        assertThat(waitAfter(12, kind, Duration.ofHours(3))).isEqualTo(Duration.ofHours(3));
    }

    private static @Nullable Duration waitAfter(int attempt, Kind kind, Duration asked) {
        MarketTask task = new Call(new MarketFailure(kind, "BUSY", "come again", asked, null));
        Task taken = new Task("call", "call", attempt, true, Instant.EPOCH, Map.of());
        return ((MarketTask.TryAgain<Payment, PaymentEvent>) task.run("p1", payment(), taken)).delay();
    }

    private static Payment payment() {
        var requested = PurchaseReactions.requested(null, Orders.of(Orders.STRIPE, "p1"), 1, ABILITIES);
        return ((Decision.Accepted<Payment, PaymentEvent, ?>) requested).state();
    }

    private static final class Call extends MarketTask {
        private final MarketFailure failure;

        Call(MarketFailure failure) {
            super("call", new Counter(new Markets(List.of()), new Unlinked(), Clock.systemUTC()));
            this.failure = failure;
        }

        @Override
        Outcome<Payment, PaymentEvent> attempt(Payment payment, Task task) throws MarketFailure {
            throw failure;
        }

        @Override
        Outcome<Payment, PaymentEvent> declined(Payment payment, Task task, MarketFailure no) {
            throw new IllegalStateException("it is only busy", no);
        }
    }

    private static final class Unlinked implements MarketLinks {
        @Override
        public @Nullable MarketLink find(String serviceId, MarketId market) {
            return null;
        }

        @Override
        public List<MarketLink> to(MarketId market) {
            return List.of();
        }
    }
}

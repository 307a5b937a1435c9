package io.coinslot.marketgateway.availability;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.houserules.AdvancingClock;
import io.coinslot.marketgateway.market.MarketLink;
import io.coinslot.marketgateway.market.Markets;
import io.coinslot.marketgateway.market.VerifiesReceipts;
import io.coinslot.marketgateway.payment.MarketId;
import io.coinslot.marketgateway.payment.PaymentOrder;
import io.coinslot.marketgateway.payment.Receipt;
import io.coinslot.servicekit.aggregate.LocalAggregates;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BreakerReportsTest {
    private static final Duration PASSED_OVER_FOR = Duration.ofSeconds(30);

    private final AdvancingClock clock = AdvancingClock.standingAt("2026-11-22T12:00:00Z");
    private final LocalAggregates<Availability, Availability> availabilities = new LocalAggregates<>(List.of(), clock);
    private final BreakerReports first = instance("first");
    private final BreakerReports second = instance("second");

    private BreakerReports instance(String name) {
        return new BreakerReports(availabilities, new Markets(List.of(new Stripe())), name, PASSED_OVER_FOR, clock);
    }

    /** A market that can be sold through. */
    private static final class Stripe implements VerifiesReceipts {
        @Override
        public MarketId market() {
            return new MarketId("stripe");
        }

        @Override
        public String application(MarketLink link) {
            throw new UnsupportedOperationException("nobody asks");
        }

        @Override
        public Verdict verify(MarketLink link, PaymentOrder order, Receipt receipt) {
            throw new UnsupportedOperationException("nobody asks");
        }
    }

    private Availability told() {
        return Objects.requireNonNull(availabilities.find("arcade/stripe")).state();
    }

    private @Nullable Instant after(Duration time) {
        return clock.instant().plus(time);
    }

    @Test
    void passesAMarketOverForAWhileOnceItsBreakerIsOpen() {
        first.ill("stripe:arcade");
        assertThat(told().passOverUntil()).isEqualTo(after(PASSED_OVER_FOR));
        assertThat(told().since()).isEqualTo(clock.instant());
        assertThat(availabilities.events()).containsExactly(told());
    }

    @Test
    void prolongsItEachTimeThatATryFailsAndRemembersWhenItBegan() {
        Instant began = clock.instant();
        first.ill("stripe:arcade");
        clock.advance(Duration.ofSeconds(7));
        first.ill("stripe:arcade");
        assertThat(told().passOverUntil()).isEqualTo(after(PASSED_OVER_FOR));
        assertThat(told().since()).isEqualTo(began);
    }

    @Test
    void saysThatTheMarketAnswersAgain() {
        first.ill("stripe:arcade");
        first.well("stripe:arcade");
        assertThat(told().passOverUntil()).isNull();
        assertThat(told().since()).isNull();
        assertThat(availabilities.events()).hasSize(2);
    }

    @Test
    void isPassedOverAsLongAsOneInstanceCanNotReachIt() {
        first.ill("stripe:arcade");
        clock.advance(Duration.ofSeconds(5));
        second.ill("stripe:arcade");
        second.well("stripe:arcade");
        assertThat(told().passOverUntil()).isEqualTo(after(PASSED_OVER_FOR.minusSeconds(5)));
        first.well("stripe:arcade");
        assertThat(told().passOverUntil()).isNull();
    }

    @Test
    void forgetsWhatAnInstanceSawThatIsGone() {
        first.ill("stripe:arcade");
        clock.advance(PASSED_OVER_FOR);
        second.ill("stripe:arcade");
        second.well("stripe:arcade");
        assertThat(told().reports()).isEmpty();
        first.ill("stripe:arcade");
        assertThat(told().since()).isEqualTo(clock.instant());
    }

    @Test
    void writesNothingForBreakersThatCloseUnreportedOrAreOfNoMarket() {
        first.well("stripe:arcade");
        first.ill("notifications:stripe:arcade");
        first.ill("no-such-market:arcade");
        first.ill("own-timers");
        assertThat(availabilities.events()).isEmpty();
        assertThat(availabilities.find("arcade/stripe")).isNull();
    }
}

package io.coinslot.marketgateway.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coinslot.houserules.AdvancingClock;
import io.coinslot.marketgateway.Orders;
import io.coinslot.marketgateway.market.Credentials;
import io.coinslot.marketgateway.market.MarketLink;
import io.coinslot.marketgateway.market.MarketLinks;
import io.coinslot.marketgateway.market.Markets;
import io.coinslot.marketgateway.market.RecallsNotifications;
import io.coinslot.marketgateway.notification.NoEvent;
import io.coinslot.marketgateway.notification.NotificationInbox;
import io.coinslot.marketgateway.payment.MarketId;
import io.coinslot.servicekit.aggregate.LocalAggregates;
import io.coinslot.servicekit.problem.Problem;
import io.coinslot.servicekit.problem.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SweepAgesTest {
    private final AdvancingClock clock = AdvancingClock.standingAt("2026-11-22T12:00:00Z");
    private final TreeMap<String, Sweep> sweeps = new TreeMap<>();
    private final SweepAges ages = new SweepAges(this::page, new AllButTheGone(), clock);

    private List<Sweep> page(@Nullable String after, int limit) {
        return (after == null ? sweeps : sweeps.tailMap(after, false))
                .values().stream().limit(limit).toList();
    }

    private void keep(Sweep sweep) {
        sweeps.put(sweep.id(), sweep);
    }

    private boolean isTold = true;

    private Instant minutesAgo(int minutes) {
        return clock.instant().minus(Duration.ofMinutes(minutes));
    }

    @Test
    void isOfTheOneThatIsFurthestBehindOnWhateverPageItIs() {
        IntStream.range(0, 1_200).forEach(number -> keep(SweepDraft.swept("s" + number, Orders.STRIPE, minutesAgo(5))));
        keep(SweepDraft.swept("s1199", Orders.STRIPE, minutesAgo(90)));
        keep(SweepDraft.swept("s1", Orders.GOOGLE_PLAY, minutesAgo(3)));
        assertThat(ages.seconds(Orders.STRIPE)).as("nothing was looked at yet").isNaN();
        ages.look();
        assertThat(ages.seconds(Orders.STRIPE)).isEqualTo(90 * 60);
        assertThat(ages.seconds(Orders.GOOGLE_PLAY)).isEqualTo(3 * 60);
        assertThat(ages.seconds(Orders.ONE_STORE)).isZero();
        clock.advance(Duration.ofMinutes(1));
        assertThat(ages.seconds(Orders.GOOGLE_PLAY))
                .as("it grows between looks")
                .isEqualTo(4 * 60);
    }

    @Test
    void alarmsNobodyForWhatHasJustBegunOrIsNotLinkedAnyMore() {
        keep(SweepDraft.begun("s1", Orders.STRIPE, minutesAgo(2)));
        keep(SweepDraft.swept("gone", Orders.STRIPE, minutesAgo(50_000)));
        ages.look();
        assertThat(ages.seconds(Orders.STRIPE)).isEqualTo(2 * 60);
    }

    @Test
    void staysAsItWasAndGrowsWhileNobodyCanTellWhoIsLinked() {
        keep(SweepDraft.swept("s1", Orders.STRIPE, minutesAgo(5)));
        isTold = false;
        assertThatThrownBy(ages::look).isInstanceOf(ProblemException.class);
        assertThat(ages.seconds(Orders.STRIPE)).isNaN();
        isTold = true;
        ages.look();
        isTold = false;
        assertThatThrownBy(ages::look).isInstanceOf(ProblemException.class);
        clock.advance(Duration.ofMinutes(1));
        assertThat(ages.seconds(Orders.STRIPE)).isEqualTo(6 * 60);
    }

    @Test
    void sweepsAreBegunLaterIfNobodyCanTellForWhom() {
        isTold = false;
        Markets markets = new Markets(List.of(new Remembering()));
        MarketLinks links = new AllButTheGone();
        NotificationInbox inbox = new NotificationInbox(new LocalAggregates<>(List.of(), clock), Duration.ZERO, clock);
        SweepTask task = new SweepTask(markets, links, inbox, Duration.ofMinutes(5), clock);
        LocalAggregates<Sweep, NoEvent> begun = new LocalAggregates<>(List.of(task), clock);
        Sweeps starter = new Sweeps(begun, markets, links, clock);
        starter.beginMissing();
        assertThat(begun.find(Sweep.id("s1", Orders.STRIPE))).isNull();
        keep(SweepDraft.swept("s1", Orders.STRIPE, minutesAgo(5)));
        isTold = true;
        starter.beginMissing();
        assertThat(begun.find(Sweep.id("s1", Orders.STRIPE))).isNotNull();
    }

    private static final class Remembering implements RecallsNotifications {
        @Override
        public MarketId market() {
            return Orders.STRIPE;
        }

        @Override
        public Duration reach() {
            return Duration.ofDays(30);
        }

        @Override
        public Page recall(MarketLink link, Instant from, Instant to, @Nullable String pageToken) {
            return new Page(List.of(), null);
        }
    }

    /** Every service is linked to every market, but for one. */
    private final class AllButTheGone implements MarketLinks {
        @Override
        public @Nullable MarketLink find(String serviceId, MarketId market) {
            throw new IllegalStateException("takes its time where there is none");
        }

        @Override
        public List<MarketLink> to(MarketId market) {
            if (!isTold) {
                throw Problem.unavailable("It cannot be told now", 5).asException();
            }
            return sweeps.values().stream()
                    .filter(sweep -> !sweep.serviceId().equals("gone"))
                    .map(sweep -> new MarketLink(sweep.serviceId(), market, true, Map.of(), new Credentials(Map.of())))
                    .toList();
        }
    }
}

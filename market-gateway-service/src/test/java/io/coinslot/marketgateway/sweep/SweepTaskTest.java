package io.coinslot.marketgateway.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.houserules.AdvancingClock;
import io.coinslot.marketgateway.Orders;
import io.coinslot.marketgateway.market.Credentials;
import io.coinslot.marketgateway.market.MarketFailure;
import io.coinslot.marketgateway.market.MarketLink;
import io.coinslot.marketgateway.market.MarketLinks;
import io.coinslot.marketgateway.market.Markets;
import io.coinslot.marketgateway.market.RecallsNotifications;
import io.coinslot.marketgateway.notification.NoEvent;
import io.coinslot.marketgateway.notification.NotificationInbox;
import io.coinslot.marketgateway.payment.MarketId;
import io.coinslot.servicekit.aggregate.LocalAggregates;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SweepTaskTest {
    private static final Duration INTERVAL = Duration.ofMinutes(5);
    private static final MarketLink LINK =
            new MarketLink(Orders.SERVICE, Orders.STRIPE, true, Map.of(), new Credentials(Map.of()));
    private static final MarketLinks LINKS = only(LINK);

    private static MarketLinks only(MarketLink link) {
        return new MarketLinks() {
            @Override
            public MarketLink find(String serviceId, MarketId market) {
                return link;
            }

            @Override
            public List<MarketLink> to(MarketId market) {
                return List.of(link);
            }
        };
    }

    private final AdvancingClock clock = AdvancingClock.standingAt("2026-11-22T12:00:00Z");
    private final ManyPages market = new ManyPages();
    private final Markets markets = new Markets(List.of(market));
    private final NotificationInbox inbox =
            new NotificationInbox(new LocalAggregates<>(List.of(), clock), Duration.ZERO, clock);
    private final LocalAggregates<Sweep, NoEvent> sweeps =
            new LocalAggregates<>(List.of(new SweepTask(markets, LINKS, inbox, INTERVAL, clock)), clock);

    private Sweep sweep() {
        return sweeps.find(Sweep.id(Orders.SERVICE, Orders.STRIPE)).state();
    }

    private void runFor(int hours) throws Exception {
        for (int minute = 0; minute < hours * 60; minute++) {
            sweeps.runTasks();
            clock.advance(Duration.ofMinutes(1));
        }
    }

    @Test
    void beginsTheWindowAnewWhenTheMarketHasForgottenThePageThatCameNext() throws Exception {
        new Sweeps(sweeps, markets, LINKS, clock).beginMissing();
        sweeps.runTasks();
        assertThat(sweep().pageToken()).isEqualTo("20");
        Instant sweptUntil = sweep().sweptUntil();

        market.forgetsItsPages = true;
        runFor(3);
        assertThat(sweep().sweptUntil()).isEqualTo(sweptUntil);
        assertThat(sweep().pageToken()).isNotEqualTo("20");

        market.forgetsItsPages = false;
        runFor(2);
        assertThat(sweep().sweptUntil()).isAfter(sweptUntil);
        assertThat(sweep().pageToken()).isNull();
    }

    @Test
    void tellsHowItGoes() throws Exception {
        market.isAway = true;
        Instant begun = clock.instant();
        new Sweeps(sweeps, markets, LINKS, clock).beginMissing();
        runFor(2);
        assertThat(sweep().behindSince())
                .as("what lies before it was begun keeps nobody waiting")
                .isEqualTo(begun);
        assertThat(sweep().sweptUntil()).isBefore(begun);
        assertThat(sweep().health()).satisfies(health -> {
            assertThat(health.failures()).as("through beginning anew").isGreaterThan(12);
            assertThat(health.reason())
                    .isEqualTo("RETRY_LATER HTTP_503: the record of token-… is away")
                    .doesNotContain(ManyPages.TOKEN);
            assertThat(health.failedAt()).isAfter(begun);
            assertThat(health.succeededAt()).isNull();
        });

        market.isAway = false;
        runFor(1);
        assertThat(sweep().behindSince()).isEqualTo(sweep().sweptUntil()).isAfter(begun.plus(Duration.ofHours(2)));
        assertThat(sweep().health()).satisfies(health -> {
            assertThat(health.failures()).isZero();
            assertThat(health.succeededAt()).isAfter(begun.plus(Duration.ofHours(2)));
            assertThat(health.failedAt()).as("the last one is remembered").isNotNull();
        });

        market.isBroken = true;
        runFor(1);
        assertThat(sweep().health().reason()).isEqualTo("IllegalStateException");
    }

    /** As a service leaves it that has looked at a market and not made up its mind. */
    @Test
    void asksNoMarketForALinkThatNothingWasEverSoldThrough() throws Exception {
        MarketLinks blank = only(new MarketLink(
                Orders.SERVICE, Orders.STRIPE, false, Map.of("accountId", "acct_1"), new Credentials(Map.of())));
        var sweeping = new LocalAggregates<>(List.of(new SweepTask(markets, blank, inbox, INTERVAL, clock)), clock);
        market.isBroken = true;
        Instant begun = clock.instant();
        new Sweeps(sweeping, markets, blank, clock).beginMissing();
        for (int minute = 0; minute < 30; minute++) {
            sweeping.runTasks();
            clock.advance(Duration.ofMinutes(1));
        }

        Sweep sweep = sweeping.find(Sweep.id(Orders.SERVICE, Orders.STRIPE)).state();
        assertThat(sweep.health().failures()).isZero();
        assertThat(sweep.sweptUntil()).isAfter(begun.plus(Duration.ofMinutes(20)));
    }

    /** Of a sweep that begins as far back as the market remembers, which is later with each run. */
    @Test
    void goesOnWithTheWindowThatItsNextPageIsOf() throws Exception {
        new Sweeps(sweeps, markets, LINKS, clock).beginMissing();
        sweeps.runTasks();
        Instant sweptUntil = sweep().sweptUntil();
        runFor(2);
        assertThat(sweep().sweptUntil()).isAfter(sweptUntil);
    }

    /** Answers thirty pages, each for the window that they are of, and after a while knows no more which come next. */
    private static final class ManyPages implements RecallsNotifications {
        private static final int PAGES = 30;
        private static final String TOKEN = "token-0123456789abcdefghij";
        private boolean forgetsItsPages;
        private boolean isAway;
        private boolean isBroken;
        private @Nullable Instant from;

        @Override
        public MarketId market() {
            return Orders.STRIPE;
        }

        @Override
        public Duration reach() {
            return Duration.ofDays(30);
        }

        @Override
        public Page recall(MarketLink link, Instant start, Instant end, @Nullable String pageToken)
                throws MarketFailure {
            if (isAway) {
                throw MarketFailure.unreadable("HTTP_503", "the record of " + TOKEN + "\nis away");
            }
            if (isBroken) {
                throw new IllegalStateException(TOKEN);
            }
            if (forgetsItsPages && pageToken != null) {
                throw MarketFailure.declined("INVALID_PAGE", "there is no such page");
            }
            if (pageToken != null && !start.equals(from)) {
                throw MarketFailure.declined("INVALID_PAGE", "it is a page of another window");
            }
            from = start;
            int next = pageToken == null ? 1 : Integer.parseInt(pageToken) + 1;
            return new Page(List.of(), next < PAGES ? Integer.toString(next) : null);
        }
    }
}

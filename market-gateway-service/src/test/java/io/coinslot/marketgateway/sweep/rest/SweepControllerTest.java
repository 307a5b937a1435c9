package io.coinslot.marketgateway.sweep.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coinslot.houserules.AdvancingClock;
import io.coinslot.marketgateway.Orders;
import io.coinslot.marketgateway.market.Credentials;
import io.coinslot.marketgateway.market.MarketLink;
import io.coinslot.marketgateway.market.MarketLinks;
import io.coinslot.marketgateway.payment.MarketId;
import io.coinslot.marketgateway.sweep.KnownSweeps;
import io.coinslot.marketgateway.sweep.Sweep;
import io.coinslot.marketgateway.sweep.SweepAges;
import io.coinslot.marketgateway.sweep.SweepDraft;
import io.coinslot.servicekit.problem.ProblemException;
import io.coinslot.servicekit.security.Caller;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SweepControllerTest {
    private static final Caller OPERATOR = new Caller("admin", null, Set.of("operations:write"), true, null, null);
    private static final Caller GAME = new Caller("game", "arcade", Set.of("operations:write"), false, null, null);
    private static final Instant TIME = Instant.parse("2026-11-22T12:00:00Z");
    private static final List<Sweep> SWEEPS = List.of(
            SweepDraft.swept("arcade", Orders.GOOGLE_PLAY, TIME),
            SweepDraft.failed(SweepDraft.begun("arcade", Orders.STRIPE, TIME), "DECLINED: no", TIME.plusSeconds(1)),
            SweepDraft.swept("gone", Orders.STRIPE, TIME));
    private static final KnownSweeps KNOWN = (after, limit) -> SWEEPS.stream()
            .filter(sweep -> after == null || sweep.id().compareTo(after) > 0)
            .limit(limit)
            .toList();

    private final SweepController controller = new SweepController(
            KNOWN, new SweepAges(KNOWN, new Arcades(), AdvancingClock.standingAt("2026-11-22T12:00:00Z")));

    @Test
    void listsPageByPageHowFarTheyAre() {
        SweepController.Page page = controller.list(OPERATOR, null, 2L);
        assertThat(page.items())
                .containsExactly(
                        new SweepView("arcade", "google-play", true, TIME, TIME.plusSeconds(2), 0, null),
                        new SweepView(
                                "arcade",
                                "stripe",
                                true,
                                TIME.minus(Duration.ofDays(30)),
                                null,
                                1,
                                new SweepView.Failure(TIME.plusSeconds(1), "DECLINED: no")));
        SweepController.Page last = controller.list(OPERATOR, page.nextCursor(), 2L);
        assertThat(last.items())
                .singleElement()
                .satisfies(gone -> assertThat(gone.linked()).isFalse());
        assertThat(last.nextCursor()).isNull();
    }

    @Test
    void isForOperators() {
        assertThatThrownBy(() -> controller.list(GAME, null, null)).isInstanceOf(ProblemException.class);
    }

    private static final class Arcades implements MarketLinks {
        @Override
        public @Nullable MarketLink find(String serviceId, MarketId market) {
            throw new IllegalStateException("takes its time where there is none");
        }

        @Override
        public List<MarketLink> to(MarketId market) {
            return List.of(new MarketLink("arcade", market, true, Map.of(), new Credentials(Map.of())));
        }
    }
}

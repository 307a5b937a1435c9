package io.coinslot.marketgateway.payment.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coinslot.houserules.AdvancingClock;
import io.coinslot.marketgateway.Orders;
import io.coinslot.marketgateway.payment.MarketAbilities;
import io.coinslot.marketgateway.payment.MarketAnswers;
import io.coinslot.marketgateway.payment.OperatorAction;
import io.coinslot.marketgateway.payment.ParkingDecisions;
import io.coinslot.marketgateway.payment.Payment;
import io.coinslot.marketgateway.payment.PaymentEvent;
import io.coinslot.marketgateway.payment.PurchaseReactions;
import io.coinslot.servicekit.aggregate.LocalAggregates;
import io.coinslot.servicekit.problem.ProblemException;
import io.coinslot.servicekit.security.Caller;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ParkedPaymentControllerTest {
    private static final MarketAbilities MARKET = new MarketAbilities(true, false, true, true, true);
    private static final Caller OPERATOR = new Caller("admin", null, Set.of("operations:write"), true, null, null);
    private static final Caller GAME = new Caller("game", "arcade", Set.of("operations:write"), false, null, null);
    private static final ParkedPaymentController.Body MENDED =
            new ParkedPaymentController.Body("the market is well again", null);

    private final AdvancingClock clock = AdvancingClock.standingAt("2026-11-22T12:00:00Z");
    private final LocalAggregates<Payment, PaymentEvent> payments = new LocalAggregates<>(List.of(), clock);
    private final ParkedPaymentController controller =
            new ParkedPaymentController(payments, (after, limit) -> parked(after, limit), clock);

    @BeforeEach
    void park() {
        for (String id : List.of("p1", "p2", "p3")) {
            payments.createAndWait(
                    id, known -> PurchaseReactions.requested(known, Orders.of(Orders.GOOGLE_PLAY, id), 1, MARKET));
            payments.handleAndWait(
                    id,
                    payment -> ParkingDecisions.kept(
                            MarketAnswers.parked(payment, "REFUND_REVIEW", "the market asks"),
                            null,
                            clock.instant(),
                            false));
        }
    }

    private List<Payment> parked(String after, int limit) {
        return Stream.of("p1", "p2", "p3")
                .filter(id -> after == null || id.compareTo(after) > 0)
                .map(id -> payments.find(id).state())
                .filter(payment -> payment.knownParking().state() != null)
                .limit(limit)
                .toList();
    }

    private List<String> listed(String cursor) {
        return controller.list(OPERATOR, cursor, 2L).items().stream()
                .map(ParkedPaymentView::purchaseId)
                .toList();
    }

    @Test
    void listsPageByPage() {
        ParkedPaymentController.Page page = controller.list(OPERATOR, null, 2L);
        assertThat(page.nextCursor()).isEqualTo("p2");
        assertThat(page.items().getFirst()).satisfies(first -> {
            assertThat(first.serviceId()).isEqualTo("arcade");
            assertThat(first.market()).isEqualTo("google-play");
            assertThat(first.parked()).singleElement().satisfies(item -> {
                assertThat(item.task()).isEqualTo("REFUND_REVIEW");
                assertThat(item.reason()).isEqualTo("the market asks");
                assertThat(item.since()).isEqualTo(clock.instant());
                assertThat(item.canBeRedriven()).isFalse();
            });
        });
        assertThat(listed("p2")).containsExactly("p3");
    }

    @Test
    void settlesWithAnAuditAndTakesItOffTheList() {
        assertThat(controller.redrive(OPERATOR, "p1", MENDED).parked())
                .as("has no task")
                .hasSize(1);
        ParkedPaymentView settled = controller.settle(OPERATOR, "p1", MENDED);
        assertThat(settled.parked()).isEmpty();
        assertThat(settled.audit()).singleElement().satisfies(action -> {
            assertThat(action.by()).isEqualTo("admin");
            assertThat(action.action()).isEqualTo(OperatorAction.Kind.SETTLE);
            assertThat(action.name()).isEqualTo("REFUND_REVIEW");
        });
        assertThat(controller.settle(OPERATOR, "p1", MENDED)).isEqualTo(settled);
        assertThat(listed(null)).containsExactly("p2", "p3");
    }

    @Test
    void isForOperatorsWhoSayWhyAndNamePaymentsThatAreThere() {
        assertThatThrownBy(() -> controller.list(GAME, null, null)).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> controller.redrive(GAME, "p1", MENDED)).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> controller.settle(GAME, "p1", MENDED)).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> controller.settle(OPERATOR, "p9", MENDED)).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> controller.settle(OPERATOR, "p1", new ParkedPaymentController.Body(" ", null)))
                .isInstanceOf(ProblemException.class);
        assertThat(listed(null)).containsExactly("p1", "p2");
    }
}

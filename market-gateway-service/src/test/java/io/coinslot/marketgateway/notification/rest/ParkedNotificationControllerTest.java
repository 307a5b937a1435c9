package io.coinslot.marketgateway.notification.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coinslot.houserules.AdvancingClock;
import io.coinslot.marketgateway.Orders;
import io.coinslot.marketgateway.notification.KnownNotification;
import io.coinslot.marketgateway.notification.NoEvent;
import io.coinslot.marketgateway.notification.ParkedDraft;
import io.coinslot.marketgateway.notification.ParkedNotifications;
import io.coinslot.marketgateway.notification.RawNotification;
import io.coinslot.marketgateway.notification.RawNotification.Status;
import io.coinslot.marketgateway.payment.MarketId;
import io.coinslot.marketgateway.payment.OperatorAction.Kind;
import io.coinslot.servicekit.aggregate.Aggregates;
import io.coinslot.servicekit.aggregate.Decision;
import io.coinslot.servicekit.aggregate.LocalAggregates;
import io.coinslot.servicekit.aggregate.Task;
import io.coinslot.servicekit.problem.ProblemException;
import io.coinslot.servicekit.security.Caller;
import io.coinslot.servicekit.task.TaskHandler;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ParkedNotificationControllerTest {
    private static final Caller OPERATOR = new Caller("admin", null, Set.of("operations:write"), true, null, null);
    private static final Caller GAME = new Caller("game", "arcade", Set.of("operations:write"), false, null, null);
    private static final ParkedNotificationController.Body MENDED =
            new ParkedNotificationController.Body("this release knows the kind");
    /** Such an id as markets choose, which no path can hold as it is. */
    private static final String SLASHES = "SINGLE/1%2f/CANCELED?";

    private final AdvancingClock clock = AdvancingClock.standingAt("2026-11-22T12:00:00Z");
    private final LocalAggregates<RawNotification, NoEvent> notifications =
            new LocalAggregates<>(List.of(new NeverRun()), clock);
    private final ParkedNotificationController controller =
            new ParkedNotificationController(notifications, new InMemory(notifications), clock);

    @BeforeEach
    void park() {
        for (RawNotification notification : List.of(
                ParkedDraft.parked(Orders.GOOGLE_PLAY, "m1"),
                ParkedDraft.parked(Orders.ONE_STORE, SLASHES),
                ParkedDraft.parked(Orders.STRIPE, "m3"),
                ParkedDraft.received(Orders.STRIPE, "m4"))) {
            notifications.createAndWait(
                    notification.id(), known -> Decision.accepted(notification, List.of(), "stored"));
        }
    }

    private List<String> listed(@Nullable String market, @Nullable String cursor) {
        return controller.list(OPERATOR, market, cursor, 2L).items().stream()
                .map(ParkedNotificationView::messageId)
                .toList();
    }

    private static String name(MarketId market, String messageId) {
        return ParkedDraft.received(market, messageId).known().name();
    }

    private static void assertRefused(ThrowingCallable call, int status, String slug) {
        assertThatThrownBy(call).isInstanceOfSatisfying(ProblemException.class, refused -> {
            assertThat(refused.problem().type().status()).isEqualTo(status);
            assertThat(refused.problem().type().slug()).isEqualTo(slug);
        });
    }

    @Test
    void listsPageByPageAndByMarketWithoutWhatWasSaid() {
        ParkedNotificationController.Page page = controller.list(OPERATOR, null, null, 2L);
        assertThat(page.items().getFirst()).satisfies(first -> {
            assertThat(first.serviceId()).isEqualTo("arcade");
            assertThat(first.market()).isEqualTo("google-play");
            assertThat(first.type()).isEqualTo("marvel.created");
            assertThat(first.status()).isEqualTo(Status.PARKED);
            assertThat(first.receivedAt()).isEqualTo(ParkedDraft.TIME);
            assertThat(first.parked())
                    .isEqualTo(new ParkedNotificationView.Parked(
                            "of an unknown kind: marvel.created", 1, ParkedDraft.TIME.plusSeconds(1)));
            assertThat(first.audit()).isEmpty();
        });
        assertThat(page.toString()).doesNotContain("tok_");
        assertThat(listed(null, page.nextCursor())).containsExactly("m3");
        assertThat(listed("one-store", null)).containsExactly(SLASHES);
        assertThat(listed("toss-payments", null)).isEmpty();
    }

    @Test
    void hasItTriedAgainFromTheStart() {
        String name = name(Orders.ONE_STORE, SLASHES);
        assertThat(name).as("a path can hold it").matches("[A-Za-z0-9_-]+");
        ParkedNotificationView redriven = controller.redrive(OPERATOR, name, MENDED);
        assertThat(redriven.status()).isEqualTo(Status.RECEIVED);
        assertThat(redriven.parked()).isNull();
        assertThat(redriven.audit()).singleElement().satisfies(action -> {
            assertThat(action.by()).isEqualTo("admin");
            assertThat(action.action()).isEqualTo(Kind.REDRIVE);
            assertThat(action.reason()).isEqualTo("this release knows the kind");
            assertThat(action.at()).isEqualTo(clock.instant());
        });
        assertThat(notifications.tasks("one-store|arcade|" + SLASHES))
                .singleElement()
                .satisfies(task -> assertThat(task.attempt()).isEqualTo(1));
        assertThat(listed(null, null)).containsExactly("m1", "m3");
        assertRefused(() -> controller.redrive(OPERATOR, name, MENDED), 409, "notification-not-parked");
        assertRefused(() -> controller.settle(OPERATOR, name, MENDED), 409, "notification-not-parked");
    }

    @Test
    void settlesWithAnAuditAndTakesItOffTheList() {
        String name = name(Orders.STRIPE, "m3");
        ParkedNotificationView settled = controller.settle(OPERATOR, name, MENDED);
        assertThat(settled.status()).isEqualTo(Status.IGNORED);
        assertThat(settled.parked()).isNull();
        assertThat(settled.type()).isEqualTo("marvel.created");
        assertThat(settled.audit())
                .singleElement()
                .satisfies(action -> assertThat(action.action()).isEqualTo(Kind.SETTLE));
        assertThat(notifications.tasks("stripe|arcade|m3")).isEmpty();
        assertThat(listed("stripe", null)).isEmpty();
        assertRefused(() -> controller.settle(OPERATOR, name, MENDED), 409, "notification-not-parked");
    }

    @Test
    void namesOneThatIsThereAndParked() {
        for (String unknown : List.of(name(Orders.STRIPE, "m9"), "no base64!", "", "x")) {
            assertRefused(() -> controller.redrive(OPERATOR, unknown, MENDED), 404, "not-found");
            assertRefused(() -> controller.settle(OPERATOR, unknown, MENDED), 404, "not-found");
        }
        String received = name(Orders.STRIPE, "m4");
        assertRefused(() -> controller.redrive(OPERATOR, received, MENDED), 409, "notification-not-parked");
    }

    @Test
    void isForOperatorsWhoSayWhy() {
        String name = name(Orders.STRIPE, "m3");
        ParkedNotificationController.Body why = new ParkedNotificationController.Body(" ");
        assertRefused(() -> controller.list(GAME, null, null, null), 403, "insufficient-scope");
        assertRefused(() -> controller.redrive(GAME, name, MENDED), 403, "insufficient-scope");
        assertRefused(() -> controller.settle(GAME, name, MENDED), 403, "insufficient-scope");
        assertRefused(() -> controller.settle(OPERATOR, name, why), 400, "invalid-request");
        assertRefused(() -> controller.list(OPERATOR, "No Market", null, null), 400, "invalid-request");
        assertRefused(() -> controller.list(OPERATOR, null, "no base64!", null), 400, "invalid-request");
        assertThat(listed("stripe", null)).containsExactly("m3");
    }

    private record InMemory(Aggregates<RawNotification, NoEvent> notifications) implements ParkedNotifications {
        @Override
        public List<KnownNotification> page(@Nullable MarketId market, @Nullable String after, int limit) {
            return Stream.of("google-play|arcade|m1", "one-store|arcade|" + SLASHES, "stripe|arcade|m3")
                    .filter(id -> after == null || id.compareTo(after) > 0)
                    .map(id -> notifications.find(id).state().known())
                    .filter(found -> found.status() == Status.PARKED)
                    .filter(found -> market == null || market.equals(found.market()))
                    .limit(limit)
                    .toList();
        }

        @Override
        public int count(int most) {
            return page(null, null, most).size();
        }
    }

    /** What is started waits. */
    private static final class NeverRun implements TaskHandler<RawNotification, NoEvent> {
        @Override
        public String kind() {
            return "apply";
        }

        @Override
        public String target(RawNotification notification, Task task) {
            return "nobody";
        }

        @Override
        public Outcome<RawNotification, NoEvent> run(String id, RawNotification notification, Task task) {
            throw new IllegalStateException("nobody asked");
        }

        @Override
        public Function<RawNotification, Decision<RawNotification, NoEvent, Void>> abandoned(
                String id, Task task, @Nullable Exception lastFailure) {
            throw new IllegalStateException("nobody asked");
        }
    }
}

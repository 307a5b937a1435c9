package io.coinslot.marketgateway.notification.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import io.coinslot.houserules.AdvancingClock;
import io.coinslot.marketgateway.Orders;
import io.coinslot.marketgateway.market.Credentials;
import io.coinslot.marketgateway.market.Hint;
import io.coinslot.marketgateway.market.MarketLink;
import io.coinslot.marketgateway.market.MarketLinks;
import io.coinslot.marketgateway.market.Markets;
import io.coinslot.marketgateway.market.ReceivesNotifications;
import io.coinslot.marketgateway.notification.NoEvent;
import io.coinslot.marketgateway.notification.NotificationInbox;
import io.coinslot.marketgateway.notification.RawNotification;
import io.coinslot.marketgateway.notification.UnsignedGate;
import io.coinslot.marketgateway.payment.MarketId;
import io.coinslot.servicekit.aggregate.AggregateStore.StoreUnavailable;
import io.coinslot.servicekit.aggregate.Aggregates;
import io.coinslot.servicekit.aggregate.Committed;
import io.coinslot.servicekit.aggregate.Decision;
import io.coinslot.servicekit.aggregate.Stored;
import io.coinslot.servicekit.problem.ProblemAdvice;
import io.coinslot.servicekit.problem.ProblemWriter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import tools.jackson.databind.json.JsonMapper;

/** A market forgets what was answered 200: so that is never answered before a message is durable. */
class UnstoredNotificationTest {
    private static final MarketLink LINK =
            new MarketLink(Orders.SERVICE, Orders.STRIPE, true, Map.of(), new Credentials(Map.of()));

    private final AdvancingClock clock = AdvancingClock.standingAt("2026-11-22T12:00:00Z");
    private final Cabinet cabinet = new Cabinet();
    private final MockMvc gateway = MockMvcBuilders.standaloneSetup(new NotificationController(
                    new Markets(List.of(new ProvesWhatIsNotForged())),
                    new OneLink(),
                    new NotificationInbox(cabinet, Duration.ZERO, clock),
                    new UnsignedGate(purchaseId -> null, clock),
                    1_000))
            .setControllerAdvice(new ProblemAdvice(new ProblemWriter(new JsonMapper())))
            .build();

    private int told() throws Exception {
        return gateway.perform(post("/v1/markets/stripe/notifications/arcade").content("{\"id\":\"evt_1\"}"))
                .andReturn()
                .getResponse()
                .getStatus();
    }

    @Test
    void isAnsweredSoThatTheMarketSendsItAgain() throws Exception {
        cabinet.locked = true;
        assertThat(told()).isEqualTo(503);
        cabinet.locked = false;
        assertThat(told()).isEqualTo(200);
        assertThat(cabinet.asked).isEqualTo(2);
    }

    /** RFC 9110 §11.6.1: who is refused is told what proof is asked for. */
    @Test
    void isAnsweredWithTheProofThatIsMissing() throws Exception {
        var refused = gateway.perform(post("/v1/markets/stripe/notifications/arcade")
                        .content("{\"id\":\"evt_1\"}")
                        .header("Forged", "yes"))
                .andReturn()
                .getResponse();
        assertThat(refused.getStatus()).isEqualTo(401);
        assertThat(refused.getHeader("WWW-Authenticate")).isEqualTo("Test realm=\"coinslot\"");
        assertThat(refused.getContentType()).isEqualTo("application/problem+json");
    }

    /** The store of raw notifications, which can be away. */
    private static final class Cabinet implements Aggregates<RawNotification, NoEvent> {
        private boolean locked;
        private int asked;

        @Override
        public <R> CompletionStage<Committed<R>> handle(
                String id, Function<@Nullable RawNotification, Decision<RawNotification, NoEvent, R>> decide) {
            asked++;
            return locked
                    ? CompletableFuture.failedFuture(new StoreUnavailable("away", new IllegalStateException()))
                    : CompletableFuture.completedFuture(
                            new Committed<>(decide.apply(null).result(), 1, CompletableFuture.completedFuture(null)));
        }

        @Override
        public <R> CompletionStage<Committed<R>> create(
                String id, Function<@Nullable RawNotification, Decision<RawNotification, NoEvent, R>> decide) {
            return handle(id, decide);
        }

        @Override
        public @Nullable Stored<RawNotification> find(String id) {
            return null;
        }
    }

    private static final class ProvesWhatIsNotForged implements ReceivesNotifications {
        @Override
        public MarketId market() {
            return Orders.STRIPE;
        }

        @Override
        public String proof() {
            return "Test";
        }

        @Override
        public Proven prove(List<MarketLink> links, Message message) throws Forged {
            if (message.header("Forged") != null) {
                throw new Forged("it says so");
            }
            return new Proven(links.getFirst(), "evt_1");
        }

        @Override
        public @Nullable String kindOf(byte[] body) {
            return null;
        }

        @Override
        public Hint read(MarketLink link, byte[] body) {
            return new Hint.Nothing("a test");
        }
    }

    private static final class OneLink implements MarketLinks {
        @Override
        public MarketLink find(String serviceId, MarketId market) {
            return LINK;
        }

        @Override
        public List<MarketLink> to(MarketId market) {
            return List.of(LINK);
        }
    }
}

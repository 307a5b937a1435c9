package io.coinslot.billing.clientday;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.billing.catalog.ServiceId;
import io.coinslot.billing.purchase.PurchaseId;
import io.coinslot.servicekit.aggregate.Decision;
import io.coinslot.servicekit.idempotency.DerivedId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class ClientDayTest {
    private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");
    private static final ClientDay.Key KEY = ClientDay.Key.at(new ServiceId("arcade"), "svc-arcade", "KRW", NOW);
    private static final long LIMIT = 500;

    private ClientDay stored;
    /** The purchases that were made: how each counts. */
    private final Map<PurchaseId, Posting.Status> purchases = new HashMap<>();

    private static PurchaseId id(int number) {
        return new PurchaseId(DerivedId.of("pur_", Integer.toString(number)));
    }

    private ClientDay.Holding hold(int purchase, long minorUnits, long sweepsSeen) {
        Posting wanted = new Posting(id(purchase), minorUnits, NOW, Posting.Status.HELD);
        var decision = ClientDay.hold(stored, KEY, wanted, LIMIT, sweepsSeen);
        if (decision instanceof Decision.Accepted<ClientDay, Void, ClientDay.Holding> accepted) {
            stored = accepted.state();
        }
        return decision.result();
    }

    private void settle(int purchase, Posting.Status status) {
        stored = stored.settled(id(purchase), 100, status);
    }

    @Test
    void holdsToTheLimitAndNotBeyond() {
        assertThat(hold(1, 300, 0)).isInstanceOf(ClientDay.Held.class);
        assertThat(hold(2, 201, 0)).isEqualTo(new ClientDay.Exceeded(300, 0));
        assertThat(hold(2, 200, 0)).isInstanceOf(ClientDay.Held.class);
        assertThat(hold(3, 1, 0)).isEqualTo(new ClientDay.Exceeded(500, 0));
        assertThat(stored.counted()).isEqualTo(500);
    }

    @Test
    void holdsAPurchaseOnceAndForTheHighestPriceAskedFor() {
        hold(1, 300, 0);
        assertThat(hold(1, 300, 0)).isInstanceOf(ClientDay.Held.class);
        assertThat(stored.counted()).isEqualTo(300);
        assertThat(hold(1, 501, 0)).isEqualTo(new ClientDay.Exceeded(0, 0));
        hold(1, 400, 0);
        assertThat(stored.counted()).isEqualTo(400);
        settle(1, Posting.Status.PAID);
        assertThat(stored.counted()).isEqualTo(100);
    }

    @Test
    void whatIsPaidStaysSo() {
        hold(1, 100, 0);
        settle(1, Posting.Status.PAID);
        settle(1, Posting.Status.RELEASED);
        assertThat(stored.counted()).isEqualTo(100);
        hold(2, 100, 0);
        settle(2, Posting.Status.RELEASED);
        assertThat(stored.counted()).isEqualTo(100);
        settle(2, Posting.Status.PAID);
        assertThat(stored.counted()).as("it was paid after it had ended").isEqualTo(200);
        settle(2, Posting.Status.RELEASED);
        assertThat(stored.counted()).isEqualTo(200);
        assertThat(hold(1, 100, 0)).isInstanceOf(ClientDay.LookAgain.class);
        assertThat(hold(2, 100, 0)).isInstanceOf(ClientDay.LookAgain.class);
    }

    @Test
    void keepsWhatWasPaidAsASumAndAsksToLookAgainAfterwards() {
        hold(1, 100, 0);
        settle(1, Posting.Status.PAID);
        stored = stored.tidied(1);
        assertThat(stored.postings()).isEmpty();
        assertThat(stored.counted()).isEqualTo(100);
        assertThat(hold(1, 100, 0)).isEqualTo(new ClientDay.LookAgain(1));
        assertThat(hold(2, 401, 1)).isEqualTo(new ClientDay.Exceeded(100, 1));
    }

    @Test
    void boundsHowManyCanWaitForPayment() {
        List<Posting> many = new ArrayList<>();
        for (int number = 0; number < ClientDay.MOST_HELD; number++) {
            many.add(new Posting(id(number), 0, NOW, Posting.Status.HELD));
        }
        stored = new ClientDay(KEY, 0, 0, true, many);
        assertThat(hold(ClientDay.MOST_HELD, 1, 0)).isInstanceOf(ClientDay.TooManyHeld.class);
        assertThat(hold(1, 1, 0)).isInstanceOf(ClientDay.Held.class);
    }

    /**
     * Requests for a few purchases, many of them repeated, each stopped between any two of its steps for any time, while
     * purchases are paid or given up and the day forgets what is final: what exists never exceeds the limit, and nothing
     * counts twice.
     */
    @RepeatedTest(500)
    void countsEachPurchaseOnceAndKeepsTheLimitWhateverRunsBesideWhatever(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        List<Request> requests = new ArrayList<>();
        for (int number = 0; number < 80; number++) {
            requests.add(new Request(random.nextInt(12)));
        }
        while (!requests.isEmpty()) {
            Request request = requests.get(random.nextInt(Math.min(requests.size(), 6)));
            if (request.step()) {
                requests.remove(request);
            }
            if (stored != null) {
                happens(random);
                assertThat(existing()).isLessThanOrEqualTo(LIMIT);
                assertThat(stored.counted()).isGreaterThanOrEqualTo(existing()).isLessThanOrEqualTo(LIMIT);
            }
        }
        // Reservations that nobody completes are not left, since each request here ends.
        assertThat(stored.counted()).isEqualTo(existing());
    }

    private long existing() {
        return 100
                * purchases.values().stream()
                        .filter(status -> status != Posting.Status.RELEASED)
                        .count();
    }

    private void happens(Random random) {
        int purchase = random.nextInt(12);
        if (random.nextInt(3) == 0 && purchases.get(id(purchase)) == Posting.Status.HELD) {
            Posting.Status end = random.nextBoolean() ? Posting.Status.PAID : Posting.Status.RELEASED;
            purchases.put(id(purchase), end);
            settle(purchase, end);
        }
        if (random.nextInt(3) == 0) {
            stored = stored.tidied(1);
        }
    }

    /** One handling of a request, a step at a time, as {@link ClientDays} and the checkout do it. */
    private final class Request {
        private final int purchase;
        private int next;
        private long seen;

        Request(int purchase) {
            this.purchase = purchase;
        }

        /** Whether it is answered. */
        boolean step() {
            return switch (next) {
                case 0 -> purchases.containsKey(id(purchase)) || goOn(1);
                case 1 -> asked();
                default -> {
                    purchases.putIfAbsent(id(purchase), Posting.Status.HELD);
                    yield true;
                }
            };
        }

        private boolean asked() {
            return switch (hold(purchase, 100, seen)) {
                case ClientDay.Held held -> goOn(2);
                case ClientDay.LookAgain again -> {
                    seen = again.sweeps();
                    yield goOn(0);
                }
                case ClientDay.Exceeded exceeded -> true;
                case ClientDay.TooManyHeld tooMany -> throw new AssertionError();
            };
        }

        private boolean goOn(int step) {
            next = step;
            return false;
        }
    }
}

package io.coinslot.settlement.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;
import java.util.stream.Stream;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

public abstract class WaitingCapturesContract {
    private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");

    private final String service = "s" + UUID.randomUUID();

    protected abstract WaitingCaptures captures();

    private WaitingCapture capture(int number, Instant since) {
        return capture(number, null, since);
    }

    private WaitingCapture capture(int number, @Nullable String transactionId, Instant since) {
        return new WaitingCapture(
                service + "-" + number,
                transactionId,
                service,
                "toss-payments",
                Money.parse("KRW 1200"),
                NOW,
                since,
                "no fee");
    }

    private boolean has(WaitingCapture capture) {
        return captures().has(capture.purchaseId()).toCompletableFuture().join();
    }

    @Test
    void keepsACaptureAsItWasFirstAddedUntilItIsRemoved() {
        WaitingCapture first = capture(1, NOW);
        assertThat(has(first)).isFalse();
        captures().add(first);
        captures().add(capture(1, NOW.plusSeconds(60)));
        assertThat(has(first)).isTrue();
        assertThat(captures().of(service, null, 10)).containsExactly(first);
        captures().remove(first.purchaseId()).toCompletableFuture().join();
        captures().remove(first.purchaseId()).toCompletableFuture().join();
        assertThat(has(first)).isFalse();
        assertThat(captures().of(service, null, 10)).isEmpty();
    }

    @Test
    void tellsTheFurtherPaymentsOfAPurchaseApart() {
        WaitingCapture second = capture(1, "pi_2", NOW);
        WaitingCapture third = capture(1, "pi/3", NOW);
        WaitingCapture other = capture(10, NOW);
        Stream.of(other, third, second).forEach(captures()::add);
        assertThat(captures().of(service, null, 2)).containsExactly(third, second);
        assertThat(captures().of(service, second.id(), 2)).containsExactly(other);

        remove(second, "pi_2");
        assertThat(captures().of(service, null, 10)).containsExactly(third, other);
        assertThat(has(third)).isTrue();
        remove(third, "pi/3");
        assertThat(has(third)).isFalse();
        assertThat(has(other)).isTrue();
    }

    @Test
    void aFurtherPaymentThatIsBookedHasThePurchasesOwnBookedBefore() {
        WaitingCapture own = capture(1, NOW);
        captures().add(own);
        remove(own, "pi_2");
        assertThat(has(own)).isFalse();
    }

    private void remove(WaitingCapture capture, String transactionId) {
        captures()
                .remove(capture.purchaseId(), transactionId)
                .toCompletableFuture()
                .join();
    }

    @Test
    void listsThoseOfAServiceInPages() {
        for (int number = 1; number <= 3; number++) {
            captures().add(capture(number, NOW));
        }
        assertThat(captures().of(service, null, 2))
                .extracting(WaitingCapture::purchaseId)
                .containsExactly(service + "-1", service + "-2");
        assertThat(captures().of(service, service + "-2", 2)).containsExactly(capture(3, NOW));
        assertThat(captures().of("other", null, 2)).isEmpty();
        assertThat(captures().count(2)).isEqualTo(2);
        assertThat(captures().count(100)).isGreaterThanOrEqualTo(3);
    }
}

package io.coinslot.settlement;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.servicekit.consume.Consumed;
import io.coinslot.settlement.journal.Booking;
import io.coinslot.settlement.journal.Booking.Captured;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What a payment for a purchase that was paid leaves in the store and shows to its service. */
class SecondPaymentsApiTest extends SettlementApi {
    @Test
    void showsWhatWasHeldKeptAndTaken() throws Exception {
        assertThat(done(journal.capture(source(1, "first"), "stripe", captured(true))))
                .isEqualTo(Consumed.APPLIED);
        assertThat(done(journal.captureAgain(source(1, "test"), "stripe", "pi_2", captured(true))))
                .isEqualTo(Consumed.APPLIED);
        assertThat(done(journal.captureAgain(source(1, "real"), "stripe", "pi_3", captured(false))))
                .isEqualTo(Consumed.APPLIED);
        book("refund of the test", new Booking.SecondRefunded("pi_2", usd(1_000)), Consumed.DUPLICATE);
        book("dispute", new Booking.SecondDisputed("pi_3", "dp_1", usd(1_000), 1), Consumed.APPLIED);
        book("its end", new Booking.SecondDisputeClosed("pi_3", "dp_1", usd(1_000), false, 2), Consumed.APPLIED);

        JsonNode entries = get(owner, "/v1/journal-entries?purchaseId=" + service + "-1")
                .body()
                .at("/items");
        assertThat(texts(entries, "kind"))
                .containsExactly("SECOND_PAYMENT", "SECOND_CHARGEBACK", "SECOND_CHARGEBACK_LOST");
        assertThat(texts(entries.at("/0/lines"), "account"))
                .containsExactly(
                        "market-receivable:stripe",
                        "second-payment-fees:stripe",
                        "second-payments:stripe",
                        "market-fee:stripe");
        assertThat(entries.at("/0/lines/1/amount/amount").asString()).isEqualTo("0.59");
        assertThat(entries.at("/0/fee/fixed/amount").asString()).isEqualTo("0.30");
        assertThat(entries.at("/2/lines/1/account").asString()).isEqualTo("market-receivable:stripe");
    }

    private void book(String event, Booking booking, Consumed expected) {
        assertThat(done(journal.book(source(1, event), booking))).as(event).isEqualTo(expected);
    }

    private static Consumed done(CompletionStage<Consumed> consumed) {
        return consumed.toCompletableFuture().join();
    }

    private static List<String> texts(JsonNode items, String field) {
        List<String> texts = new ArrayList<>();
        items.forEach(item -> texts.add(item.path(field).asString()));
        return texts;
    }

    private static Captured captured(boolean test) {
        return new Captured("u1", usd(1_000), usd(0), "US", Instant.now(), test);
    }
}

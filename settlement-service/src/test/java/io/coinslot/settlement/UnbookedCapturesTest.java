package io.coinslot.settlement;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.servicekit.consume.Consumed;
import io.coinslot.settlement.journal.Booking;
import io.coinslot.settlement.journal.Booking.Captured;
import java.time.Instant;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Whoever sells at a market that charges by contract sees what is not booked for want of a schedule. */
class UnbookedCapturesTest extends SettlementApi {
    private static final Instant AT = Instant.parse("2026-11-20T10:00:00Z");
    private static final CurrencyUnit WON = CurrencyUnit.of("KRW");
    private static final Captured CAPTURED =
            new Captured("u1", Money.ofMinor(WON, 1_200), Money.zero(WON), "KR", AT, false);

    @Autowired
    private WokenEvents woken;

    private Consumed capture() {
        return journal.capture(source(1, "capture"), "toss-payments", CAPTURED)
                .toCompletableFuture()
                .join();
    }

    private Consumed deliver() {
        return journal.book(source(1, "delivery"), new Booking.Delivered())
                .toCompletableFuture()
                .join();
    }

    private JsonNode unbooked() throws Exception {
        return get(owner, "/v1/unbooked-captures").body().at("/items");
    }

    @Test
    void aCaptureWaitsForItsFeeScheduleAndIsBookedWhenThatIsSet() throws Exception {
        assertThat(deliver()).isEqualTo(Consumed.NOT_YET);
        assertThat(capture()).isEqualTo(Consumed.WAITING);
        assertThat(capture()).isEqualTo(Consumed.WAITING);
        assertThat(deliver()).isEqualTo(Consumed.WAITING);
        assertThat(unbooked()).hasSize(1);
        JsonNode waiting = unbooked().path(0);
        assertThat(waiting.path("purchaseId").asString()).isEqualTo(service + "-1");
        assertThat(waiting.path("market").asString()).isEqualTo("toss-payments");
        assertThat(waiting.at("/captured/amount").asString()).isEqualTo("1200");
        assertThat(waiting.path("capturedAt").asString()).isEqualTo("2026-11-20T10:00:00Z");
        assertThat(waiting.path("reason").asString()).contains("PUT /v1/fee-schedules/toss-payments");

        // From a later day on: that does not cover it yet.
        put("/v1/fee-schedules/toss-payments", "[{'from':'2026-11-21','rate':'0.03'}]");
        assertThat(capture()).isEqualTo(Consumed.WAITING);
        put("/v1/fee-schedules/toss-payments", "[{'from':'2026-01-01','rate':'0.03'}]");
        assertThat(capture()).isEqualTo(Consumed.APPLIED);
        assertThat(deliver()).isEqualTo(Consumed.APPLIED);
        assertThat(unbooked()).isEmpty();
        JsonNode entries = get(owner, "/v1/journal-entries?purchaseId=" + service + "-1")
                .body()
                .at("/items");
        assertThat(entries).hasSize(2);
        assertThat(entries.at("/0/lines/1/amount/amount").asString()).isEqualTo("36");
        assertThat(capture()).isEqualTo(Consumed.DUPLICATE);

        put("/v1/fee-schedules/toss-payments", "[]");
        assertThat(capture()).isEqualTo(Consumed.DUPLICATE);
        assertThat(unbooked()).isEmpty();
    }

    @Test
    void whatWaitsIsTriedAgainWhenTheScheduleOfItsMarketIsSet() throws Exception {
        assertThat(capture()).isEqualTo(Consumed.WAITING);
        put("/v1/fee-schedules/stripe", "[{'from':'2026-01-01','rate':'0.03'}]");
        assertThat(woken.keys).doesNotContain(service + "-1");
        put("/v1/fee-schedules/toss-payments", "[{'from':'2026-01-01','rate':'0.03'}]");
        assertThat(woken.keys).contains(service + "-1");
    }

    /** The schedule was set, and the answer lost; or its process ended before it had come to all of them. */
    @Test
    void settingTheSameScheduleOnceMoreHasAllTriedAgain() throws Exception {
        put("/v1/fee-schedules/toss-payments", "[{'from':'2026-11-21','rate':'0.03'}]");
        assertThat(capture()).isEqualTo(Consumed.WAITING);
        put("/v1/fee-schedules/toss-payments", "[{'from':'2026-11-21','rate':'0.03'}]");
        assertThat(woken.keys).contains(service + "-1");
    }

    @Test
    void othersDoNotSeeIt() throws Exception {
        assertThat(capture()).isEqualTo(Consumed.WAITING);
        assertThat(get("svc-other.other.settlements:read", "/v1/unbooked-captures")
                        .body()
                        .at("/items"))
                .isEmpty();
        assertThat(get("svc-other.other.catalog:read", "/v1/unbooked-captures").status())
                .isEqualTo(403);
        assertThat(get(owner, "/v1/unbooked-captures?limit=0").problem()).isEqualTo("400 invalid-request limit");
    }
}

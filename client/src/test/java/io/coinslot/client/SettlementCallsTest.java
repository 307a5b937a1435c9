package io.coinslot.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Deliveries and statements, as the client asks for them. */
class SettlementCallsTest extends Calls {
    @Test
    void listsTheDeliveriesOfAllServicesForOperators() {
        gateway.on(
                "GET /v1/operations/deliveries?dueBefore=2026-11-22T07%3A00%3A00Z",
                200,
                "{\"items\":[{\"purchaseId\":\"p1\",\"serviceId\":\"arcade\",\"overdue\":true}],\"nextCursor\":null}");
        PendingDelivery late =
                client.deliveries().pendingOfAllServices(AT).findFirst().orElseThrow();
        assertThat(late.serviceId()).isEqualTo("arcade");
        assertThat(late.overdue()).isTrue();
    }

    @Test
    void showsDeliveriesAndWebhookAttemptsAndSendsOneAgain() {
        gateway.on("GET /v1/deliveries?status=PENDING", 200, "{\"items\":[{\"purchaseId\":\"p1\"}]}")
                .on("GET /v1/webhook-attempts?purchaseId=p1", 200, "{\"items\":[{\"id\":\"w1\"}]}")
                .on("POST /v1/webhook-attempts/w1/resend", 202, "");
        assertThat(client.deliveries().pending().map(PendingDelivery::purchaseId))
                .containsExactly("p1");
        assertThat(client.deliveries().webhookAttempts("p1").map(WebhookAttempt::id))
                .containsExactly("w1");
        client.deliveries().resend("w1");
        assertThat(gateway.last().target()).isEqualTo("/v1/webhook-attempts/w1/resend");
    }

    @Test
    void showsHowTheGameWasToldOfASettlementAndOfAToken() {
        gateway.on("GET /v1/webhook-attempts?settlementId=s1", 200, "{\"items\":[{\"id\":\"w2\"}]}")
                .on("GET /v1/webhook-attempts?tokenUniqueReference=t1", 200, "{\"items\":[{\"id\":\"w3\"}]}");
        assertThat(client.deliveries().settlementWebhookAttempts("s1").map(WebhookAttempt::id))
                .containsExactly("w2");
        assertThat(client.deliveries().tokenWebhookAttempts("t1").map(WebhookAttempt::id))
                .containsExactly("w3");
    }

    @Test
    void drawsUpAStatementAndStreamsItsEntries() throws IOException {
        gateway.on("POST /v1/settlements", 202, "{\"settlementId\":\"s1\"}")
                .on(
                        "GET /v1/settlements/s1",
                        200,
                        "{\"settlementId\":\"s1\",\"status\":\"READY\",\"totals\":[{\"market\":\"stripe\",\"currency\":\"KRW\","
                            + "\"gross\":\"1200\",\"refunded\":\"0\",\"marketFee\":\"36\",\"tax\":\"0\",\"net\":\"1164\",\"purchases\":1,\"refunds\":0}]}")
                .on(
                        "GET /v1/settlements/s1/entries.csv",
                        FakeGateway.reply(200, Map.of("Content-Type", "text/csv"), "a,b\n1,2\n"));
        assertThat(client.settlements()
                        .request(NewSettlement.ofService(AT, AT.plusSeconds(60)))
                        .settlementId())
                .isEqualTo("s1");
        assertThat(gateway.last().body()).startsWith("{\"scope\":\"SERVICE\",\"from\":");
        assertThat(client.settlements().get("s1").totals())
                .extracting(Settlement.Total::net)
                .containsExactly("1164");
        try (InputStream entries = client.settlements().entriesCsv("s1")) {
            assertThat(new String(entries.readAllBytes(), StandardCharsets.UTF_8))
                    .isEqualTo("a,b\n1,2\n");
        }
    }

    @Test
    void tellsWhyEntriesCannotBeRead() {
        gateway.on("GET /v1/settlements/s2/entries.csv", 409, "{\"title\":\"not ready\"}");
        assertThatThrownBy(() -> client.settlements().entriesCsv("s2"))
                .isInstanceOf(CoinslotException.Conflict.class)
                .hasMessageContaining("not ready");
    }

    @Test
    void setsFeeSchedules() {
        gateway.on("PUT /v1/fee-schedules/google-play", 200, "[]");
        client.settlements()
                .setFeeSchedule(Market.GOOGLE_PLAY, List.of(FeePeriod.flat(LocalDate.of(2026, 1, 1), "0.15")));
        assertThat(gateway.last().body()).isEqualTo("[{\"from\":\"2026-01-01\",\"rate\":\"0.15\",\"tiers\":[]}]");

        List<FeePeriod.Tier> tiers =
                List.of(new FeePeriod.Tier(Money.of("1000000", "USD"), "0.15"), new FeePeriod.Tier(null, "0.30"));
        client.settlements()
                .setFeeSchedule(
                        Market.GOOGLE_PLAY, List.of(FeePeriod.byTurnover(LocalDate.of(2026, 1, 1), tiers, null)));
        assertThat(gateway.last().body())
                .isEqualTo(
                        "[{\"from\":\"2026-01-01\",\"tiers\":["
                            + "{\"upTo\":{\"amount\":\"1000000\",\"currency\":\"USD\"},\"rate\":\"0.15\"},{\"rate\":\"0.30\"}]}]");
    }

    @Test
    void readsFeeSchedulesWithTheBuiltInRules() {
        gateway.on(
                "GET /v1/fee-schedules/google-play",
                200,
                "[{\"country\":null,\"from\":\"2026-01-01T00:00:00Z\",\"rate\":\"0.15\",\"fixed\":null,\"builtIn\":true}]");
        assertThat(client.settlements().feeSchedule(Market.GOOGLE_PLAY))
                .containsExactly(
                        new FeeRule(null, Instant.parse("2026-01-01T00:00:00Z"), "0.15", List.of(), null, null, true));
    }

    @Test
    void waitsForAStatement() {
        gateway.on(
                "GET /v1/settlements/s1?minVersion=2&waitMillis=20000",
                200,
                "{\"settlementId\":\"s1\",\"status\":\"READY\"}");
        assertThat(client.settlements()
                        .awaitVersion("s1", 2, Duration.ofSeconds(20))
                        .status())
                .isEqualTo(Settlement.Status.READY);
    }

    @Test
    void readsTheJournalTheBalancesAndWhatIsNotBooked() {
        String amount =
                "{\"account\":\"service-payable\",\"side\":\"CREDIT\",\"amount\":{\"amount\":\"1020\",\"currency\":\"KRW\"}}";
        gateway.on(
                        "GET /v1/journal-entries?purchaseId=p1",
                        200,
                        "{\"items\":[{\"entryId\":\"e1\",\"kind\":\"CAPTURE\",\"market\":\"stripe\",\"lines\":["
                                + amount + "]}],\"nextCursor\":null}")
                .on("GET /v1/balances", 200, "{\"scope\":\"SERVICE\",\"balances\":[" + amount + "]}")
                .on("GET /v1/balances?userId=u1", 200, "{\"scope\":\"USER\",\"balances\":[]}")
                .on(
                        "GET /v1/unbooked-captures",
                        200,
                        "{\"items\":[{\"purchaseId\":\"p1\",\"market\":\"toss-payments\",\"reason\":\"no fee"
                                + " schedule\"}]}");
        AccountAmount payable =
                new AccountAmount("service-payable", AccountAmount.Side.CREDIT, Money.of("1020", "KRW"));
        assertThat(client.settlements().journalEntries("p1")).singleElement().satisfies(entry -> {
            assertThat(entry.kind()).isEqualTo("CAPTURE");
            assertThat(entry.lines()).containsExactly(payable);
        });
        assertThat(client.settlements().balances()).containsExactly(payable);
        assertThat(client.settlements().balancesOfUser("u1")).isEmpty();
        assertThat(client.settlements().unbookedCaptures().map(UnbookedCapture::reason))
                .containsExactly("no fee schedule");
    }
}

package io.coinslot.settlement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.coinslot.schemas.settlement.JournalEntryEnvelope;
import io.coinslot.schemas.settlement.StatementDebt;
import io.coinslot.schemas.settlement.StatementEnvelope;
import io.coinslot.schemas.settlement.StatementReady;
import io.coinslot.servicekit.consume.ReceivedEvent;
import io.coinslot.settlement.journal.Booking.Captured;
import io.coinslot.settlement.journal.Booking.Delivered;
import io.coinslot.settlement.journal.Booking.Refunded;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Statements, balances and who may see them. */
class SettlementApiTest extends SettlementApi {
    @Test
    void everyFigureOfAStatementCanBeExplained() throws Exception {
        givenSales();
        String body = request("SERVICE", null);

        Answer asked = post("/v1/settlements", "key-" + service, body);
        assertThat(asked.status()).isEqualTo(202);
        assertThat(asked.text("/status")).isEqualTo("PENDING");
        String path = "/v1/settlements/" + asked.text("/settlementId");
        awaitStatement(path);

        String asOf = get(owner, path).text("/asOf");
        JsonNode total = get(owner, path).body().at("/totals/0");
        assertThat(total.get("gross").asString()).isEqualTo("20.00");
        assertThat(total.get("refunded").asString()).isEqualTo("5.00");
        assertThat(total.get("marketFee").asString()).isEqualTo("2.25");
        assertThat(total.get("tax").asString()).isEqualTo("0.00");
        assertThat(total.get("net").asString()).isEqualTo("12.75");
        assertThat(total.get("purchases").asInt()).isEqualTo(2);
        assertThat(total.get("refunds").asInt()).isEqualTo(1);

        JsonNode debt = get(owner, path).body().at("/debts/0");
        assertThat(debt.get("currency").asString()).isEqualTo("USD");
        assertThat(debt.get("carriedForward").asString()).isEqualTo("0.00");
        assertThat(debt.get("opened").asString()).isEqualTo("5.00");
        assertThat(debt.get("lifted").asString()).isEqualTo("0.00");
        assertThat(debt.get("outstanding").asString()).isEqualTo("5.00");

        HttpResponse<String> csv = send(owner, path + "/entries.csv", null, null, "GET");
        assertThat(csv.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/csv"));
        assertThat(csv.body().lines()).hasSize(5).anyMatch(line -> line.contains("REFUND") && line.contains("5.00"));

        JsonNode entries =
                get(owner, "/v1/journal-entries?purchaseId=" + service + "-1").body();
        assertThat(entries.at("/items")).hasSize(3);
        assertThat(entries.at("/items/0/lines/0/amount/amount").asString()).isEqualTo("10.00");

        assertThat(broker.published(
                        StatementEnvelope.class, each -> each.getServiceId().equals(service)))
                .singleElement()
                .satisfies(each -> {
                    StatementReady ready = (StatementReady) each.getEvent();
                    assertThat(ready.getTotals().getFirst().getNet()).isEqualTo(1_275);
                    assertThat(ready.getAsOf()).isEqualTo(Instant.parse(asOf));
                    assertThat(ready.getEntries()).isEqualTo(4);
                    assertThat(ready.getDebts()).containsExactly(new StatementDebt("USD", 0L, 500L, 0L, 500L));
                });
    }

    @Test
    void balancesFollowTheJournal() throws Exception {
        givenSales();
        List<JournalEntryEnvelope> published = broker.published(
                JournalEntryEnvelope.class, each -> each.getServiceId().equals(service));
        List<ReceivedEvent<JournalEntryEnvelope>> topic = new ArrayList<>();
        published.forEach(each -> topic.add(new ReceivedEvent<>("key", each, 0, topic.size())));
        balances.batchHandler().handle(0, topic);
        balances.batchHandler().handle(0, topic);

        assertThat(get(owner, "/v1/balances").body().toString())
                .contains("{\"account\":\"service-payable\",\"side\":\"CREDIT\","
                        + "\"amount\":{\"amount\":\"4.25\",\"currency\":\"USD\"}}")
                .contains("{\"account\":\"user-debt\",\"side\":\"DEBIT\","
                        + "\"amount\":{\"amount\":\"5.00\",\"currency\":\"USD\"}}")
                .contains("{\"account\":\"market-receivable:google-play\",\"side\":\"DEBIT\","
                        + "\"amount\":{\"amount\":\"15.00\",\"currency\":\"USD\"}}");
        assertThat(get(owner, "/v1/balances?userId=u2").body().toString())
                .contains("\"userId\":\"u2\"")
                .contains("{\"account\":\"service-pending\",\"side\":\"CREDIT\","
                        + "\"amount\":{\"amount\":\"8.50\",\"currency\":\"USD\"}}");
        assertThat(get(owner, "/v1/balances?userId=nobody").body().at("/balances"))
                .isEmpty();
    }

    @Test
    void looksForNoUserThatThereCannotBe() throws Exception {
        for (String userId : List.of("u".repeat(129), "a%0Ab", "%20")) {
            assertThat(get(owner, "/v1/balances?userId=" + userId).problem())
                    .as(userId)
                    .isEqualTo("400 invalid-request userId");
        }
    }

    @Test
    void answersARepeatedRequestAsTheFirst() throws Exception {
        Answer first = post("/v1/settlements", "again-" + service, request("USER", "u1"));
        awaitStatement("/v1/settlements/" + first.text("/settlementId"));
        Answer again = post("/v1/settlements", "again-" + service, request("USER", "u1"));

        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(post("/v1/settlements", "again-" + service, request("USER", "u2"))
                        .problem())
                .isEqualTo("422 idempotency-key-reused");
    }

    /** All so far, and a little more: what a period holds is read as a stream, however long it is. */
    @Test
    void aPeriodMayBeAsLongAsOneLikes() throws Exception {
        givenSales();
        String all = "{'scope':'SERVICE','from':'2000-01-01T00:00:00Z','to':'2050-01-01T00:00:00Z'}";
        Answer asked = post("/v1/settlements", "all-" + service, all);
        assertThat(asked.status()).isEqualTo(202);
        String path = "/v1/settlements/" + asked.text("/settlementId");
        awaitStatement(path);
        assertThat(get(owner, path).text("/totals/0/gross")).isEqualTo("20.00");
    }

    @Test
    void whoWaitsForAStatementIsAnsweredOnceItIsThere() throws Exception {
        givenSales();
        Answer asked = post("/v1/settlements", "waiting-" + service, request("SERVICE", null));
        String path = "/v1/settlements/" + asked.text("/settlementId");
        assertThat(get(owner, path + "?minVersion=1&waitMillis=30000").text("/status"))
                .isEqualTo("PENDING");

        CompletableFuture<Answer> waiting = CompletableFuture.supplyAsync(() -> {
            try {
                return get(owner, path + "?minVersion=2&waitMillis=30000");
            } catch (Exception e) {
                throw new CompletionException(e);
            }
        });
        await().until(() -> meters.get("coinslot.http.places.taken")
                        .tag("kind", "waiting")
                        .gauge()
                        .value()
                > 0);
        clock.advance(terms.untilAllIsWritten());
        Answer drawnUp = waiting.get(60, TimeUnit.SECONDS);
        assertThat(drawnUp.text("/status")).isEqualTo("READY");
        assertThat(drawnUp.body().path("version").asLong(0)).isEqualTo(2);
        assertThat(get(owner, path + "?waitMillis=30001").problem()).isEqualTo("400 invalid-request waitMillis");
        assertThat(get("svc-x.x.settlements:read", path + "?minVersion=9&waitMillis=30000")
                        .problem())
                .isEqualTo("404 not-found");
    }

    @Test
    void aQueryThatCannotBeReadIsRefused() throws Exception {
        for (String query : List.of("userId=%FF%FE", "userId=%E0%A4")) {
            assertThat(get(owner, "/v1/balances?" + query).problem()).as(query).isEqualTo("400 invalid-request");
        }
    }

    @Test
    void refusesWhatIsNotValidAndNamesTheField() throws Exception {
        assertThat(refusal("{'scope':'ALL','from':'2026-01-01T00:00:00Z','to':'2026-02-01T00:00:00Z'}"))
                .isEqualTo("400 invalid-request /scope");
        assertThat(refusal("{'scope':'USER','from':'2026-01-01T00:00:00Z','to':'2026-02-01T00:00:00Z'}"))
                .isEqualTo("400 invalid-request /userId");
        assertThat(refusal("{'scope':'SERVICE','from':'yesterday','to':'2026-02-01T00:00:00Z'}"))
                .isEqualTo("400 invalid-request /from");
        assertThat(refusal("{'scope':'SERVICE','from':'2026-01-01T00:00:00Z','to':'2026-01-01T00:00:00Z'}"))
                .isEqualTo("400 invalid-request /to");
        assertThat(refusal("{'scope':'SERVICE','from':'+999999999-01-01T00:00:00Z','to':'2026-02-01T00:00:00Z'}"))
                .isEqualTo("400 invalid-request /from");
        assertThat(refusal("{'scope':'SERVICE','from':'2026-01-01T00:00:00Z','to':'+999999999-01-01T00:00:00Z'}"))
                .isEqualTo("400 invalid-request /to");
        assertThat(refusal("{'scope':'SERVICE','form':'2025-12-31T00:00:00Z','from':'2026-01-01T00:00:00Z'}"))
                .isEqualTo("400 invalid-request /form");
        assertThat(refusal(request("USER", "u".repeat(129)))).isEqualTo("400 invalid-request /userId");
        for (String blank : List.of("", " ")) {
            assertThat(refusal(request("SERVICE", blank))).as("nobody").isEqualTo("400 invalid-request /userId");
            assertThat(refusal(request("USER", blank))).isEqualTo("400 invalid-request /userId");
        }
        assertThat(post("/v1/settlements", null, request("SERVICE", null)).problem())
                .isEqualTo("400 missing-idempotency-key Idempotency-Key");
        assertThat(get(owner, "/v1/journal-entries").problem()).isEqualTo("400 invalid-request purchaseId");
    }

    @Test
    void hidesWhatBelongsToAnotherService() throws Exception {
        givenSales();
        Answer asked = post("/v1/settlements", "hidden-" + service, request("SERVICE", null));
        String path = "/v1/settlements/" + asked.text("/settlementId");
        String other = "svc-x.x.settlements:read+settlements:write";

        assertThat(get(owner, path + "/entries.csv").problem()).isEqualTo("409 conflict");
        assertThat(get(other, path).problem()).isEqualTo("404 not-found");
        assertThat(get(other, path + "/entries.csv").problem()).isEqualTo("404 not-found");
        assertThat(get(other, "/v1/journal-entries?purchaseId=" + service + "-1")
                        .body()
                        .at("/items"))
                .isEmpty();
        assertThat(get("svc-x.x.catalog:read", path).problem()).isEqualTo("403 insufficient-scope");
        assertThat(get("svc-x.x.catalog:read", "/v1/balances").problem()).isEqualTo("403 insufficient-scope");
    }

    private void givenSales() throws Exception {
        Captured tenDollars = new Captured("u1", usd(1_000), usd(0), "US", Instant.now(), false);
        journal.capture(source(1, "a"), "google-play", tenDollars)
                .toCompletableFuture()
                .get();
        journal.book(source(1, "b"), new Delivered()).toCompletableFuture().get();
        journal.book(source(1, "c"), new Refunded("r1", usd(500), false))
                .toCompletableFuture()
                .get();
        Captured another = new Captured("u2", usd(1_000), usd(0), "US", Instant.now(), false);
        journal.capture(source(2, "a"), "google-play", another)
                .toCompletableFuture()
                .get();
        // A statement covers what was booked before it was asked for.
        Instant booked = Instant.now();
        await().until(() -> Instant.now().isAfter(booked.plusMillis(2)));
    }

    /** Lets the time pass after which no entry that the statement covers can still be on its way. */
    private void awaitStatement(String path) {
        clock.advance(terms.untilAllIsWritten());
        await().atMost(Duration.ofSeconds(60))
                .until(() -> get(owner, path).text("/status").equals("READY"));
    }

    private static String request(String scope, String userId) {
        String user = userId == null ? "" : "'userId':'" + userId + "',";
        return "{'scope':'%s',%s'from':'2026-01-01T00:00:00Z','to':'2027-01-01T00:00:00Z'}".formatted(scope, user);
    }

    private String refusal(String body) throws Exception {
        return post("/v1/settlements", UUID.randomUUID().toString(), body).problem();
    }
}

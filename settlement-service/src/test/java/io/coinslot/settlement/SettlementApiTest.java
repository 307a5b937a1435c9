package io.coinslot.settlement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.coinslot.schemas.settlement.JournalEntryEnvelope;
import io.coinslot.schemas.settlement.StatementEnvelope;
import io.coinslot.schemas.settlement.StatementReady;
import io.coinslot.servicekit.consume.Consumed;
import io.coinslot.servicekit.consume.EventSubscription;
import io.coinslot.servicekit.consume.ReceivedEvent;
import io.coinslot.settlement.journal.Booking.Captured;
import io.coinslot.settlement.journal.Booking.Delivered;
import io.coinslot.settlement.journal.Booking.Refunded;
import io.coinslot.settlement.journal.Booking.Source;
import io.coinslot.settlement.journal.Journal;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The service over HTTP and an embedded store; what it would hear from the broker is given to it by hand. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"coinslot.kafka.bootstrap-servers=false", "coinslot.mongodb.uri=false"})
@Import(LocalSettlement.class)
class SettlementApiTest {
    private final String service = "s" + UUID.randomUUID().toString().substring(0, 8);
    private final String owner = "svc-" + service + "." + service + ".settlements:read+settlements:write";
    private final HttpClient http = HttpClient.newHttpClient();

    @LocalServerPort
    int port;

    @Autowired
    LocalBroker broker;

    @Autowired
    Journal journal;

    @Autowired
    EventSubscription<JournalEntryEnvelope> balances;

    @Test
    void everyFigureOfAStatementCanBeExplained() throws Exception {
        givenSales();
        String body = request("SERVICE", null);

        Answer asked = post("/v1/settlements", "key-" + service, body);
        assertThat(asked.status()).isEqualTo(202);
        assertThat(asked.text("/status")).isEqualTo("PENDING");
        String path = "/v1/settlements/" + asked.text("/settlementId");
        await().atMost(Duration.ofSeconds(60))
                .until(() -> get(owner, path).text("/status").equals("READY"));

        JsonNode total = get(owner, path).body().at("/totals/0");
        assertThat(total.get("gross").asString()).isEqualTo("20.00");
        assertThat(total.get("refunded").asString()).isEqualTo("5.00");
        assertThat(total.get("marketFee").asString()).isEqualTo("2.25");
        assertThat(total.get("tax").asString()).isEqualTo("0.00");
        assertThat(total.get("net").asString()).isEqualTo("12.75");
        assertThat(total.get("purchases").asInt()).isEqualTo(2);
        assertThat(total.get("refunds").asInt()).isEqualTo(1);

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
                .satisfies(each -> assertThat(((StatementReady) each.getEvent())
                                .getTotals()
                                .getFirst()
                                .getNet())
                        .isEqualTo(1_275));
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
    void answersARepeatedRequestAsTheFirst() throws Exception {
        Answer first = post("/v1/settlements", "again-" + service, request("USER", "u1"));
        await().atMost(Duration.ofSeconds(60))
                .until(() -> get(owner, "/v1/settlements/" + first.text("/settlementId"))
                        .text("/status")
                        .equals("READY"));
        Answer again = post("/v1/settlements", "again-" + service, request("USER", "u1"));

        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(post("/v1/settlements", "again-" + service, request("USER", "u2"))
                        .problem())
                .isEqualTo("422 idempotency-key-reused");
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
        assertThat(refusal("{'scope':'SERVICE','from':'2024-01-01T00:00:00Z','to':'2026-01-01T00:00:00Z'}"))
                .isEqualTo("400 invalid-request /to");
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

    @Test
    void takesAFeeScheduleOfTheServicesOwn() throws Exception {
        String path = "/v1/fee-schedules/stripe";
        Answer put = put(path, "[{'country':'KR','from':'2026-01-01T00:00:00Z','rate':'0.019'}]");
        assertThat(put.body().at("/0").toString())
                .isEqualTo("{\"country\":\"KR\",\"from\":\"2026-01-01T00:00:00Z\",\"rate\":\"0.019\","
                        + "\"fixed\":null,\"builtIn\":false}");
        assertThat(put(path, "[{'country':'KR','from':'2026-01-01','rate':'0.019','tiers':[]}]")
                        .body())
                .isEqualTo(put.body());
        assertThat(put(path, get(owner, path).response().body()).body()).isEqualTo(put.body());
        assertThat(put(path, "[{'from':'2026-01-01T00:00:00Z','rate':'1.1'}]").problem())
                .isEqualTo("400 invalid-request /0/rate");
        assertThat(put(path, "[{'from':'2026-01-01T00:00:00Z','rate':0.1e-9}]").problem())
                .isEqualTo("400 invalid-request /0/rate");
        assertThat(put(path, "[{'rate':'0.1'}]").problem()).isEqualTo("400 invalid-request /0/from");
        assertThat(put(
                                path,
                                "[{'from':'2026-01-01T00:00:00Z','rate':'0.1','fixed':{'amount':'0.301','currency':'USD'}}]")
                        .problem())
                .isEqualTo("400 invalid-request /0/fixed/amount");
        assertThat(put("/v1/fee-schedules/steam", "[]").problem()).isEqualTo("404 not-found");
    }

    @Test
    void takesRatesByTurnoverAndNamesWhatIsWrongWithThem() throws Exception {
        String path = "/v1/fee-schedules/google-play";
        String tiers = "'tiers':[{'upTo':{'amount':'1000000','currency':'USD'},'rate':'0.15'},{'rate':'0.30'}]";
        Answer put = put(
                path,
                "[{'from':'2026-06-01'," + tiers + ",'turnoverBefore':{'amount':'999990','currency':'USD'},"
                        + "'fixed':{'amount':'0.30','currency':'USD'}}]");
        assertThat(put.body().at("/0").toString())
                .isEqualTo("{\"country\":null,\"from\":\"2026-06-01T00:00:00Z\",\"rate\":null,\"tiers\":["
                        + "{\"upTo\":{\"amount\":\"1000000.00\",\"currency\":\"USD\"},\"rate\":\"0.15\"},"
                        + "{\"upTo\":null,\"rate\":\"0.3\"}],"
                        + "\"turnoverBefore\":{\"amount\":\"999990.00\",\"currency\":\"USD\"},"
                        + "\"fixed\":{\"amount\":\"0.30\",\"currency\":\"USD\"},\"builtIn\":false}");
        assertThat(put(path, get(owner, path).response().body()).body()).isEqualTo(put.body());

        assertThat(refusedRule("'rate':'0.1'," + tiers)).isEqualTo("/0/tiers");
        assertThat(refusedRule("'tiers':[{'rate':'0.1'}]")).isEqualTo("/0/tiers");
        assertThat(refusedRule("'tiers':[{'rate':'0.1'},{'rate':'0.2'}]")).isEqualTo("/0/tiers/0/upTo");
        assertThat(refusedRule("'tiers':[" + tier("1", "USD") + "," + tier("2", "USD") + "]"))
                .isEqualTo("/0/tiers/1/upTo");
        assertThat(refusedRule("'tiers':[" + tier("2", "USD") + "," + tier("2", "USD") + ",{'rate':'0.1'}]"))
                .isEqualTo("/0/tiers/1/upTo/amount");
        assertThat(refusedRule("'tiers':[" + tier("0", "USD") + ",{'rate':'0.1'}]"))
                .isEqualTo("/0/tiers/0/upTo/amount");
        assertThat(refusedRule("'tiers':[" + tier("1", "USD") + "," + tier("2", "EUR") + ",{'rate':'0.1'}]"))
                .isEqualTo("/0/tiers/1/upTo/currency");
        assertThat(refusedRule("'tiers':[" + tier("1", "USD") + ",{'rate':'1.1'}]"))
                .isEqualTo("/0/tiers/1/rate");
        assertThat(refusedRule("'tiers':[" + tier("1", "USD") + ",null]")).isEqualTo("/0/tiers/1");
        assertThat(refusedRule(tiers + ",'fixed':{'amount':'1','currency':'KRW'}"))
                .isEqualTo("/0/fixed/currency");
        assertThat(refusedRule(tiers + ",'turnoverBefore':{'amount':'1','currency':'KRW'}"))
                .isEqualTo("/0/turnoverBefore/currency");
        assertThat(refusedRule("'rate':'0.1','turnoverBefore':{'amount':'1','currency':'KRW'}"))
                .isEqualTo("/0/turnoverBefore");
    }

    private static String tier(String upTo, String currency) {
        return "{'upTo':{'amount':'" + upTo + "','currency':'" + currency + "'},'rate':'0.1'}";
    }

    private String refusedRule(String content) throws Exception {
        Answer answer = put("/v1/fee-schedules/google-play", "[{'from':'2026-01-01'," + content + "}]");
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(400);
        return answer.body().at("/errors/0/pointer").asString();
    }

    @Test
    void everyFeeByTurnoverAddsUpAndCanBeExplained() throws Exception {
        put(
                "/v1/fee-schedules/google-play",
                "[{'from':'2026-01-01','tiers':[{'upTo':{'amount':'100','currency':'USD'},'rate':'0.15'},{'rate':'0.3'}]}]");
        List<CompletableFuture<Consumed>> captures = new ArrayList<>();
        Instant at = Instant.parse("2026-05-01T00:00:00Z");
        for (int number = 0; number < 200; number++) {
            Captured dollarAndCent = new Captured("u1", usd(101), usd(0), "US", at, false);
            for (int time = 0; time < 3; time++) {
                captures.add(journal.capture(source(number, "again" + time), "google-play", dollarAndCent)
                        .toCompletableFuture());
            }
        }
        Captured yearBefore = new Captured("u1", usd(10_000), usd(0), "US", at.minus(Duration.ofDays(365)), false);
        Captured won = new Captured(
                "u1",
                Money.ofMinor(CurrencyUnit.of("KRW"), 9_000_000),
                Money.zero(CurrencyUnit.of("KRW")),
                "KR",
                at,
                false);
        captures.add(
                journal.capture(source(900, "a"), "google-play", yearBefore).toCompletableFuture());
        captures.add(journal.capture(source(901, "a"), "google-play", won).toCompletableFuture());
        CompletableFuture.allOf(captures.toArray(CompletableFuture[]::new)).get();

        assertThat(captures.stream().map(CompletableFuture::join).filter(Consumed.APPLIED::equals))
                .hasSize(202);
        List<JsonNode> fees = new ArrayList<>();
        for (int number = 0; number < 200; number++) {
            fees.add(captureEntry(number).at("/fee"));
        }
        // 202.00 in all: 15 % of 100.00 and 30 % of 102.00.
        assertThat(fees.stream()
                        .map(fee -> cents(fee, "/turnover/feeAfter") - cents(fee, "/turnover/feeBefore"))
                        .reduce(0L, Long::sum))
                .isEqualTo(1_500 + 3_060);
        assertThat(fees.stream().map(fee -> cents(fee, "/turnover/before")).sorted())
                .isEqualTo(LongStream.range(0, 200)
                        .map(place -> place * 101)
                        .boxed()
                        .toList());
        for (int number = 0; number < 200; number++) {
            JsonNode entry = captureEntry(number);
            JsonNode fee = entry.at("/fee");
            assertThat(cents(entry, "/lines/1/amount"))
                    .isEqualTo(cents(fee, "/turnover/feeAfter") - cents(fee, "/turnover/feeBefore"));
        }
        assertThat(captureEntry(901).at("/fee").toString())
                .isEqualTo("{\"reckonedOn\":{\"amount\":\"9000000\",\"currency\":\"KRW\"},"
                        + "\"parts\":[{\"rate\":\"0.15\",\"amount\":{\"amount\":\"9000000\",\"currency\":\"KRW\"}}],"
                        + "\"fixed\":{\"amount\":\"0\",\"currency\":\"KRW\"}}");
        assertThat(captureEntry(900).at("/fee/turnover").isMissingNode()).isTrue();
    }

    private JsonNode captureEntry(int purchase) throws Exception {
        return get(owner, "/v1/journal-entries?purchaseId=" + service + "-" + purchase)
                .body()
                .at("/items/0");
    }

    private static long cents(JsonNode node, String pointer) {
        return new BigDecimal(node.at(pointer + "/amount").asString())
                .movePointRight(2)
                .longValueExact();
    }

    private void givenSales() throws Exception {
        Captured tenDollars = new Captured("u1", usd(1_000), usd(0), "US", Instant.now(), false);
        journal.capture(source(1, "a"), "google-play", tenDollars)
                .toCompletableFuture()
                .get();
        journal.book(source(1, "b"), new Delivered()).toCompletableFuture().get();
        journal.book(source(1, "c"), new Refunded("r1", usd(500)))
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

    private Source source(int purchase, String event) {
        return new Source(service + purchase + event, service + "-" + purchase, service, Instant.now());
    }

    private static Money usd(long minorUnits) {
        return Money.ofMinor(CurrencyUnit.USD, minorUnits);
    }

    private static String request(String scope, String userId) {
        String user = userId == null ? "" : "'userId':'" + userId + "',";
        return "{'scope':'%s',%s'from':'2026-01-01T00:00:00Z','to':'2027-01-01T00:00:00Z'}".formatted(scope, user);
    }

    private String refusal(String body) throws Exception {
        return post("/v1/settlements", UUID.randomUUID().toString(), body).problem();
    }

    private Answer get(String token, String path) throws Exception {
        return new Answer(send(token, path, null, null, "GET"));
    }

    private Answer put(String path, String body) throws Exception {
        return new Answer(send(owner, path, null, body, "PUT"));
    }

    private Answer post(String path, String key, String body) throws Exception {
        return new Answer(send(owner, path, key, body, "POST"));
    }

    private HttpResponse<String> send(String token, String path, String key, String body, String method)
            throws IOException, InterruptedException {
        String bearer = Base64.getUrlEncoder().encodeToString(token.getBytes(StandardCharsets.UTF_8));
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Authorization", "Bearer " + bearer)
                .header("Content-Type", "application/json");
        if (key != null) {
            request.header("Idempotency-Key", key);
        }
        HttpRequest.BodyPublisher publisher = body == null
                ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.ofString(body.replace('\'', '"'));
        return http.send(request.method(method, publisher).build(), HttpResponse.BodyHandlers.ofString());
    }

    private record Answer(HttpResponse<String> response) {
        int status() {
            return response.statusCode();
        }

        JsonNode body() {
            return JsonMapper.shared().readTree(response.body());
        }

        String text(String pointer) {
            return body().at(pointer).asString();
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse(null);
        }

        String problem() {
            String type = text("/type");
            String pointer = body().at("/errors/0/pointer").asString("");
            return (status() + " " + type.substring(type.lastIndexOf('/') + 1) + " " + pointer).strip();
        }
    }
}

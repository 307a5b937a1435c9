package io.coinslot.settlement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.coinslot.schemas.settlement.JournalEntryEnvelope;
import io.coinslot.servicekit.consume.ReceivedEvent;
import io.coinslot.settlement.journal.Booking.Captured;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** An administrator has balances rebuilt of which the topic has lost something. */
class BalanceRebuildApiTest extends SettlementApi {
    private static final String PATH = "/v1/operations/balance-rebuild";
    private static final String OPERATOR = "operator..operations:write";

    @Test
    void addsUpWhatTheTopicHasLost() throws Exception {
        capture(1);
        List<ReceivedEvent<JournalEntryEnvelope>> lost = published();
        capture(2);
        assertThat(get(owner, "/v1/balances").body().at("/balances")).isEmpty();

        JsonNode started = start("{'reason':'a broker was lost'}").body();
        assertThat(started.path("status").asString()).isEqualTo("RUNNING");
        assertThat(started.path("requestedBy").asString()).isEqualTo("operator");
        assertThat(started.path("reason").asString()).isEqualTo("a broker was lost");
        assertThat(start("{'reason':'again'}").body()).as("the one under way").isEqualTo(started);

        clock.advance(terms.untilAllIsWritten().multipliedBy(2));
        await().atMost(Duration.ofSeconds(60))
                .until(() -> get(OPERATOR, PATH).text("/status").equals("DONE"));
        assertThat(get(OPERATOR, PATH).body().path("balances").asLong(0)).isGreaterThanOrEqualTo(2);
        assertThat(get(owner, "/v1/balances").body().toString()).contains(receivable("20.00"));
        assertThat(get(owner, "/v1/balances?userId=u1").body().toString()).contains(receivable("20.00"));

        balances.batchHandler().handle(0, lost);
        assertThat(get(owner, "/v1/balances").body().toString())
                .as("what was lost turns up after all")
                .contains(receivable("20.00"));
        capture(3);
        balances.batchHandler().handle(0, published());
        assertThat(get(owner, "/v1/balances").body().toString()).contains(receivable("30.00"));
    }

    @Test
    void isForAdministratorsWhoSayWhy() throws Exception {
        assertThat(get(owner, PATH).problem()).isEqualTo("403 insufficient-scope");
        assertThat(post(PATH, null, "{'reason':'mine'}").problem()).isEqualTo("403 insufficient-scope");
        String ofAService = "svc-x." + service + ".operations:write";
        assertThat(get(ofAService, PATH).problem()).isEqualTo("403 insufficient-scope");
        assertThat(new Answer(send(ofAService, PATH, null, "{'reason':'mine'}", "POST")).problem())
                .isEqualTo("403 insufficient-scope");
        assertThat(start("{'reason':' '}").problem()).isEqualTo("400 invalid-request /reason");
        assertThat(start("{}").problem()).isEqualTo("400 invalid-request /reason");
        assertThat(start("{'reason':'" + "r".repeat(501) + "'}").problem()).isEqualTo("400 invalid-request /reason");
    }

    private Answer start(String body) throws Exception {
        return new Answer(send(OPERATOR, PATH, null, body, "POST"));
    }

    private static String receivable(String amount) {
        return "{\"account\":\"market-receivable:google-play\",\"side\":\"DEBIT\",\"amount\":{\"amount\":\"" + amount
                + "\",\"currency\":\"USD\"}}";
    }

    private void capture(int purchase) throws Exception {
        Captured tenDollars = new Captured("u1", usd(1_000), usd(0), "US", Instant.now(), false);
        journal.capture(source(purchase, "a"), "google-play", tenDollars)
                .toCompletableFuture()
                .get();
    }

    private List<ReceivedEvent<JournalEntryEnvelope>> published() {
        List<ReceivedEvent<JournalEntryEnvelope>> topic = new ArrayList<>();
        broker.published(JournalEntryEnvelope.class, each -> each.getServiceId().equals(service))
                .forEach(each -> topic.add(new ReceivedEvent<>("key", each, 0, topic.size())));
        return topic;
    }
}

package io.coinslot.billing;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.schemas.billing.PurchaseEventEnvelope;
import io.coinslot.servicekit.consume.EventSubscription;
import io.coinslot.servicekit.consume.ReceivedEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What the game reports, and the feed of what became of its purchases. */
class PurchaseEventsApiTest extends ApiTest {
    @Autowired
    EventSubscription<PurchaseEventEnvelope> feedEvents;

    /** The topic reaches the feed. Offsets rise over all tests, as they do in a partition. */
    private void project(String serviceId) {
        List<PurchaseEventEnvelope> all = broker.published(PurchaseEventEnvelope.class, event -> true);
        List<ReceivedEvent<PurchaseEventEnvelope>> events = new ArrayList<>();
        for (int offset = 0; offset < all.size(); offset++) {
            if (all.get(offset).getServiceId().equals(serviceId)) {
                events.add(new ReceivedEvent<>(all.get(offset).getPurchaseId(), all.get(offset), 0, offset));
            }
        }
        Objects.requireNonNull(feedEvents.batchHandler()).handle(0, events);
    }

    @Test
    void takesWhatTheGameSawEachWithItsOwnAnswer() {
        String service = givenService();
        String id = givenPaidPurchase(service);
        String item = "{'eventId':'%s','purchaseId':'%s','type':'%s','occurredAt':'2026-01-01T00:00:00Z'}";
        Answer answer = post(
                ownerOf(service),
                "/v1/purchase-events",
                null,
                "{'items':[%s,%s,%s,%s,%s]}"
                        .formatted(
                                item.formatted("e1", id, "GRANTED"),
                                item.formatted("e1", id, "GRANTED"),
                                item.formatted("e2", "pur_none", "GRANTED"),
                                item.formatted("e3", id, "DANCED"),
                                "{'eventId':'e4','purchaseId':'%s','type':'GRANTED','occurredAt':'now'}"
                                        .formatted(id)));
        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.body().at("/items/0/status").asInt()).isEqualTo(202);
        assertThat(answer.body().at("/items/1/duplicate").asBoolean()).isTrue();
        assertThat(answer.body().at("/items/2/status").asInt()).isEqualTo(404);
        assertThat(Answer.problem(answer.body().at("/items/3/problem"), 400))
                .isEqualTo("400 invalid-request /items/3/type");
        assertThat(Answer.problem(answer.body().at("/items/4/problem"), 400))
                .isEqualTo("400 invalid-request /items/4/occurredAt");
        assertThat(get(ownerOf(service), "/v1/purchases/" + id).text("/status")).isEqualTo("DELIVERED");
    }

    /** No wish to send it again later, as for a fault of ours: it would be refused for ever. */
    @Test
    void refusesTimesThatCannotBeKept() {
        String service = givenService();
        String token = ownerOf(service);
        String id = givenPaidPurchase(service);
        String longAgo = "-999999999-01-01T00:00:00Z";
        Answer events = post(
                token,
                "/v1/purchase-events",
                null,
                "{'items':[{'eventId':'e1','purchaseId':'%s','type':'GRANTED','occurredAt':'%s'}]}"
                        .formatted(id, longAgo));
        assertThat(Answer.problem(events.body().at("/items/0/problem"), 400))
                .isEqualTo("400 invalid-request /items/0/occurredAt");
        assertThat(post(token, "/v1/purchases/" + id + "/delivery", null, "{'confirmedAt':'" + longAgo + "'}")
                        .problem())
                .isEqualTo("400 invalid-request /confirmedAt");
        assertThat(put(token, "/v1/users/u1/consents/terms", "{'granted':true,'at':'" + longAgo + "'}")
                        .problem())
                .isEqualTo("400 invalid-request /at");
        assertThat(get(token, "/v1/purchases/" + id).text("/status")).isEqualTo("PAID");
        String far = longAgo.replace("-999", "%2B999");
        assertThat(get(token, "/v1/purchases?from=" + longAgo).problem()).isEqualTo("400 invalid-request from");
        assertThat(get(token, "/v1/purchases?to=" + far).problem()).isEqualTo("400 invalid-request to");
        assertThat(get(OPERATOR, "/v1/operations/deliveries?dueBefore=" + far).problem())
                .isEqualTo("400 invalid-request dueBefore");
    }

    @Test
    void boundsHowManyEventsAreTaken() {
        String items = "{},".repeat(500) + "{}";
        assertThat(post(ownerOf(givenService()), "/v1/purchase-events", null, "{'items':[" + items + "]}")
                        .problem())
                .isEqualTo("400 invalid-request /items");
    }

    @Test
    void handsOutTheServicesOwnEventsInOrder() {
        String service = givenService();
        String id = givenPaidPurchase(service);
        givenPurchase(givenService(), "stripe");
        project(service);
        Answer first = get(ownerOf(service), "/v1/purchase-events?limit=1");
        assertThat(first.text("/items/0/type")).isEqualTo("PurchaseRequested");
        assertThat(first.text("/items/0/purchaseId")).isEqualTo(id);
        assertThat(first.text("/items/0/data/total/amount")).isEqualTo("1200");
        Answer second = get(ownerOf(service), "/v1/purchase-events?after=" + first.text("/nextCursor"));
        assertThat(second.text("/items/0/type")).isEqualTo("PurchasePaid");
        Answer third = get(ownerOf(service), "/v1/purchase-events?after=" + second.text("/nextCursor"));
        assertThat(third.body().at("/items")).isEmpty();
        assertThat(get(ownerOf(service), "/v1/funnel")
                        .body()
                        .at("/counts/PurchasePaid")
                        .asInt())
                .isOne();
    }

    @Test
    void theFeedDoesNotCarryReceipts() {
        String service = givenService();
        String id = givenPurchase(service, "google-play").text("/purchaseId");
        post(ownerOf(service), "/v1/purchases/" + id + "/receipts", null, "{'purchaseToken':'worth-money'}");
        project(service);
        String feed = get(ownerOf(service), "/v1/purchase-events").response().body();
        assertThat(feed).contains("ReceiptSubmitted").doesNotContain("worth-money");
    }
}

package io.coinslot.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.coinslot.billing.delivery.OverdueDeliveries;
import io.coinslot.schemas.market.PaymentCaptured;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Lists of purchases, deliveries and webhook attempts, and what operators see of them. */
class ListsApiTest extends ApiTest {
    @Autowired
    OverdueDeliveries overdue;

    @Autowired
    MeterRegistry meters;

    @Test
    void refusesCursorsAndWaitsThatAreNotValid() {
        String token = ownerOf(givenService());
        assertThat(get(token, "/v1/purchase-events?after=x").problem()).isEqualTo("400 cursor-not-valid after");
        assertThat(get(token, "/v1/purchase-events?waitMillis=30001").problem())
                .isEqualTo("400 invalid-request waitMillis");
        assertThat(get(token, "/v1/purchases?cursor=x").problem()).isEqualTo("400 cursor-not-valid cursor");
        assertThat(get(token, "/v1/purchases?limit=201").problem()).isEqualTo("400 invalid-request limit");
        assertThat(get(token, "/v1/purchases?status=NONE").problem()).isEqualTo("400 invalid-request status");
        assertThat(get(token, "/v1/purchases?market=moon").problem()).isEqualTo("400 invalid-request market");
        assertThat(get(token, "/v1/deliveries?status=CONFIRMED").problem()).isEqualTo("400 invalid-request status");
    }

    @Test
    void listsPurchasesPageByPage() {
        String service = givenService();
        Set<String> expected = new HashSet<>();
        for (int count = 0; count < 5; count++) {
            expected.add(givenPurchase(service, count == 0 ? "stripe" : "google-play")
                    .text("/purchaseId"));
        }
        givenPurchase(givenService(), "stripe");
        assertThat(pages(service, "/v1/purchases?limit=2")).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(pages(service, "/v1/purchases?limit=2&market=stripe")).hasSize(1);
        assertThat(pages(service, "/v1/purchases?limit=2&userId=player-1&status=REQUESTED"))
                .hasSize(5);
        assertThat(pages(service, "/v1/purchases?limit=2&userId=nobody")).isEmpty();
        assertThat(pages(service, "/v1/purchases?limit=2&to=2020-01-01T00:00:00Z"))
                .isEmpty();
        assertThat(pages(service, "/v1/purchases?limit=2&from=2020-01-01T00:00:00Z"))
                .hasSize(5);
    }

    @Test
    void listsWhatIsToBeDelivered() {
        String service = givenService();
        Set<String> expected = new HashSet<>();
        for (int count = 0; count < 3; count++) {
            expected.add(givenPaidPurchase(service));
        }
        String granted = givenPaidPurchase(service);
        post(ownerOf(service), "/v1/purchases/" + granted + "/delivery", null, "");
        givenPurchase(service, "stripe");
        assertThat(pages(service, "/v1/deliveries?status=PENDING&limit=2"))
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void listsForOperatorsWhatIsToBeDeliveredByAllServices() {
        try (GameServer game = new GameServer()) {
            game.answers(410, "");
            String polling = givenService();
            String called = givenService(game.url());
            String first = givenPaidPurchase(polling);
            String second = givenPaidPurchase(called);
            String list = "/v1/operations/deliveries?limit=1";
            await().untilAsserted(() -> assertThat(
                            get(OPERATOR, list + "&serviceId=" + called).text("/items/0/webhook/status"))
                    .isEqualTo("ABANDONED"));

            assertThat(pagesOf(OPERATOR, list)).contains(first, second);
            assertThat(pagesOf(OPERATOR, list + "&serviceId=" + polling)).containsExactly(first);
            assertThat(pagesOf(OPERATOR, list + "&dueBefore=2020-01-01T00:00:00Z"))
                    .isEmpty();
            Answer one = get(OPERATOR, list + "&serviceId=" + called);
            assertThat(one.text("/items/0/serviceId")).isEqualTo(called);
            assertThat(one.text("/items/0/acknowledgeBy")).isEqualTo(one.text("/items/0/deadline"));
            assertThat(one.text("/items/0/webhook/lastFailure")).contains("410");
            assertThat(one.body().at("/items/0/overdue").booleanValue()).isFalse();
            assertThat(get(ownerOf(called), "/v1/purchases/" + second).text("/payment/acknowledgeBy"))
                    .isEqualTo(one.text("/items/0/deadline"));
        }
    }

    @Test
    void showsTheDeliveriesOfAllServicesToOperatorsAlone() {
        String service = givenService();
        assertThat(get(ownerOf(service), "/v1/operations/deliveries").problem()).isEqualTo("403 insufficient-scope");
        assertThat(get("svc-x~" + service + "~operations:write", "/v1/operations/deliveries")
                        .problem())
                .isEqualTo("403 insufficient-scope");
        assertThat(get(OPERATOR, "/v1/operations/deliveries?limit=201").problem())
                .isEqualTo("400 invalid-request limit");
        assertThat(get(OPERATOR, "/v1/operations/deliveries?dueBefore=soon").problem())
                .isEqualTo("400 invalid-request dueBefore");
    }

    @Test
    void countsWhatIsLateForAlarms() {
        givenPaidPurchase(givenService()); // due in three days
        overdue.count();
        double overdueBefore = counted("overdue");
        double missedBefore = counted("missed");
        String service = givenService();
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        for (Duration left : List.of(Duration.ofHours(20), Duration.ofHours(-1))) {
            String id = givenPurchase(service, "google-play").text("/purchaseId");
            tell(service, id, 1, capturedUntil("GPA." + id, now.plus(left)));
        }
        overdue.count();
        assertThat(counted("overdue")).isEqualTo(overdueBefore + 2);
        assertThat(counted("missed")).isEqualTo(missedBefore + 1);
        assertThat(pagesOf(OPERATOR, "/v1/operations/deliveries?serviceId=" + service + "&dueBefore=" + now))
                .hasSize(1);
    }

    private double counted(String deliveries) {
        return meters.get("coinslot.deliveries." + deliveries).gauge().value();
    }

    private static PaymentCaptured capturedUntil(String transactionId, Instant acknowledgeBy) {
        return PaymentCaptured.newBuilder(captured(transactionId, 1200))
                .setAcknowledgeBy(acknowledgeBy)
                .build();
    }

    private List<String> pages(String service, String path) {
        return pagesOf(ownerOf(service), path);
    }

    private List<String> pagesOf(String token, String path) {
        List<String> ids = new ArrayList<>();
        String next = "";
        do {
            Answer page = get(token, path + next);
            assertThat(page.status()).isEqualTo(200);
            page.body()
                    .at("/items")
                    .forEach(item -> ids.add(item.at("/purchaseId").asString()));
            next = page.body().at("/nextCursor").isNull() ? "" : "&cursor=" + page.text("/nextCursor");
        } while (!next.isEmpty());
        return ids;
    }

    @Test
    void showsWebhookAttemptsAndSendsOneAgain() {
        try (GameServer game = new GameServer()) {
            game.answers(410, "");
            String service = givenService(game.url());
            String token = ownerOf(service);
            String id = givenPaidPurchase(service);
            String path = "/v1/webhook-attempts?purchaseId=" + id;
            await().untilAsserted(() ->
                    assertThat(get(token, path).text("/items/0/status")).isEqualTo("ABANDONED"));
            Answer attempts = get(token, path);
            assertThat(attempts.body().at("/items/0/httpStatus").asInt()).isEqualTo(410);

            game.answers(200, "{\"delivered\":true}");
            String attempt = attempts.text("/items/0/id");
            assertThat(post(ownerOf(givenService()), "/v1/webhook-attempts/" + attempt + "/resend", null, "")
                            .problem())
                    .isEqualTo("404 not-found");
            assertThat(post(token, "/v1/webhook-attempts/nonsense/resend", null, "")
                            .problem())
                    .isEqualTo("404 not-found");
            assertThat(post(token, "/v1/webhook-attempts/" + attempt + "/resend", null, "")
                            .status())
                    .isEqualTo(202);
            await().untilAsserted(
                            () -> assertThat(get(token, "/v1/purchases/" + id).text("/status"))
                                    .isEqualTo("DELIVERED"));
            assertThat(game.received().get(1).body())
                    .isEqualTo(game.received().get(0).body());
        }
    }
}

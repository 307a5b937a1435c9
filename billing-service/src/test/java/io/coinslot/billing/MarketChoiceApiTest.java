package io.coinslot.billing;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.schemas.billing.PassedOverMarket;
import io.coinslot.schemas.billing.PurchaseEventEnvelope;
import io.coinslot.schemas.billing.PurchaseRequested;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class MarketChoiceApiTest extends ApiTest {
    private static final String ON_THE_WEB = "{'userId':'player-1','productId':'gem-100','platform':'web'}";

    private final String service = "s" + UUID.randomUUID().toString().substring(0, 12);
    private final String token = ownerOf(service);

    private void sellThrough(String... markets) {
        tables.givenService(service, null, List.of(), markets);
        tables.givenProduct(service, "gem-100", "KRW", 1200);
    }

    private Answer post(String body) {
        return post(token, "/v1/purchases", newKey(), body);
    }

    private PurchaseRequested told(String purchaseId) {
        return (PurchaseRequested) broker.published(
                        PurchaseEventEnvelope.class,
                        event -> event.getPurchaseId().equals(purchaseId))
                .getFirst()
                .getEvent();
    }

    @Test
    void saysWhichMarketIsTakenAndWhyWhereverThePurchaseIsShown() {
        sellThrough("google-play", "stripe", "toss-payments");
        tables.givenNotAnswering(service, "stripe", Instant.now().plusSeconds(60));

        Answer posted = post(ON_THE_WEB);

        assertThat(posted.status()).isEqualTo(201);
        assertThat(posted.text("/market")).isEqualTo("toss-payments");
        String choice = "{\"reason\":\"USUAL_ORDER\",\"platform\":\"web\","
                + "\"passedOver\":[{\"market\":\"stripe\",\"reason\":\"NOT_ANSWERING\"}]}";
        assertThat(posted.body().at("/marketChoice")).hasToString(choice);
        String id = posted.text("/purchaseId");
        Answer read = get(token, "/v1/purchases/" + id);
        assertThat(read.body().at("/marketChoice")).hasToString(choice);
        assertThat(read.body()
                        .at("/history")
                        .valueStream()
                        .map(line -> line.get("event").asString()))
                .containsExactly(
                        "PurchaseRequested",
                        "MarketPassedOver:stripe:NOT_ANSWERING",
                        "MarketChosen:toss-payments:USUAL_ORDER");
        PurchaseRequested told = told(id);
        assertThat(told.getMarket()).isEqualTo("toss-payments");
        assertThat(told.getMarketChoice()).isEqualTo("USUAL_ORDER");
        assertThat(told.getPlatform()).isEqualTo("web");
        assertThat(told.getPassedOver()).containsExactly(new PassedOverMarket("stripe", "NOT_ANSWERING"));
    }

    @Test
    void aNamedMarketIsShownAsNamed() {
        sellThrough("google-play", "stripe");
        Answer posted = givenPurchase(service, "stripe");
        assertThat(posted.body().at("/marketChoice")).hasToString("{\"reason\":\"NAMED_BY_CALLER\"}");
        assertThat(told(posted.text("/purchaseId")).getMarketChoice()).isEqualTo("NAMED_BY_CALLER");
        assertThat(told(posted.text("/purchaseId")).getPassedOver()).isEmpty();
    }

    @Test
    void takesTheMarketWhereTheUserPaidLast() {
        sellThrough("stripe", "toss-payments");
        String paid = givenPurchase(service, "toss-payments").text("/purchaseId");
        tell(service, paid, 1, captured("pay_" + paid, 1200));
        givenPurchase(service, "stripe"); // never paid, so it says nothing

        Answer posted = post(ON_THE_WEB);
        assertThat(posted.text("/market")).isEqualTo("toss-payments");
        assertThat(posted.text("/marketChoice/reason")).isEqualTo("PAST_CHOICE");
        assertThat(post(ON_THE_WEB.replace("player-1", "player-2")).text("/market"))
                .isEqualTo("stripe");
    }

    @Test
    void aRepeatedRequestIsAnsweredAsAtFirst() {
        sellThrough("stripe", "toss-payments");
        String key = newKey();
        Answer first = post(token, "/v1/purchases", key, ON_THE_WEB);
        tables.givenNotAnswering(service, "stripe", Instant.now().plusSeconds(60));

        Answer again = post(token, "/v1/purchases", key, ON_THE_WEB);

        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(first.text("/market")).isEqualTo("stripe");
    }

    @Test
    void choosesForEachItemOfABatch() {
        sellThrough("app-store", "google-play", "stripe");
        Answer batch = post(
                token,
                "/v1/purchases:batch",
                null,
                ("{'items':[{'idempotencyKey':'%1$s-1','userId':'a','productId':'gem-100','platform':'web'},"
                                + "{'idempotencyKey':'%1$s-2','userId':'b','productId':'gem-100','platform':'android'},"
                                + "{'idempotencyKey':'%1$s-3','userId':'c','productId':'gem-100','platform':'ios'},"
                                + "{'idempotencyKey':'%1$s-4','userId':'d','productId':'gem-100','market':'stripe'}]}")
                        .formatted(newKey()));
        assertThat(batch.text("/items/0/purchase/market")).isEqualTo("stripe");
        assertThat(batch.text("/items/1/purchase/market")).isEqualTo("google-play");
        assertThat(batch.text("/items/1/purchase/marketChoice/reason")).isEqualTo("ONLY_CANDIDATE");
        assertThat(batch.body().at("/items/2/status").asInt()).isEqualTo(422);
        assertThat(batch.text("/items/2/problem/errors/0/pointer")).isEqualTo("/items/2/market");
        assertThat(batch.text("/items/2/problem/errors/0/detail")).startsWith("app-store: gem-100 has no product id");
        assertThat(batch.text("/items/3/purchase/marketChoice/reason")).isEqualTo("NAMED_BY_CALLER");
    }

    @Test
    void saysWhenToComeBackIfNothingAnswers() {
        sellThrough("stripe");
        tables.givenNotAnswering(service, "stripe", Instant.now().plusSeconds(60));
        Answer refused = post(ON_THE_WEB);
        assertThat(refused.problem()).isEqualTo("503 markets-not-answering /market");
        assertThat(Integer.parseInt(String.valueOf(refused.header("Retry-After"))))
                .isBetween(1, 61);
        assertThat(givenPurchase(service, "stripe").status()).isEqualTo(201);
    }

    @Test
    void followsThePreferencesThatTheCatalogTells() {
        sellThrough("stripe", "toss-payments");
        tables.givenPreference(service, "web", "KR", "toss-payments", "stripe", "a-market-to-come");
        tables.givenPreference(service, "a-platform-to-come", null, "toss-payments");
        assertThat(post(ON_THE_WEB.replace("'web'", "'web','region':'KR'"))
                        .body()
                        .at("/marketChoice"))
                .hasToString("{\"reason\":\"SERVICE_PREFERENCE\",\"platform\":\"web\"}");
        assertThat(post(ON_THE_WEB).text("/market")).isEqualTo("stripe");
    }

    @Test
    void refusesAPlatformThatThereIsNot() {
        sellThrough("stripe");
        assertThat(post(ON_THE_WEB.replace("'web'", "'amiga'")).problem()).isEqualTo("400 invalid-request /platform");
    }
}

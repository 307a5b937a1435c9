package io.coinslot.simulators.google;

import static io.coinslot.simulators.google.PlayDeveloper.order;
import static io.coinslot.simulators.google.PlayDeveloper.reason;
import static io.coinslot.simulators.google.PlayDeveloper.token;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.api.client.googleapis.json.GoogleJsonResponseException;
import com.google.api.services.androidpublisher.model.Order;
import com.google.api.services.androidpublisher.model.ProductPurchase;
import com.google.api.services.androidpublisher.model.ProductPurchaseV2;
import com.google.api.services.androidpublisher.model.VoidedPurchase;
import com.google.api.services.androidpublisher.model.VoidedPurchasesListResponse;
import io.coinslot.simulators.OpenMarkets;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class GooglePlayTest {
    private static final String KRW_1200 = "\"price\":{\"amount\":\"1200\",\"currency\":\"KRW\"}";

    @TempDir
    static Path data;

    static OpenMarkets markets;
    static PlayDeveloper developer;

    @BeforeAll
    static void open() throws IOException {
        markets = new OpenMarkets(data);
        developer = new PlayDeveloper(markets, "arcade");
    }

    @AfterAll
    static void close() {
        markets.close();
    }

    @Test
    void purchaseIsVerifiedWithItsBindingThenConsumed() throws IOException {
        JsonNode held =
                developer.sells(KRW_1200 + ",\"binding\":{\"obfuscatedAccountId\":\"acc-1\"},\"userId\":\"u1\"");
        ProductPurchase bought = get(held);
        assertThat(bought.getPurchaseState()).isZero();
        assertThat(bought.getConsumptionState()).isZero();
        assertThat(bought.getAcknowledgementState()).isZero();
        assertThat(bought.getOrderId()).isEqualTo(order(held));
        assertThat(bought.getObfuscatedExternalAccountId()).isEqualTo("acc-1");
        assertThat(bought.getRegionCode()).isEqualTo("KR");

        products().consume(developer.packageName, "gem_100", token(held)).execute();
        assertThat(get(held).getConsumptionState()).isOne();
        assertThat(get(held).getAcknowledgementState()).isOne();
    }

    @Test
    void testersOrderOfNothingGoesBackOnceAsAWhole() throws IOException {
        JsonNode held = developer.sells(
                KRW_1200 + ",\"purchaseType\":\"TEST\",\"total\":{\"amount\":\"0\",\"currency\":\"KRW\"}");
        String refund = "{\"purchaseToken\":\"" + token(held) + "\"}";
        assertThat(markets.post("/control/google-play/refunds", refund)
                        .path("state")
                        .asString())
                .isEqualTo("REFUNDED");
        assertThat(markets.answerTo("POST", "/control/google-play/refunds", refund)
                        .statusCode())
                .isEqualTo(409);
        assertThat(developer
                        .publisher
                        .orders()
                        .get(developer.packageName, order(held))
                        .execute()
                        .getState())
                .isEqualTo("REFUNDED");
    }

    @Test
    void secondResourceSaysTheSameInItsOwnWords() throws IOException {
        JsonNode held = developer.sells(KRW_1200 + ",\"quantity\":3");
        ProductPurchaseV2 bought = developer
                .publisher
                .purchases()
                .productsv2()
                .getproductpurchasev2(developer.packageName, token(held))
                .execute();
        assertThat(bought.getPurchaseStateContext().getPurchaseState()).isEqualTo("PURCHASED");
        assertThat(bought.getAcknowledgementState()).isEqualTo("ACKNOWLEDGEMENT_STATE_PENDING");
        assertThat(bought.getProductLineItem().getFirst().getProductId()).isEqualTo("gem_100");
        assertThat(bought.getProductLineItem()
                        .getFirst()
                        .getProductOfferDetails()
                        .getQuantity())
                .isEqualTo(3);
    }

    @Test
    void orderAloneCarriesThePrice() throws IOException {
        JsonNode held = developer.sells("\"price\":{\"amount\":\"4.99\",\"currency\":\"USD\"},\"quantity\":2");
        Order order = orders().get(developer.packageName, order(held)).execute();
        assertThat(order.getState()).isEqualTo("PROCESSED");
        assertThat(order.getTotal().getCurrencyCode()).isEqualTo("USD");
        assertThat(order.getTotal().getUnits()).isEqualTo(9);
        assertThat(order.getTotal().getNanos()).isEqualTo(980_000_000);
        assertThat(order.getPurchaseToken()).isEqualTo(token(held));
    }

    @Test
    void pendingPurchaseCanNeitherBeConsumedNorAcknowledgedUntilItIsPaid() throws IOException {
        JsonNode held = developer.sells(KRW_1200 + ",\"outcome\":\"PENDING\"");
        assertThat(get(held).getPurchaseState()).isEqualTo(2);
        GoogleJsonResponseException refusal = refusal(() -> acknowledge(held));
        assertThat(refusal.getStatusCode()).isEqualTo(400);
        assertThat(reason(refusal)).isEqualTo("invalidPurchaseState");

        markets.post("/control/google-play/purchases/" + token(held) + "/complete", "{}");
        acknowledge(held);
        assertThat(get(held).getPurchaseState()).isZero();
        assertThat(get(held).getAcknowledgementState()).isOne();
    }

    @Test
    void declinedPaymentLeavesNothing() {
        JsonNode held = developer.sells(KRW_1200 + ",\"outcome\":\"DECLINED\"");
        assertThat(held.path("purchaseToken").isNull()).isTrue();
    }

    @Test
    void acknowledgingTwiceIsHarmlessButConsumingTwiceIsRefused() throws IOException {
        JsonNode held = developer.sells(KRW_1200);
        acknowledge(held);
        acknowledge(held);
        products().consume(developer.packageName, "gem_100", token(held)).execute();
        GoogleJsonResponseException refusal = refusal(() -> products()
                .consume(developer.packageName, "gem_100", token(held))
                .execute());
        assertThat(reason(refusal)).isEqualTo("invalidPurchaseState");
    }

    @Test
    void tokenOfAnotherApplicationOrProductIsRefused() throws IOException {
        JsonNode held = developer.sells(KRW_1200);
        PlayDeveloper other = new PlayDeveloper(markets, "other-game");
        GoogleJsonResponseException foreign = refusal(() -> other.publisher
                .purchases()
                .products()
                .get(other.packageName, "gem_100", token(held))
                .execute());
        assertThat(reason(foreign)).isEqualTo("purchaseTokenDoesNotMatchPackageName");
        GoogleJsonResponseException wrongProduct = refusal(() ->
                products().get(developer.packageName, "gem_500", token(held)).execute());
        assertThat(reason(wrongProduct)).isEqualTo("purchaseTokenDoesNotMatchProductId");
        GoogleJsonResponseException notMine = refusal(() -> other.publisher
                .purchases()
                .products()
                .get(developer.packageName, "gem_100", token(held))
                .execute());
        assertThat(notMine.getStatusCode()).isEqualTo(403);
    }

    @Test
    void unknownTokenAndOrderAreNotFound() {
        GoogleJsonResponseException token = refusal(() ->
                products().get(developer.packageName, "gem_100", "nobody's").execute());
        assertThat(token.getStatusCode()).isEqualTo(404);
        assertThat(reason(token)).isEqualTo("purchaseTokenNotFound");
        GoogleJsonResponseException order =
                refusal(() -> orders().get(developer.packageName, "GPA.0").execute());
        assertThat(order.getStatusCode()).isEqualTo(404);
    }

    @Test
    void refundWithRevocationEntersTheVoidListOnce() throws IOException {
        JsonNode held = developer.sells(KRW_1200);
        orders().refund(developer.packageName, order(held)).setRevoke(true).execute();
        Order order = orders().get(developer.packageName, order(held)).execute();
        assertThat(order.getState()).isEqualTo("REFUNDED");
        assertThat(get(held).getPurchaseState()).isOne();
        VoidedPurchase voided = voided(held, false);
        assertThat(voided.getVoidedSource()).isOne();
        assertThat(voided.getVoidedReason()).isZero();
        GoogleJsonResponseException again = refusal(
                () -> orders().refund(developer.packageName, order(held)).execute());
        assertThat(again.getStatusCode()).isEqualTo(400);
    }

    @Test
    void refundWithoutRevocationIsNotAVoid() throws IOException {
        JsonNode held = developer.sells(KRW_1200);
        orders().refund(developer.packageName, order(held)).execute();
        assertThat(orders().get(developer.packageName, order(held)).execute().getState())
                .isEqualTo("REFUNDED");
        assertThat(get(held).getPurchaseState()).isZero();
        assertThat(voids(true)).extracting(VoidedPurchase::getPurchaseToken).doesNotContain(token(held));
    }

    @Test
    void partOfTheQuantityGivenBackIsListedOnlyWhenAskedFor() throws IOException {
        JsonNode held = developer.sells(KRW_1200 + ",\"quantity\":3");
        markets.post("/control/google-play/refunds", "{\"purchaseToken\":\"" + token(held) + "\",\"quantity\":1}");
        Order order = orders().get(developer.packageName, order(held)).execute();
        assertThat(order.getState()).isEqualTo("PARTIALLY_REFUNDED");
        assertThat(get(held).getRefundableQuantity()).isEqualTo(2);
        assertThat(voids(false)).extracting(VoidedPurchase::getPurchaseToken).doesNotContain(token(held));
        assertThat(voided(held, true).getVoidedQuantity()).isOne();
    }

    @Test
    void voidListIsPaged() throws IOException {
        PlayDeveloper seller = new PlayDeveloper(markets, "pager");
        for (int sale = 0; sale < 5; sale++) {
            JsonNode held = seller.sells(KRW_1200);
            markets.post("/control/google-play/refunds", "{\"orderId\":\"" + order(held) + "\"}");
        }
        int found = 0;
        String next = null;
        do {
            VoidedPurchasesListResponse page = seller.publisher
                    .purchases()
                    .voidedpurchases()
                    .list(seller.packageName)
                    .setMaxResults(2L)
                    .setToken(next)
                    .execute();
            found += page.getVoidedPurchases().size();
            next = page.getTokenPagination() == null
                    ? null
                    : page.getTokenPagination().getNextPageToken();
        } while (next != null);
        assertThat(found).isEqualTo(5);
    }

    @Test
    void voidListDoesNotReachBackMoreThanThirtyDays() {
        GoogleJsonResponseException refusal = refusal(() -> developer
                .publisher
                .purchases()
                .voidedpurchases()
                .list(developer.packageName)
                .setStartTime(1L)
                .execute());
        assertThat(refusal.getStatusCode()).isEqualTo(400);
    }

    private interface Call {
        void make() throws IOException;
    }

    private static GoogleJsonResponseException refusal(Call call) {
        return catchThrowableOfType(GoogleJsonResponseException.class, call::make);
    }

    private static ProductPurchase get(JsonNode held) throws IOException {
        return products().get(developer.packageName, "gem_100", token(held)).execute();
    }

    private static void acknowledge(JsonNode held) throws IOException {
        products()
                .acknowledge(developer.packageName, "gem_100", token(held), null)
                .execute();
    }

    private static VoidedPurchase voided(JsonNode held, boolean partial) throws IOException {
        return voids(partial).stream()
                .filter(voided -> voided.getPurchaseToken().equals(token(held)))
                .collect(java.util.stream.Collectors.collectingAndThen(java.util.stream.Collectors.toList(), found -> {
                    assertThat(found).hasSize(1);
                    return found.getFirst();
                }));
    }

    private static java.util.List<VoidedPurchase> voids(boolean partial) throws IOException {
        java.util.List<VoidedPurchase> voids = developer
                .publisher
                .purchases()
                .voidedpurchases()
                .list(developer.packageName)
                .setType(0)
                .setIncludeQuantityBasedPartialRefund(partial)
                .execute()
                .getVoidedPurchases();
        return voids == null ? java.util.List.of() : voids;
    }

    private static com.google.api.services.androidpublisher.AndroidPublisher.Purchases.Products products() {
        return developer.publisher.purchases().products();
    }

    private static com.google.api.services.androidpublisher.AndroidPublisher.Orders orders() {
        return developer.publisher.orders();
    }
}

package io.coinslot.simulators.google;

import static io.coinslot.simulators.google.PlayDeveloper.order;
import static io.coinslot.simulators.google.PlayDeveloper.token;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.google.api.client.json.webtoken.JsonWebSignature;
import com.google.auth.oauth2.TokenVerifier;
import io.coinslot.simulators.Merchant;
import io.coinslot.simulators.OpenMarkets;
import io.coinslot.simulators.protocol.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

class PlayNotificationsTest {
    private static final String PRICE = "\"price\":{\"amount\":\"1200\",\"currency\":\"KRW\"}";

    @TempDir
    Path data;

    OpenMarkets markets;
    Merchant merchant;
    PlayDeveloper developer;

    @BeforeEach
    void open() throws IOException {
        markets = new OpenMarkets(data);
        merchant = new Merchant();
        developer = new PlayDeveloper(markets, "arcade");
        markets.post(
                "/control/google-play/notification-target", "{\"url\":\"" + merchant.url() + "/told/{serviceId}\"}");
    }

    @AfterEach
    void close() {
        merchant.close();
        markets.close();
    }

    @Test
    void purchaseIsToldWithATokenThatGooglesLibraryAccepts() throws Exception {
        JsonNode held = developer.sells(PRICE);
        Merchant.Told told = await().until(() -> first(), found -> found != null);
        assertThat(told.path()).isEqualTo("/told/arcade");
        JsonNode push = Json.read(told.body().getBytes(StandardCharsets.UTF_8));
        assertThat(push.path("subscription").stringValue())
                .isEqualTo(developer.settings.path("subscription").stringValue());
        JsonNode news = data(told);
        assertThat(news.path("packageName").stringValue()).isEqualTo(developer.packageName);
        assertThat(news.path("oneTimeProductNotification")
                        .path("notificationType")
                        .intValue())
                .isOne();
        assertThat(news.path("oneTimeProductNotification").path("purchaseToken").stringValue())
                .isEqualTo(token(held));

        JsonWebSignature token = verifier().verify(bearer(told));
        assertThat(token.getPayload().get("email"))
                .isEqualTo(developer.settings.path("pushServiceAccount").stringValue());
    }

    @Test
    void forgedNotificationIsNotAccepted() {
        developer.sells(PRICE);
        markets.post(
                "/control/google-play/notifications",
                "{\"kind\":\"TEST\",\"serviceId\":\"arcade\",\"proof\":\"WRONG_KEY\"}");
        Merchant.Told forged = merchant.told().stream()
                .filter(told -> data(told).has("testNotification"))
                .findFirst()
                .orElseThrow();
        assertThatThrownBy(() -> verifier().verify(bearer(forged)))
                .isInstanceOf(TokenVerifier.VerificationException.class);
    }

    @Test
    void voidedPurchaseIsTold() {
        JsonNode held = developer.sells(PRICE + ",\"quantity\":2");
        markets.post("/control/google-play/refunds", "{\"orderId\":\"" + order(held) + "\",\"quantity\":1}");
        markets.post("/control/google-play/refunds", "{\"orderId\":\"" + order(held) + "\"}");
        await().untilAsserted(() -> assertThat(merchant.told())
                .extracting(told -> data(told)
                        .path("voidedPurchaseNotification")
                        .path("refundType")
                        .asInt(0))
                .containsExactlyInAnyOrder(0, 2, 1));
    }

    @Test
    void refusedNotificationIsSentAgainWithTheSameMessageId() {
        merchant.refuseNext(1);
        developer.sells(PRICE);
        await().untilAsserted(() -> assertThat(messageIds()).hasSize(2));
        assertThat(messageIds().getFirst()).isEqualTo(messageIds().getLast());
    }

    @Test
    void notificationsCanBeSwitchedOffAndDoubled() {
        markets.post("/control/google-play/faults", "{\"notifications\":false}");
        developer.sells(PRICE);
        markets.post("/control/google-play/faults", "{\"duplicateNotifications\":true}");
        developer.sells(PRICE);
        await().untilAsserted(() -> assertThat(messageIds()).hasSize(2));
        assertThat(messageIds().stream().distinct()).hasSize(1);
    }

    @Test
    void poisonAndUnknownKindsCanBeSent() {
        JsonNode poison =
                markets.post("/control/google-play/notifications", "{\"kind\":\"POISON\",\"serviceId\":\"arcade\"}");
        assertThat(poison.path("statuses").get(0).intValue()).isEqualTo(200);
        assertThatThrownBy(() -> data(merchant.told().getFirst())).isInstanceOf(JacksonException.class);
        markets.post("/control/google-play/notifications", "{\"kind\":\"UNKNOWN_TYPE\",\"serviceId\":\"arcade\"}");
        assertThat(data(merchant.told().getLast()).propertyNames())
                .noneMatch(name -> name.equals("oneTimeProductNotification"));
    }

    @Test
    void chargebackIsReviewedThenDecided() throws IOException {
        JsonNode held = developer.sells(PRICE);
        String dispute = markets.post("/control/google-play/disputes", "{\"orderId\":\"" + order(held) + "\"}")
                .path("disputeId")
                .stringValue();
        developer
                .publisher
                .orders()
                .reviewrefund(
                        developer.packageName,
                        order(held),
                        new com.google.api.services.androidpublisher.model.OrdersReviewRefundRequest()
                                .setPendingRefundToken(dispute)
                                .setRefundPreference("DECLINE")
                                .setSampleContentProvided(false))
                .execute();
        JsonNode closed = markets.post("/control/google-play/disputes/" + dispute + "/close", "{\"outcome\":\"LOST\"}");
        assertThat(closed.path("preference").stringValue()).isEqualTo("DECLINE");
        assertThat(closed.at("/answer/sampleContentProvided").booleanValue()).isFalse();
        assertThat(markets.get("/control/google-play/ledger?serviceId=arcade")
                        .at("/items/0/refundReviews/0/answer/refundPreference")
                        .asString())
                .isEqualTo("DECLINE");
        assertThat(developer
                        .publisher
                        .orders()
                        .get(developer.packageName, order(held))
                        .execute()
                        .getOrderHistory()
                        .getRefundEvent()
                        .getRefundReason())
                .isEqualTo("CHARGEBACK");
        await().untilAsserted(() -> assertThat(merchant.told())
                .anyMatch(told -> data(told).has("pendingRefundReviewNotification"))
                .anyMatch(told -> data(told).has("voidedPurchaseNotification")));
    }

    @Test
    void reviewIsTakenForADay() {
        JsonNode held = developer.sells(PRICE);
        String dispute = markets.post("/control/google-play/disputes", "{\"orderId\":\"" + order(held) + "\"}")
                .path("disputeId")
                .stringValue();
        markets.post("/control/clock", "{\"advance\":\"PT24H\"}");
        assertThatThrownBy(() -> developer
                        .publisher
                        .orders()
                        .reviewrefund(
                                developer.packageName,
                                order(held),
                                new com.google.api.services.androidpublisher.model.OrdersReviewRefundRequest()
                                        .setPendingRefundToken(dispute)
                                        .setRefundPreference("NEUTRAL")
                                        .setSampleContentProvided(false))
                        .execute())
                .hasMessageContaining("400");
    }

    private Merchant.Told first() {
        return merchant.told().isEmpty() ? null : merchant.told().getFirst();
    }

    private List<String> messageIds() {
        return merchant.told().stream()
                .map(told -> Json.read(told.body().getBytes(StandardCharsets.UTF_8))
                        .path("message")
                        .path("messageId")
                        .stringValue())
                .toList();
    }

    private TokenVerifier verifier() {
        return TokenVerifier.newBuilder()
                .setCertificatesLocation(markets.address() + "/google-play/oauth2/v3/certs")
                .setAudience(developer.settings.path("pushAudience").stringValue())
                .setIssuer("https://accounts.google.com")
                .build();
    }

    private static String bearer(Merchant.Told told) {
        return told.header("Authorization").substring("Bearer ".length());
    }

    private static JsonNode data(Merchant.Told told) {
        String data = Json.read(told.body().getBytes(StandardCharsets.UTF_8))
                .path("message")
                .path("data")
                .stringValue();
        return Json.read(Base64.getDecoder().decode(data));
    }
}

package io.coinslot.simulators.galaxystore;

import static io.coinslot.simulators.galaxystore.GalaxyMerchant.purchaseId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.coinslot.simulators.Merchant;
import io.coinslot.simulators.OpenMarkets;
import io.coinslot.simulators.protocol.Json;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class ServerNotificationsTest {
    private static final String PRICE = "\"price\":{\"amount\":\"1200\",\"currency\":\"KRW\"}";
    private static final String NOTIFICATIONS = "/control/galaxy-store/notifications";

    @TempDir
    static Path data;

    private static OpenMarkets markets;
    private static GalaxyMerchant seller;
    private Merchant merchant;

    @BeforeAll
    static void open() {
        markets = new OpenMarkets(data);
        seller = new GalaxyMerchant(markets, "arcade");
    }

    @AfterAll
    static void close() {
        seller.close();
        markets.close();
    }

    @BeforeEach
    void listen() {
        merchant = new Merchant();
        markets.post(
                "/control/galaxy-store/notification-target", "{\"url\":\"" + merchant.url() + "/told/{serviceId}\"}");
    }

    @AfterEach
    void stop() {
        markets.delete("/control/galaxy-store/faults");
        merchant.close();
    }

    private List<JsonNode> claims() {
        return merchant.told().stream().map(told -> claims(told.body())).toList();
    }

    private static JsonNode claims(String token) {
        return Json.read(Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]));
    }

    /** As the documents say to verify it: with the IAP key, as Seller Portal shows it. */
    private static boolean isGenuine(String token) throws GeneralSecurityException {
        String[] parts = token.split("\\.", -1);
        String key = seller.setting("iapPublicKey")
                .replaceAll("-----[A-Z ]+-----", "")
                .replaceAll("\\s", "");
        PublicKey iapKey = KeyFactory.getInstance("RSA")
                .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(key)));
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initVerify(iapKey);
        signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
        return parts[2].length() > 0 && signature.verify(Base64.getUrlDecoder().decode(parts[2]));
    }

    @Test
    void purchaseAndRefundAreTold() throws GeneralSecurityException {
        JsonNode held = seller.sells(PRICE + ",\"mode\":\"TEST\"");
        markets.post("/control/galaxy-store/refunds", "{\"purchaseId\":\"" + purchaseId(held) + "\"}");
        await().untilAsserted(() -> assertThat(claims())
                .extracting(claims -> claims.path("sub").stringValue())
                .containsExactlyInAnyOrder("ITEM_PURCHASED", "ITEM_REFUNDED"));
        for (Merchant.Told told : merchant.told()) {
            assertThat(told.path()).isEqualTo("/told/arcade");
            assertThat(isGenuine(told.body())).isTrue();
            JsonNode claims = claims(told.body());
            assertThat(claims.path("iss").stringValue()).isEqualTo("iap.samsungapps.com");
            assertThat(claims.path("aud").get(0).stringValue()).isEqualTo(seller.setting("packageName"));
            assertThat(claims.has("exp")).isFalse();
            JsonNode about = claims.path("data");
            assertThat(about.path("purchaseId").stringValue()).isEqualTo(purchaseId(held));
            assertThat(about.path("orderId")).isEqualTo(held.path("orderId"));
            assertThat(about.path("testPayYn").stringValue()).isEqualTo("Y");
        }
    }

    @Test
    void refusedNotificationIsSentAgainAsItWas() {
        merchant.refuseNext(1);
        seller.sells(PRICE);
        await().untilAsserted(() -> assertThat(merchant.told()).hasSize(2));
        assertThat(merchant.told().getFirst().body())
                .isEqualTo(merchant.told().getLast().body());
    }

    @ParameterizedTest
    @CsvSource({"FORGED,", "TEST,NONE", "TEST,WRONG_KEY"})
    void forgedNotificationsAreNotGenuine(String kind, String proof) throws GeneralSecurityException {
        String purchaseId = purchaseId(seller.sells(PRICE + ",\"userId\":\"u\""));
        await().until(() -> merchant.told().size() == 1);
        send("{\"kind\":\"" + kind + "\",\"purchaseId\":\"" + purchaseId + "\""
                + (proof == null ? "" : ",\"proof\":\"" + proof + "\"") + "}");
        assertThat(isGenuine(merchant.told().getLast().body())).isFalse();
    }

    @Test
    void otherProofsAreSignedButWrong() throws GeneralSecurityException {
        send("{\"kind\":\"TEST\",\"serviceId\":\"arcade\",\"proof\":\"WRONG_AUDIENCE\"}");
        send("{\"kind\":\"TEST\",\"serviceId\":\"arcade\",\"proof\":\"WRONG_ISSUER\"}");
        send("{\"kind\":\"TEST\",\"serviceId\":\"arcade\",\"proof\":\"EXPIRED\"}");
        for (Merchant.Told told : merchant.told()) {
            assertThat(isGenuine(told.body())).isTrue();
        }
        assertThat(claims().get(0).path("aud").get(0).stringValue()).isNotEqualTo(seller.setting("packageName"));
        assertThat(claims().get(1).path("iss").stringValue()).isNotEqualTo("iap.samsungapps.com");
        assertThat(claims().get(2).path("exp").longValue())
                .isLessThan(claims().get(2).path("iat").longValue());
    }

    @Test
    void duplicateIsTheSameMessage() {
        String purchaseId = purchaseId(seller.sells(PRICE));
        await().until(() -> merchant.told().size() == 1);
        JsonNode answer = send("{\"kind\":\"DUPLICATE\",\"purchaseId\":\"" + purchaseId + "\"}");
        assertThat(answer.path("statuses").size()).isEqualTo(2);
        assertThat(merchant.told().get(1).body())
                .isEqualTo(merchant.told().get(2).body());
    }

    @Test
    void poisonIsSignedAndUnreadable() throws GeneralSecurityException {
        send("{\"kind\":\"POISON\",\"serviceId\":\"arcade\"}");
        String body = merchant.told().getFirst().body();
        assertThat(isGenuine(body)).isTrue();
        assertThat(new String(Base64.getUrlDecoder().decode(body.split("\\.", -1)[1]), StandardCharsets.UTF_8))
                .startsWith("{ iss");
        send("{\"kind\":\"UNKNOWN_TYPE\",\"serviceId\":\"arcade\"}");
        assertThat(claims(merchant.told().getLast().body()).path("sub").stringValue())
                .isEqualTo("ITEM_TELEPORTED");
    }

    private static JsonNode send(String body) {
        return markets.post(NOTIFICATIONS, body);
    }
}

package io.coinslot.simulators.onestore;

import static io.coinslot.simulators.onestore.StoreDeveloper.token;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.coinslot.simulators.Merchant;
import io.coinslot.simulators.OpenMarkets;
import io.coinslot.simulators.protocol.Json;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class PaymentNotificationsTest {
    @TempDir
    Path data;

    OpenMarkets markets;
    Merchant merchant;
    StoreDeveloper developer;

    @BeforeEach
    void open() {
        markets = new OpenMarkets(data);
        merchant = new Merchant();
        developer = new StoreDeveloper(markets, "arcade");
        markets.post("/control/one-store/notification-target", "{\"url\":\"" + merchant.url() + "/told/{serviceId}\"}");
    }

    @AfterEach
    void close() {
        developer.close();
        merchant.close();
        markets.close();
    }

    private static ObjectNode body(Merchant.Told told) {
        return (ObjectNode) Json.read(told.body().getBytes(StandardCharsets.UTF_8));
    }

    /** As the documents' own example does it. */
    private boolean isSigned(Merchant.Told told) throws Exception {
        ObjectNode body = body(told);
        JsonNode signature = body.remove("signature");
        if (signature == null) {
            return false;
        }
        Signature verifier = Signature.getInstance("SHA512withRSA");
        verifier.initVerify(KeyFactory.getInstance("RSA")
                .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(developer.licenceKey))));
        verifier.update(body.toString().getBytes(StandardCharsets.UTF_8));
        return verifier.verify(Base64.getDecoder().decode(signature.stringValue()));
    }

    private Merchant.Told last() {
        return merchant.told().getLast();
    }

    private void send(String fields) {
        markets.post("/control/one-store/notifications", "{\"serviceId\":\"arcade\"," + fields + "}");
    }

    @Test
    void tellsOfAPaymentAndOfItsCancellationSignedAsTheDocumentsSay() throws Exception {
        JsonNode held = developer.sells(",\"binding\":{\"developerPayload\":\"pur_1\"}");
        await().until(() -> merchant.told().size() == 1);
        assertThat(isSigned(last())).isTrue();
        ObjectNode told = body(last());
        assertThat(told.path("purchaseState").stringValue()).isEqualTo("COMPLETED");
        assertThat(told.path("purchaseToken")).isEqualTo(held.path("purchaseToken"));
        assertThat(told.path("developerPayload").stringValue()).isEqualTo("pur_1");
        assertThat(told.path("price").stringValue()).isEqualTo("1200");
        assertThat(told.path("priceCurrencyCode").stringValue()).isEqualTo("KRW");
        assertThat(told.path("msgVersion").stringValue()).isEqualTo("3.1.0");

        markets.post("/control/one-store/refunds", "{\"purchaseToken\":\"" + token(held) + "\"}");
        await().until(() -> merchant.told().size() == 2);
        assertThat(body(last()).path("purchaseState").stringValue()).isEqualTo("CANCELED");
        assertThat(isSigned(last())).isTrue();
    }

    @Test
    void sendsAgainWhatIsNotAnswered200() {
        merchant.answerNext(204);
        developer.sells("");
        await().until(() -> merchant.told().size() == 2);
        assertThat(merchant.told().getFirst().body()).isEqualTo(last().body());
    }

    @Test
    void forgesTampersAndSpeaksNonsenseOnRequest() throws Exception {
        markets.post("/control/one-store/faults", "{\"notifications\":false}");
        String token = token(developer.sells(""));
        send("\"purchaseToken\":\"" + token + "\"");
        assertThat(isSigned(last())).isTrue();
        for (String proof : new String[] {"WRONG_KEY", "NONE", "TAMPERED"}) {
            send("\"purchaseToken\":\"" + token + "\",\"kind\":\"FORGED\",\"proof\":\"" + proof + "\"");
            assertThat(isSigned(last())).as(proof).isFalse();
        }
        send("\"kind\":\"UNKNOWN_TYPE\"");
        assertThat(isSigned(last())).isTrue();
        assertThat(body(last()).path("messageType").stringValue()).isEqualTo("MARVEL_TRANSACTION");
        send("\"kind\":\"POISON\"");
        assertThat(isSigned(last())).isTrue();
        assertThat(body(last()).path("purchaseToken").isString()).isFalse();
        int before = merchant.told().size();
        send("\"kind\":\"DUPLICATE\",\"purchaseToken\":\"" + token + "\"");
        assertThat(merchant.told()).hasSize(before + 2);
    }
}

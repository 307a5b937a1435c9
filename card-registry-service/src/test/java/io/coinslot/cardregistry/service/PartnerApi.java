package io.coinslot.cardregistry.service;

import static org.awaitility.Awaitility.await;

import io.coinslot.cardregistry.signature.Signatures;
import io.coinslot.cardregistry.signature.SigningKey;
import io.coinslot.cardregistry.signature.http.SignedExchange;
import io.coinslot.houserules.api.CheckingHttpClient;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A device whose two cards are registered, and the partners that send us signed requests about them. */
abstract class PartnerApi extends CardRegistryApi {
    final String user = "user-" + UUID.randomUUID();
    final HttpClient http = CheckingHttpClient.bySourceTree();
    String address;
    String registrationId;
    JsonNode registered;
    CardApi device;

    @BeforeEach
    void register() {
        address = "http://127.0.0.1:" + port;
        device = new CardApi(address, CardApi.device("arcade", user, "phone", user));
        registrationId = device.post("/v1/card-registrations", """
            {'accountInfo':{'accountAssertion':'head.claims.signature'},'paymentAppInstanceId':'app','walletId':'w',
             'deviceInfo':{'deviceName':'phone','formFactor':'PHONE','osName':'ANDROID'},'consumerLanguage':'ko',
             'selection':{'mode':'ALL'}}\
            """).text("/registrationId");
        registered = await().atMost(Duration.ofSeconds(60))
                .until(
                        () -> device.get("/v1/card-registrations/" + registrationId),
                        answer -> answer.text("/state").equals("COMPLETED"))
                .body();
    }

    SignedExchange exchange(com.nimbusds.jose.jwk.ECKey key) {
        return new SignedExchange(http, signatures(key), Duration.ofSeconds(10));
    }

    static Signatures signatures(com.nimbusds.jose.jwk.ECKey key) {
        return new Signatures(SigningKey.parse(key.toJSONString()), Clock.systemUTC());
    }

    int told(String path, com.nimbusds.jose.jwk.ECKey key, String requestId, String body) throws Exception {
        ObjectNode json = (ObjectNode) JsonMapper.shared().readTree(body.replace('\'', '"'));
        return exchange(key)
                .post(URI.create(address + path), json, requestId, "coinslot")
                .status();
    }
}

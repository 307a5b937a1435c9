package io.coinslot.cardregistry.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.coinslot.cardregistry.service.CardApi.Answer;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;

/** A user's device that registers cards over HTTP. */
abstract class DeviceApi extends CardRegistryApi {
    static final String BODY = """
        {'accountInfo':{'accountAssertion':'head.claims.signature'},'paymentAppInstanceId':'%s','walletId':'w',
         'deviceInfo':{'deviceName':'watch','formFactor':'WATCH','osName':'WEAR','osVersion':'5','paymentTypes':['NFC'],
         'storageTechnology':'TEE'},'consumerLanguage':'ko','selection':{'mode':'%s'}}\
        """;
    static final String PATH = "/v1/card-registrations";

    final String user = "user-" + UUID.randomUUID();
    CardApi device;

    @BeforeEach
    void connect() {
        device = as(CardApi.device("arcade", user, "watch", user));
    }

    CardApi as(String token) {
        return new CardApi("http://127.0.0.1:" + port, token);
    }

    Answer awaitState(String id, String state) {
        return await().atMost(Duration.ofSeconds(60))
                .until(
                        () -> device.get(PATH + "/" + id + "?waitMillis=500&minVersion=3"),
                        answer -> answer.text("/state").equals(state));
    }

    String ask(String app, String mode) {
        Answer answer = device.post(PATH, BODY.formatted(app, mode));
        assertThat(answer.status()).isEqualTo(202);
        return answer.text("/registrationId");
    }
}

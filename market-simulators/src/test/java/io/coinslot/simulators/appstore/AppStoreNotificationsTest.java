package io.coinslot.simulators.appstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.apple.itunes.storekit.model.NotificationHistoryRequest;
import com.apple.itunes.storekit.model.NotificationTypeV2;
import com.apple.itunes.storekit.model.ResponseBodyV2DecodedPayload;
import com.apple.itunes.storekit.verification.VerificationException;
import io.coinslot.simulators.Merchant;
import io.coinslot.simulators.OpenMarkets;
import io.coinslot.simulators.protocol.Json;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** App Store Server Notifications, verified by Apple's own library. */
class AppStoreNotificationsTest {
    private static final String FOR_230_YEN = "\"price\":{\"amount\":\"230\",\"currency\":\"JPY\"}";

    @TempDir
    Path data;

    private OpenMarkets markets;
    private Merchant merchant;
    private AppleDeveloper apple;

    @BeforeEach
    void open() {
        markets = new OpenMarkets(data);
        merchant = new Merchant();
        apple = new AppleDeveloper(markets, "arcade");
        markets.post("/control/app-store/notification-target", "{\"url\":\"" + merchant.url() + "/apple\"}");
    }

    @AfterEach
    void close() {
        markets.close();
        merchant.close();
    }

    private String signedPayload(int nth) {
        await().until(() -> merchant.told().size() > nth);
        byte[] body = merchant.told().get(nth).body().getBytes(StandardCharsets.UTF_8);
        return Json.read(body).path("signedPayload").stringValue();
    }

    private ResponseBodyV2DecodedPayload told(int nth) throws VerificationException {
        return apple.verifier.verifyAndDecodeNotification(signedPayload(nth));
    }

    private void send(String body) {
        markets.post("/control/app-store/notifications", body);
    }

    @Test
    void tellsOfAPurchaseAndItsRefund() throws Exception {
        String id = AppleDeveloper.id(apple.sells(FOR_230_YEN));
        ResponseBodyV2DecodedPayload charged = told(0);
        assertThat(charged.getNotificationType()).isEqualTo(NotificationTypeV2.ONE_TIME_CHARGE);
        assertThat(apple.verifier
                        .verifyAndDecodeTransaction(charged.getData().getSignedTransactionInfo())
                        .getTransactionId())
                .isEqualTo(id);
        markets.post("/control/app-store/refunds", "{\"transactionId\":\"" + id + "\"}");
        assertThat(told(1).getNotificationType()).isEqualTo(NotificationTypeV2.REFUND);
        markets.post("/control/app-store/refunds", "{\"transactionId\":\"" + id + "\",\"outcome\":\"REVERSED\"}");
        assertThat(told(2).getNotificationType()).isEqualTo(NotificationTypeV2.REFUND_REVERSED);
    }

    @Test
    void sendsTheSameNotificationAgainUnderItsOwnId() throws Exception {
        String id = AppleDeveloper.id(apple.sells(FOR_230_YEN));
        String first = told(0).getNotificationUUID();
        send("{\"kind\":\"DUPLICATE\",\"transactionId\":\"" + id + "\"}");
        assertThat(told(1).getNotificationUUID()).isEqualTo(first);
        assertThat(told(2).getNotificationUUID()).isEqualTo(first);
    }

    @Test
    void sendsOfUnknownKindAndTests() throws Exception {
        send("{\"kind\":\"UNKNOWN_TYPE\",\"serviceId\":\"arcade\"}");
        assertThat(told(0).getRawNotificationType()).isEqualTo("MARVEL");
        send("{\"kind\":\"TEST\",\"serviceId\":\"arcade\"}");
        assertThat(told(1).getNotificationType()).isEqualTo(NotificationTypeV2.TEST);
        send("{\"kind\":\"POISON\",\"serviceId\":\"arcade\"}");
        String senseless = told(2).getData().getSignedTransactionInfo();
        assertThatThrownBy(() -> apple.verifier.verifyAndDecodeTransaction(senseless))
                .isInstanceOf(VerificationException.class);
    }

    @Test
    void forgesInEveryWay() {
        String id = AppleDeveloper.id(apple.sells(FOR_230_YEN));
        await().until(() -> merchant.told().size() == 1);
        int nth = 1;
        for (String proof : new String[] {"WRONG_ROOT", "WRONG_KEY", "NONE"}) {
            send("{\"kind\":\"FORGED\",\"proof\":\"" + proof + "\",\"transactionId\":\"" + id + "\"}");
            String forged = signedPayload(nth++);
            assertThatThrownBy(() -> apple.verifier.verifyAndDecodeNotification(forged))
                    .as(proof)
                    .isInstanceOf(VerificationException.class);
        }
    }

    @Test
    void recallsOnlyWhatHasNotArrived() throws Exception {
        apple.sells(FOR_230_YEN);
        await().until(() -> markets.get("/control/app-store/notifications")
                        .path("delivered")
                        .intValue()
                == 1);
        markets.post("/control/app-store/faults", "{\"notifications\":false}");
        String lost = AppleDeveloper.id(apple.sells(FOR_230_YEN));
        long now = System.currentTimeMillis();
        NotificationHistoryRequest asked = new NotificationHistoryRequest()
                .startDate(now - 60_000)
                .endDate(now + 60_000)
                .onlyFailures(true);
        assertThat(apple.client.getNotificationHistory(null, asked).getNotificationHistory())
                .singleElement()
                .satisfies(item -> assertThat(apple.verifier
                                .verifyAndDecodeTransaction(apple.verifier
                                        .verifyAndDecodeNotification(item.getSignedPayload())
                                        .getData()
                                        .getSignedTransactionInfo())
                                .getTransactionId())
                        .isEqualTo(lost));
    }
}

package io.coinslot.simulators.appstore;

import static org.assertj.core.api.Assertions.assertThat;

import com.apple.itunes.storekit.client.APIError;
import com.apple.itunes.storekit.client.APIException;
import com.apple.itunes.storekit.client.GetTransactionHistoryVersion;
import com.apple.itunes.storekit.model.ConsumptionRequest;
import com.apple.itunes.storekit.model.DeliveryStatus;
import com.apple.itunes.storekit.model.HistoryResponse;
import com.apple.itunes.storekit.model.NotificationHistoryRequest;
import com.apple.itunes.storekit.model.NotificationTypeV2;
import com.apple.itunes.storekit.model.RefundPreference;
import com.apple.itunes.storekit.model.TransactionHistoryRequest;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What is kept of a transaction: what was told of it, and what the merchant has told. */
class AppStoreHistoryTest extends AppStoreSale {
    @Test
    void pagesACustomersHistory() throws Exception {
        String id = "";
        for (int nth = 0; nth < 21; nth++) {
            id = AppleDeveloper.id(apple.sells(FOR_230_YEN + ",\"userId\":\"pager\""));
        }
        HistoryResponse first = history(id, null);
        assertThat(first.getSignedTransactions()).hasSize(20);
        assertThat(first.getHasMore()).isTrue();
        assertThat(first.getBundleId()).isEqualTo(apple.bundleId);
        HistoryResponse second = history(id, first.getRevision());
        assertThat(second.getHasMore()).isFalse();
        assertThat(apple.verifier
                        .verifyAndDecodeTransaction(
                                second.getSignedTransactions().getFirst())
                        .getTransactionId())
                .isEqualTo(id);
    }

    private static HistoryResponse history(String id, String revision) throws APIException, IOException {
        return apple.client.getTransactionHistory(
                id, revision, new TransactionHistoryRequest(), GetTransactionHistoryVersion.V2);
    }

    @Test
    void listsWhatWasToldAboutATransaction() throws Exception {
        String id = AppleDeveloper.id(apple.sells(FOR_230_YEN));
        markets.post("/control/app-store/refunds", "{\"transactionId\":\"" + id + "\",\"outcome\":\"REQUESTED\"}");
        markets.post("/control/app-store/refunds", "{\"transactionId\":\"" + id + "\",\"outcome\":\"DECLINED\"}");
        long now = System.currentTimeMillis();
        NotificationHistoryRequest asked = new NotificationHistoryRequest()
                .startDate(now - 60_000)
                .endDate(now + 60_000)
                .transactionId(id);
        var history = apple.client.getNotificationHistory(null, asked).getNotificationHistory();
        assertThat(history)
                .extracting(item -> apple.verifier
                        .verifyAndDecodeNotification(item.getSignedPayload())
                        .getNotificationType())
                .containsExactly(
                        NotificationTypeV2.ONE_TIME_CHARGE,
                        NotificationTypeV2.CONSUMPTION_REQUEST,
                        NotificationTypeV2.REFUND_DECLINED);
    }

    @Test
    void takesTheTokenOfAPageWithTheSameRequestOnly() throws Exception {
        for (int nth = 0; nth < 21; nth++) {
            apple.sells(FOR_230_YEN);
        }
        long now = System.currentTimeMillis();
        NotificationHistoryRequest asked =
                new NotificationHistoryRequest().startDate(now - 60_000).endDate(now + 60_000);
        String token = apple.client.getNotificationHistory(null, asked).getPaginationToken();
        assertThat(apple.client.getNotificationHistory(token, asked).getNotificationHistory())
                .isNotEmpty();
        assertThat(refusal(() -> apple.client.getNotificationHistory(token, asked.startDate(now - 59_999)))
                        .getApiError())
                .isEqualTo(APIError.PAGINATION_TOKEN_EXPIRED);
    }

    @Test
    void refusesAHistoryOfTooLongAgo() {
        long now = System.currentTimeMillis();
        NotificationHistoryRequest asked = new NotificationHistoryRequest()
                .startDate(now - 200L * 24 * 3_600_000)
                .endDate(now);
        assertThat(refusal(() -> apple.client.getNotificationHistory(null, asked))
                        .getApiError())
                .isEqualTo(APIError.START_DATE_TOO_FAR_IN_PAST);
    }

    @Test
    void takesConsumptionInformationWithTheCustomersConsent() throws Exception {
        String id = AppleDeveloper.id(apple.sells(FOR_230_YEN));
        apple.client.sendConsumptionInformation(
                id,
                new ConsumptionRequest(true, DeliveryStatus.DELIVERED, false)
                        .consumptionPercentage(100_000)
                        .refundPreference(RefundPreference.DECLINE));
        assertThat(entry(id)
                        .path("consumptionInformation")
                        .path("refundPreference")
                        .stringValue())
                .isEqualTo("DECLINE");
        APIException withoutConsent = refusal(() -> apple.client.sendConsumptionInformation(
                id, new ConsumptionRequest(false, DeliveryStatus.DELIVERED, false)));
        assertThat(withoutConsent.getApiError()).isEqualTo(APIError.INVALID_CUSTOMER_CONSENTED);
    }

    private static JsonNode entry(String transactionId) {
        String after = "";
        while (true) {
            JsonNode page = markets.get("/control/app-store/ledger?limit=1000&after=" + after);
            for (JsonNode entry : page.path("items")) {
                if (entry.path("transactionId").stringValue().equals(transactionId)) {
                    return entry;
                }
            }
            after = page.path("nextCursor").stringValue();
        }
    }

    @Test
    void finishesATransactionOnceAndAgain() throws Exception {
        String id = AppleDeveloper.id(apple.sells(FOR_230_YEN + ",\"userId\":\"finisher\""));
        apple.client.finishTransaction(id);
        apple.client.finishTransaction(id);
        assertThat(entry(id).path("finished").booleanValue()).isTrue();
    }
}

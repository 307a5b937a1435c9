package io.coinslot.simulators.appstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.apple.itunes.storekit.client.APIError;
import com.apple.itunes.storekit.model.InAppOwnershipType;
import com.apple.itunes.storekit.model.JWSTransactionDecodedPayload;
import com.apple.itunes.storekit.model.RevocationType;
import com.apple.itunes.storekit.model.Type;
import com.apple.itunes.storekit.verification.VerificationException;
import io.coinslot.simulators.OpenMarkets;
import io.coinslot.simulators.token.EcKey;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The App Store Server API as Apple's own library sees it. */
class AppStoreTest extends AppStoreSale {
    private static final UUID ACCOUNT = UUID.fromString("7e3fb20b-4cdb-47cc-936d-99d65f608138");

    @Test
    void signsATransactionThatApplesLibraryBelieves() throws Exception {
        JsonNode held = apple.sells(FOR_230_YEN + ",\"binding\":{\"appAccountToken\":\"" + ACCOUNT + "\"}");
        JWSTransactionDecodedPayload transaction = apple.read(AppleDeveloper.id(held));
        assertThat(transaction.getTransactionId()).isEqualTo(AppleDeveloper.id(held));
        assertThat(transaction.getOriginalTransactionId()).isEqualTo(AppleDeveloper.id(held));
        assertThat(transaction.getProductId()).isEqualTo("gem_100");
        assertThat(transaction.getQuantity()).isEqualTo(1);
        assertThat(transaction.getType()).isEqualTo(Type.CONSUMABLE);
        assertThat(transaction.getInAppOwnershipType()).isEqualTo(InAppOwnershipType.PURCHASED);
        assertThat(transaction.getAppAccountToken()).isEqualTo(ACCOUNT);
        assertThat(transaction.getStorefront()).isEqualTo("JPN");
        assertThat(transaction.getCurrency()).isEqualTo("JPY");
        assertThat(transaction.getUnknownFields()).isNull();

        String held230 = held.path("signedTransaction").stringValue();
        assertThat(apple.verifier.verifyAndDecodeTransaction(held230).getTransactionId())
                .isEqualTo(AppleDeveloper.id(held));
    }

    @Test
    void writesThousandthsWhateverTheCurrencyAndForTheWholeQuantity() throws Exception {
        assertThat(apple.read(AppleDeveloper.id(apple.sells(FOR_230_YEN))).getPrice())
                .isEqualTo(230_000);
        String dollars = "\"quantity\":2,\"price\":{\"amount\":\"1.99\",\"currency\":\"USD\"}";
        assertThat(apple.read(AppleDeveloper.id(apple.sells(dollars))).getPrice())
                .isEqualTo(3_980);
    }

    @Test
    void isBelievedUnderItsOwnRootAlone() {
        String other = java.util.Base64.getEncoder()
                .encodeToString(SigningChain.issue(java.time.Instant.now()).rootCertificate());
        String signed = apple.sells(FOR_230_YEN).path("signedTransaction").stringValue();
        assertThatThrownBy(() -> apple.verifier(other).verifyAndDecodeTransaction(signed))
                .isInstanceOf(VerificationException.class);
    }

    @Test
    void forgesWhatApplesLibraryDoesNotBelieve() {
        for (String proof : new String[] {"NONE", "WRONG_KEY", "WRONG_ROOT"}) {
            JsonNode held = apple.sells(FOR_230_YEN + ",\"proof\":\"" + proof + "\"");
            String signed = held.path("signedTransaction").stringValue();
            assertThatThrownBy(() -> apple.verifier.verifyAndDecodeTransaction(signed))
                    .as(proof)
                    .isInstanceOf(VerificationException.class);
        }
    }

    @Test
    void keepsItsRootWhenItIsOpenedAgain(@TempDir Path folder) {
        String root;
        try (OpenMarkets first = new OpenMarkets(folder)) {
            root = first.get("/control/app-store/credentials?serviceId=arcade")
                    .path("rootCertificate")
                    .stringValue();
        }
        try (OpenMarkets second = new OpenMarkets(folder)) {
            JsonNode again = second.get("/control/app-store/credentials?serviceId=arcade");
            assertThat(again.path("rootCertificate").stringValue()).isEqualTo(root);
            assertThat(java.nio.file.Files.exists(folder.resolve(AppStore.ROOT_CERTIFICATE)))
                    .isTrue();
        }
    }

    @Test
    void letsNobodyInWhoseTokenIsNotTheDevelopersOwn() {
        String id = AppleDeveloper.id(apple.sells(FOR_230_YEN));
        String key = apple.privateKey();
        String keyId = apple.setting("keyId");
        String issuer = apple.setting("issuerId");
        var strangers = new com.apple.itunes.storekit.client.AppStoreServerAPIClient[] {
            apple.client(EcKey.generate().pem(), keyId, issuer, apple.bundleId),
            apple.client(key, "OTHERKEYID", issuer, apple.bundleId),
            apple.client(key, keyId, UUID.randomUUID().toString(), apple.bundleId),
            apple.client(key, keyId, issuer, "com.example.other")
        };
        for (var stranger : strangers) {
            assertThat(refusal(() -> stranger.getTransactionInfo(id)).getHttpStatusCode())
                    .isEqualTo(401);
        }
    }

    @Test
    void knowsNeitherForeignNorUnknownTransactions() {
        AppleDeveloper other = new AppleDeveloper(markets, "other-game");
        String foreign = AppleDeveloper.id(other.sells(FOR_230_YEN));
        String sandbox = AppleDeveloper.id(apple.sells(FOR_230_YEN + ",\"environment\":\"SANDBOX\""));
        for (String id : new String[] {foreign, sandbox, "2000000000000000"}) {
            assertThat(refusal(() -> apple.client.getTransactionInfo(id)).getApiError())
                    .isEqualTo(APIError.TRANSACTION_ID_NOT_FOUND);
        }
        assertThat(refusal(() -> apple.client.getTransactionInfo("abc")).getApiError())
                .isEqualTo(APIError.INVALID_TRANSACTION_ID);
    }

    @Test
    void hasNoTransactionUntilAPendingPurchaseIsApproved() throws Exception {
        JsonNode pending = apple.sells(FOR_230_YEN + ",\"outcome\":\"PENDING\"");
        assertThat(pending.path("transactionId").isNull()).isTrue();
        String id = pending.path("pendingId").stringValue();
        assertThat(refusal(() -> apple.client.getTransactionInfo(id)).getApiError())
                .isEqualTo(APIError.TRANSACTION_ID_NOT_FOUND);
        markets.post("/control/app-store/purchases/" + id + "/complete", "{}");
        assertThat(apple.read(id).getTransactionId()).isEqualTo(id);
        assertThat(markets.answerTo("POST", "/control/app-store/purchases/" + id + "/complete", "{}")
                        .statusCode())
                .isEqualTo(409);
    }

    @Test
    void tellsOfARefundInPartInFullAndReversed() throws Exception {
        String id = AppleDeveloper.id(apple.sells(FOR_230_YEN + ",\"userId\":\"refunded\""));
        markets.post("/control/app-store/refunds", "{\"transactionId\":\"" + id + "\",\"percentage\":50}");
        JWSTransactionDecodedPayload part = apple.read(id);
        assertThat(part.getRevocationType()).isEqualTo(RevocationType.REFUND_PRORATED);
        assertThat(part.getRevocationPercentage()).isEqualTo(50_000);
        markets.post("/control/app-store/refunds", "{\"transactionId\":\"" + id + "\"}");
        JWSTransactionDecodedPayload full = apple.read(id);
        assertThat(full.getRevocationType()).isEqualTo(RevocationType.REFUND_FULL);
        assertThat(full.getRevocationDate()).isGreaterThan(part.getRevocationDate());
        assertThat(apple.client.getRefundHistory(id, null).getSignedTransactions())
                .hasSize(1);
        markets.post("/control/app-store/refunds", "{\"transactionId\":\"" + id + "\",\"outcome\":\"REVERSED\"}");
        assertThat(apple.read(id).getRevocationDate()).isNull();
        assertThat(apple.client.getRefundHistory(id, null).getSignedTransactions())
                .isEmpty();
    }

    @Test
    void refusesWhatTheAppStoreDoesNotHave() {
        String id = AppleDeveloper.id(apple.sells(FOR_230_YEN));
        var dispute = markets.answerTo("POST", "/control/app-store/disputes", "{\"transactionId\":\"" + id + "\"}");
        assertThat(dispute.statusCode()).isEqualTo(400);
        assertThat(dispute.body()).contains("to the merchant they are refunds");
        var bySum = markets.answerTo(
                "POST",
                "/control/app-store/refunds",
                "{\"transactionId\":\"" + id + "\",\"amount\":{\"amount\":\"100\",\"currency\":\"JPY\"}}");
        assertThat(bySum.statusCode()).isEqualTo(400);
        assertThat(bySum.body()).contains("/amount");
    }

    @Test
    void failsInApplesWords() {
        String id = AppleDeveloper.id(apple.sells(FOR_230_YEN));
        markets.post("/control/app-store/faults", "{\"errorRate\":1,\"errorStatus\":429}");
        assertThat(refusal(() -> apple.client.getTransactionInfo(id)).getApiError())
                .isEqualTo(APIError.RATE_LIMIT_EXCEEDED);
        markets.post("/control/app-store/faults", "{\"errorRate\":1,\"errorStatus\":500}");
        assertThat(refusal(() -> apple.client.getTransactionInfo(id)).getApiError())
                .isEqualTo(APIError.GENERAL_INTERNAL_RETRYABLE);
        markets.post("/control/app-store/faults", "{\"errorRate\":1,\"errorStatus\":404}");
        assertThat(refusal(() -> apple.client.getTransactionInfo(id)).getApiError())
                .isEqualTo(APIError.ORIGINAL_TRANSACTION_ID_NOT_FOUND_RETRYABLE);
    }
}

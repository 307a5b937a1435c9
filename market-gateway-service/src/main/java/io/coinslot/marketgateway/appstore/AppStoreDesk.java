package io.coinslot.marketgateway.appstore;

import com.apple.itunes.storekit.client.APIException;
import com.apple.itunes.storekit.model.ConsumptionRequest;
import com.apple.itunes.storekit.model.JWSTransactionDecodedPayload;
import com.apple.itunes.storekit.model.NotificationHistoryRequest;
import com.apple.itunes.storekit.model.NotificationHistoryResponse;
import com.apple.itunes.storekit.model.ResponseBodyV2DecodedPayload;
import com.apple.itunes.storekit.verification.SignedDataVerifier;
import com.apple.itunes.storekit.verification.VerificationException;
import io.coinslot.marketgateway.market.MarketFailure;
import io.coinslot.marketgateway.market.transport.ConnectionFailures;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The calls to the App Store that we make for one service, with the library's failures translated. */
final class AppStoreDesk {
    private final String bundleId;
    private final StoreEnvironment environment;
    private final SignedDataVerifier verifier;
    private final AppStoreConnection connection;

    AppStoreDesk(
            String bundleId, StoreEnvironment environment, SignedDataVerifier verifier, AppStoreConnection connection) {
        this.bundleId = bundleId;
        this.environment = environment;
        this.verifier = verifier;
        this.connection = connection;
    }

    String bundleId() {
        return bundleId;
    }

    boolean isSandbox() {
        return environment == StoreEnvironment.SANDBOX;
    }

    /** A transaction that somebody handed in: believed if Apple signed it, for this application and environment. */
    JWSTransactionDecodedPayload verified(String signedTransaction) throws VerificationException {
        return verifier.verifyAndDecodeTransaction(signedTransaction);
    }

    /** Whom a notification is for is verified with it. */
    ResponseBodyV2DecodedPayload verifiedNotification(String signedPayload) throws VerificationException {
        return verifier.verifyAndDecodeNotification(signedPayload);
    }

    /** Apple's own record as it is now. */
    JWSTransactionDecodedPayload transaction(String transactionId) throws MarketFailure {
        String signed = call(() -> connection.getTransactionInfo(transactionId)).getSignedTransactionInfo();
        if (signed == null) {
            throw AppStoreFailures.unreadable("there is no transaction in the answer");
        }
        try {
            return verifier.verifyAndDecodeTransaction(signed);
        } catch (VerificationException e) {
            throw AppStoreFailures.ofRecord(e);
        }
    }

    void finish(String transactionId) throws MarketFailure {
        call(() -> {
            connection.finishTransaction(transactionId);
            return transactionId;
        });
    }

    /** Sent again it takes the place of what was sent before. */
    void sendConsumption(String transactionId, ConsumptionRequest information) throws MarketFailure {
        call(() -> {
            connection.sendConsumptionInformation(transactionId, information);
            return transactionId;
        });
    }

    /** Notifications that Apple could not deliver so far. */
    NotificationHistoryResponse undelivered(Instant from, Instant to, @Nullable String pageToken) throws MarketFailure {
        NotificationHistoryRequest asked = new NotificationHistoryRequest()
                .startDate(from.toEpochMilli())
                .endDate(to.toEpochMilli())
                .onlyFailures(true);
        return call(() -> connection.getNotificationHistory(pageToken, asked));
    }

    private interface Call<T> {
        T make() throws APIException, IOException;
    }

    private <T> T call(Call<T> call) throws MarketFailure {
        try {
            return call.make();
        } catch (APIException e) {
            if (e.getHttpStatusCode() == AppStoreFailures.UNAUTHORIZED) {
                connection.forgetToken();
            }
            throw AppStoreFailures.of(e, connection.retryAfter());
        } catch (IOException e) {
            throw ConnectionFailures.of(e);
        }
    }
}

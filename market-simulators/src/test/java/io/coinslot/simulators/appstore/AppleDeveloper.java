package io.coinslot.simulators.appstore;

import com.apple.itunes.storekit.client.APIException;
import com.apple.itunes.storekit.client.AppStoreServerAPIClient;
import com.apple.itunes.storekit.model.Environment;
import com.apple.itunes.storekit.model.JWSTransactionDecodedPayload;
import com.apple.itunes.storekit.verification.SignedDataVerifier;
import com.apple.itunes.storekit.verification.VerificationException;
import io.coinslot.simulators.OpenMarkets;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.Set;
import okhttp3.Request;
import okhttp3.Response;
import tools.jackson.databind.JsonNode;

/** A developer who uses Apple's own library, knowing nothing but the credentials and the root that were issued. */
final class AppleDeveloper {
    final String bundleId;
    final JsonNode settings;
    final SignedDataVerifier verifier;
    final AppStoreServerAPIClient client;
    private final OpenMarkets markets;
    private final String privateKey;

    AppleDeveloper(OpenMarkets markets, String serviceId) {
        this.markets = markets;
        JsonNode issued = markets.get("/control/app-store/credentials?serviceId=" + serviceId);
        this.settings = issued.path("settings");
        this.privateKey = issued.path("credentials").path("privateKey").stringValue();
        this.bundleId = settings.path("bundleId").stringValue();
        this.verifier = verifier(issued.path("rootCertificate").stringValue());
        this.client = client(privateKey, setting("keyId"), setting("issuerId"), bundleId);
    }

    String setting(String name) {
        return settings.path(name).stringValue();
    }

    SignedDataVerifier verifier(String rootCertificate) {
        return new SignedDataVerifier(
                Set.of(new ByteArrayInputStream(Base64.getDecoder().decode(rootCertificate))),
                bundleId,
                Long.valueOf(setting("appAppleId")),
                Environment.PRODUCTION,
                false);
    }

    String privateKey() {
        return privateKey;
    }

    /** Apple's client, each of whose requests goes to the simulator in the place of Apple's address. */
    AppStoreServerAPIClient client(String key, String keyId, String issuerId, String bundle) {
        String address = markets.address();
        return new AppStoreServerAPIClient(key, keyId, issuerId, bundle, Environment.PRODUCTION) {
            @Override
            protected Response getResponse(Request request) throws IOException {
                String path = request.url().encodedPath()
                        + (request.url().encodedQuery() == null
                                ? ""
                                : "?" + request.url().encodedQuery());
                return super.getResponse(
                        request.newBuilder().url(address + "/app-store" + path).build());
            }
        };
    }

    /** A player buys, as the control interface has it. */
    JsonNode sells(String fields) {
        String body = "{\"bundleId\":\"%s\",\"productId\":\"gem_100\",%s}".formatted(bundleId, fields);
        return markets.post("/control/app-store/purchases", body);
    }

    JWSTransactionDecodedPayload read(String transactionId) throws APIException, IOException, VerificationException {
        return verifier.verifyAndDecodeTransaction(
                client.getTransactionInfo(transactionId).getSignedTransactionInfo());
    }

    static String id(JsonNode held) {
        return held.path("transactionId").stringValue();
    }
}

package io.coinslot.simulators.google;

import com.google.api.client.googleapis.json.GoogleJsonResponseException;
import com.google.api.client.http.javanet.NetHttpTransport;
import com.google.api.client.json.gson.GsonFactory;
import com.google.api.services.androidpublisher.AndroidPublisher;
import com.google.auth.http.HttpCredentialsAdapter;
import com.google.auth.oauth2.GoogleCredentials;
import io.coinslot.simulators.OpenMarkets;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** A developer who uses Google's own libraries, knowing nothing but the credentials that were issued. */
final class PlayDeveloper {
    final String packageName;
    final JsonNode settings;
    final AndroidPublisher publisher;
    private final OpenMarkets markets;

    PlayDeveloper(OpenMarkets markets, String serviceId) throws IOException {
        this.markets = markets;
        JsonNode issued = markets.get("/control/google-play/credentials?serviceId=" + serviceId);
        this.settings = issued.path("settings");
        this.packageName = settings.path("packageName").stringValue();
        String keyFile = issued.path("credentials").path("serviceAccountJson").stringValue();
        GoogleCredentials credentials = GoogleCredentials.fromStream(
                        new ByteArrayInputStream(keyFile.getBytes(StandardCharsets.UTF_8)))
                .createScoped(List.of("https://www.googleapis.com/auth/androidpublisher"));
        this.publisher = new AndroidPublisher.Builder(
                        new NetHttpTransport(),
                        GsonFactory.getDefaultInstance(),
                        new HttpCredentialsAdapter(credentials))
                .setRootUrl(markets.address() + "/google-play/")
                .setApplicationName("coinslot-test")
                .build();
    }

    /** A player buys, as the control interface has it. */
    JsonNode sells(String fields) {
        String body = "{\"packageName\":\"%s\",\"productId\":\"gem_100\",%s}".formatted(packageName, fields);
        return markets.post("/control/google-play/purchases", body);
    }

    static String token(JsonNode held) {
        return held.path("purchaseToken").stringValue();
    }

    static String order(JsonNode held) {
        return held.path("orderId").stringValue();
    }

    static String reason(GoogleJsonResponseException refusal) {
        return refusal.getDetails().getErrors().getFirst().getReason();
    }
}

package io.coinslot.simulators.onestore;

import static io.coinslot.simulators.onestore.StoreDeveloper.token;
import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.simulators.OpenMarkets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class StoreDeadlineTest {
    @TempDir
    Path data;

    @Test
    void cancelsWhatIsNeitherConsumedNorAcknowledgedForThreeDays() {
        try (OpenMarkets markets = new OpenMarkets(data);
                StoreDeveloper developer = new StoreDeveloper(markets, "arcade")) {
            String forgotten = token(developer.sells(""));
            String consumed = token(developer.sells(""));
            String acknowledged = token(developer.sells(""));
            developer.consume(consumed, "{}");
            developer.acknowledge(acknowledged);
            markets.post("/control/clock", "{\"advance\":\"PT71H\"}");
            assertThat(state(developer, forgotten)).isZero();
            markets.post("/control/clock", "{\"advance\":\"PT2H\"}");
            assertThat(state(developer, forgotten)).isOne();
            assertThat(state(developer, consumed)).isZero();
            assertThat(state(developer, acknowledged)).isZero();
            assertThat(markets.get("/control/one-store/ledger")
                            .path("items")
                            .get(0)
                            .path("cancelledBy")
                            .stringValue())
                    .isEqualTo("NOT_FINISHED");
        }
    }

    @Test
    void accessTokensExpireAndOthersAreIssuedInTime() {
        try (OpenMarkets markets = new OpenMarkets(data);
                StoreDeveloper developer = new StoreDeveloper(markets, "arcade")) {
            String path = StoreDeveloper.details("gem_100").formatted(token(developer.sells("")));
            String first = developer.bearer("commercial");
            markets.post("/control/clock", "{\"advance\":\"PT51M\"}");
            String second = developer.bearer("commercial");
            assertThat(second).isNotEqualTo(first);
            assertThat(developer.get("commercial", first, "MKT_ONE", path).status())
                    .isEqualTo(200);
            markets.post("/control/clock", "{\"advance\":\"PT10M\"}");
            StoreDeveloper.Answer expired = developer.get("commercial", first, "MKT_ONE", path);
            assertThat(expired.status()).isEqualTo(401);
            assertThat(expired.code()).isEqualTo("AccessTokenExpired");
            assertThat(developer.get("commercial", second, "MKT_ONE", path).status())
                    .isEqualTo(200);
        }
    }

    @Test
    void everythingButTheAccessTokensIsRememberedAfterTheProcessIsKilled() {
        String token;
        JsonNode before;
        String bearer;
        try (OpenMarkets markets = new OpenMarkets(data);
                StoreDeveloper developer = new StoreDeveloper(markets, "arcade")) {
            token = token(developer.sells(",\"binding\":{\"developerPayload\":\"pur_1\"}"));
            developer.acknowledge(token);
            markets.post(
                    "/control/one-store/refunds",
                    "{\"purchaseToken\":\"" + token(developer.sells(",\"environment\":\"SANDBOX\"")) + "\"}");
            before = markets.get("/control/one-store/ledger?serviceId=arcade");
            bearer = developer.bearer("commercial");
        }
        try (OpenMarkets markets = new OpenMarkets(data);
                StoreDeveloper developer = new StoreDeveloper(markets, "arcade")) {
            assertThat(markets.get("/control/one-store/ledger?serviceId=arcade"))
                    .isEqualTo(before);
            assertThat(before.path("items").size()).isEqualTo(2);
            assertThat(developer
                            .details("gem_100", token)
                            .body()
                            .path("acknowledgeState")
                            .intValue())
                    .isOne();
            String path = StoreDeveloper.details("gem_100").formatted(token);
            assertThat(developer.get("commercial", bearer, "MKT_ONE", path).code())
                    .isEqualTo("InvalidAccessToken");
        }
    }

    private static int state(StoreDeveloper developer, String token) {
        return developer.details("gem_100", token).body().path("purchaseState").intValue();
    }
}

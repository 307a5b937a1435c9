package io.coinslot.cardregistry.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A device's tokens over HTTP. */
class TokenApiTest extends DeviceApi {
    @Test
    void listsTheTokensOfAUserWhoseIdMayBeANumberOfACard() {
        CardApi service = as(CardApi.service("arcade", "cards:read"));
        assertThat(service.get("/v1/tokens?userId=4111111111111111").status()).isEqualTo(200);
        assertThat(service.get("/v1/tokens?userId=").problem()).isEqualTo("400 invalid-request userId");
    }

    @Test
    void suspendsLetsGoAndDeletesATokenForThoseWhoMay() {
        String id = ask("app-1", "ALL");
        String reference = awaitState(id, "COMPLETED").text("/cards/0/tokenUniqueReference");
        String path = "/v1/tokens/" + reference;
        CardApi service = as(CardApi.service("arcade", "cards:read cards:write"));
        for (String change : List.of("/suspend", "/unsuspend", "/delete")) {
            assertThat(service.post(path + change, "{'causedBy':'TOKEN_REQUESTOR','resonCode':'DEVICE_LOST'}")
                            .problem())
                    .isEqualTo("400 invalid-request /resonCode");
        }
        assertThat(device.post(path + "/suspend", "{'causedBy':'CARDHOLDER','reasonCode':'DEVICE_LOST'}")
                        .text("/status"))
                .isEqualTo("SUSPENDED");
        service.post(path + "/suspend", "{'causedBy':'TOKEN_REQUESTOR'}");
        assertThat(device.post(path + "/suspend", "{'causedBy':'ISSUER'}").problem())
                .isEqualTo("400 invalid-request /causedBy");
        assertThat(device.post(path + "/unsuspend", "{'causedBy':'TOKEN_REQUESTOR'}")
                        .problem())
                .isEqualTo("403 insufficient-scope /causedBy");
        assertThat(as(CardApi.device("arcade", user, "tablet", "t"))
                        .post(path + "/unsuspend", "{'causedBy':'CARDHOLDER'}")
                        .problem())
                .as("another device of the same user")
                .isEqualTo("403 insufficient-scope /causedBy");
        device.post(path + "/unsuspend", "{'causedBy':'CARDHOLDER'}");
        await().atMost(Duration.ofSeconds(60))
                .until(() -> device.get(path).text("/suspendedBy/0").equals("TOKEN_REQUESTOR")
                        && device.get(path).body().path("suspendedBy").size() == 1);
        service.post(path + "/unsuspend", "{'causedBy':'TOKEN_REQUESTOR'}");
        await().atMost(Duration.ofSeconds(60))
                .until(() -> device.get(path).text("/status").equals("ACTIVE"));
        assertThat(as(CardApi.device("arcade", "mallory", "watch", "m"))
                        .post(path + "/delete", "{'causedBy':'CARDHOLDER'}")
                        .problem())
                .isEqualTo("404 not-found");
        assertThat(device.post(path + "/delete", "{'causedBy':'CARDHOLDER'}").text("/status"))
                .isEqualTo("DEACTIVATED");
        assertThat(device.post(path + "/unsuspend", "{'causedBy':'CARDHOLDER'}").problem())
                .isEqualTo("409 conflict");
    }
}

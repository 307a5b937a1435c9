package io.coinslot.cardregistry.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.cardregistry.journey.TestIssuer;
import io.coinslot.cardregistry.signature.http.SignedExchange;
import java.net.URI;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The service as whoever charges a token meets it. */
class ChargeApiTest extends PartnerApi {
    private SignedExchange.Answer charged(
            com.nimbusds.jose.jwk.ECKey key, String requestId, String reference, String userId) throws Exception {
        ObjectNode body = JsonMapper.shared()
                .createObjectNode()
                .put("requestId", requestId)
                .put("tokenUniqueReference", reference)
                .put("serviceId", "arcade")
                .put("userId", userId)
                .put("purchaseId", "pur_1");
        body.putObject("recipientKey").put("kty", "EC");
        return exchange(key)
                .post(URI.create(address + "/internal/v1/payment-credentials"), body, requestId, "coinslot");
    }

    @Test
    void givesWhatPaysWithATokenToWhoeverChargesAlone() throws Exception {
        String reference = registered.at("/cards/0/tokenUniqueReference").asString();
        var given = charged(PublishedPartners.CHARGER, "charge-1-" + user, reference, user);
        assertThat(given.status()).isEqualTo(200);
        assertThat(given.body().path("encryptedPayload").asString()).isEqualTo(TestIssuer.SEALED);
        var replayed = charged(PublishedPartners.CHARGER, "charge-1-" + user, reference, user);
        assertThat(replayed.status()).isEqualTo(401);
        assertThat(replayed.body().path("detail").asString()).isEqualTo("REQUEST_REPLAYED");
        assertThat(charged(PublishedPartners.PEER, "charge-2-" + user, reference, user)
                        .status())
                .isEqualTo(401);
        assertThat(refusal("charge-3-" + user, reference, "somebody-else")).isEqualTo("404 token-unknown");
        device.post("/v1/tokens/" + reference + "/suspend", "{'causedBy':'CARDHOLDER'}");
        assertThat(refusal("charge-4-" + user, reference, user)).isEqualTo("409 token-suspended");
        CardApi unsigned = new CardApi(address, CardApi.service("arcade", "cards:read"));
        assertThat(unsigned.post("/internal/v1/payment-credentials", "{}").status())
                .isEqualTo(401);
    }

    private String refusal(String requestId, String reference, String userId) throws Exception {
        var refused = charged(PublishedPartners.CHARGER, requestId, reference, userId);
        String type = refused.body().path("type").asString();
        return refused.status() + " " + type.substring(type.lastIndexOf('/') + 1);
    }
}

package io.coinslot.simulators.peer;

import com.nimbusds.jose.jwk.ECKey;
import io.coinslot.simulators.accountprovider.AccountProvider;
import io.coinslot.simulators.control.ControlRefusal;
import io.coinslot.simulators.control.Input;
import io.coinslot.simulators.protocol.Json;
import io.coinslot.simulators.signing.KeyRing;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What a partner has to know to ask here, and the keys by which it is let in. */
record PeerSettings(String address, KeyRing keys, PeerMemory memory, Peer.Lock lock) {

    JsonNode credentials(String serviceId) {
        ECKey key = keys.issued(serviceId);
        ObjectNode body = Json.object();
        ObjectNode settings = body.putObject("settings")
                .put("peerId", Peer.ID)
                .put("baseUrl", address)
                .put("partnerId", serviceId)
                .put("keyId", key.getKeyID());
        settings.set("answerKey", KeyRing.publicJwk(keys.own()));
        settings.putObject("accountProvider")
                .put("issuer", AccountProvider.ID)
                .put("jwksUrl", address + "/" + AccountProvider.NAME + "/.well-known/jwks.json");
        body.putObject("credentials").set("signingKey", KeyRing.privateJwk(key));
        return body;
    }

    JsonNode add(Input input) {
        String serviceId = input.text("serviceId");
        String baseUrl = input.optionalText("baseUrl");
        if (input.body().hasNonNull("jwk")) {
            try {
                keys.add(serviceId, input.body().path("jwk"));
            } catch (IllegalArgumentException e) {
                throw ControlRefusal.invalid("/jwk", String.valueOf(e.getMessage()));
            }
        }
        if (baseUrl != null) {
            Partner partner = new Partner(serviceId, baseUrl);
            lock.locked(() -> {
                memory.put(partner);
                return true;
            });
        }
        return Json.object().put("partnerId", serviceId).put("baseUrl", baseUrl);
    }
}

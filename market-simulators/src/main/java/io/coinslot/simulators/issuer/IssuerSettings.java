package io.coinslot.simulators.issuer;

import com.nimbusds.jose.jwk.ECKey;
import io.coinslot.simulators.control.ControlRefusal;
import io.coinslot.simulators.control.Input;
import io.coinslot.simulators.protocol.Json;
import io.coinslot.simulators.signing.KeyRing;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What a payment server has to know to order tokens, and the keys by which it is let in. */
record IssuerSettings(Company company, String address, KeyRing keys, Bank bank, Supplier<ObjectNode> encryptionKey) {

    JsonNode credentials(String serviceId) {
        ECKey key = keys.issued(serviceId);
        ObjectNode body = Json.object();
        String root = address + "/" + company.root();
        ObjectNode settings = body.putObject("settings").put("issuerId", company.id());
        if (company.speaks(Shape.MDES)) {
            settings.put("mdesUrl", root + "/mdes/digitization/1/0");
        }
        settings.put("plainUrl", root + "/plain/v1")
                .put("keysUrl", root + "/.well-known/jwks.json")
                .put("tokenRequestorId", bank.tokenRequestorId(serviceId))
                .put("keyId", key.getKeyID())
                .put("encryptionKeyFingerprint", encryptionKey.get().path("kid").stringValue());
        settings.set("encryptionKey", encryptionKey.get());
        settings.set("callbackKey", KeyRing.publicJwk(keys.own()));
        body.putObject("credentials").set("signingKey", KeyRing.privateJwk(key));
        return body;
    }

    JsonNode add(Input input) {
        String serviceId = input.text("serviceId");
        try {
            keys.add(serviceId, input.body().path("jwk"));
        } catch (IllegalArgumentException e) {
            throw ControlRefusal.invalid("/jwk", String.valueOf(e.getMessage()));
        }
        return Json.object().put("serviceId", serviceId).put("tokenRequestorId", bank.tokenRequestorId(serviceId));
    }
}

package io.coinslot.simulators.google;

import io.coinslot.simulators.protocol.Json;
import io.coinslot.simulators.token.RsaKey;
import tools.jackson.databind.node.ObjectNode;

/** A developer's service account with the key pair that Google Cloud issued for it; it manages one application. */
record ServiceAccount(String serviceId, String packageName, String email, String keyId, String clientId, String pkcs8) {
    static final String PROJECT = "coinslot-simulated";

    RsaKey key() {
        return RsaKey.of(keyId, pkcs8);
    }

    String subscription() {
        return "projects/" + PROJECT + "/subscriptions/" + serviceId + "-play-notifications";
    }

    String pushAudience() {
        return "https://notifications.coinslot.example/google-play/" + serviceId;
    }

    String pushEmail() {
        return "pubsub-push-" + serviceId + "@" + PROJECT + ".iam.gserviceaccount.com";
    }

    /** The JSON key file that a developer downloads, its token address that of the simulator. */
    ObjectNode keyFile(String tokenUri) {
        return Json.object()
                .put("type", "service_account")
                .put("project_id", PROJECT)
                .put("private_key_id", keyId)
                .put("private_key", key().pem())
                .put("client_email", email)
                .put("client_id", clientId)
                .put("auth_uri", "https://accounts.google.com/o/oauth2/auth")
                .put("token_uri", tokenUri)
                .put("universe_domain", "googleapis.com");
    }
}

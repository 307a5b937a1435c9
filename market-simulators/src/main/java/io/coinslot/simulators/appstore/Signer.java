package io.coinslot.simulators.appstore;

import io.coinslot.simulators.protocol.Json;
import io.coinslot.simulators.token.EcKey;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Base64;
import tools.jackson.databind.JsonNode;

/** Signs transactions and notifications, and forges them on demand. */
final class Signer {
    private final SigningChain chain;
    private final EcKey key;
    private final InstantSource clock;

    Signer(SigningChain chain, InstantSource clock) {
        this.chain = chain;
        this.key = chain.leafKey();
        this.clock = clock;
    }

    byte[] rootCertificate() {
        return chain.rootCertificate();
    }

    /** The time that what is signed now carries. */
    long signedDate() {
        return clock.millis();
    }

    String sign(JsonNode claims) {
        return chain.sign(claims, key);
    }

    String sign(JsonNode claims, Proof proof) {
        return switch (proof) {
            case VALID -> sign(claims);
            case NONE -> unsigned(claims);
            case WRONG_KEY -> chain.sign(claims, EcKey.generate());
            case WRONG_ROOT -> {
                SigningChain other = SigningChain.issue(clock.instant());
                yield other.sign(claims, other.leafKey());
            }
        };
    }

    private static String unsigned(JsonNode claims) {
        Base64.Encoder encoder = Base64.getUrlEncoder().withoutPadding();
        String header =
                encoder.encodeToString("{\"alg\":\"none\",\"typ\":\"JWT\"}".getBytes(StandardCharsets.US_ASCII));
        return header + "." + encoder.encodeToString(Json.bytes(claims)) + ".";
    }
}

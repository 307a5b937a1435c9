package io.coinslot.cardregistry.offer.rest;

import io.coinslot.cardregistry.signature.SigningKey;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The keys that partners verify our requests, answers and notifications with. */
@RestController
final class OwnKeysController {
    private final Map<String, Object> keys;

    OwnKeysController(SigningKey key) {
        keys = key.publicKeys().toJSONObject();
    }

    @GetMapping("/peer/.well-known/jwks.json")
    Map<String, Object> keys() {
        return keys;
    }
}

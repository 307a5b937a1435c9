package io.coinslot.marketgateway.charge.rest;

import com.nimbusds.jose.jwk.JWKSet;
import io.coinslot.marketgateway.charge.http.RequestSignature;
import java.util.Map;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The public half of the key that we sign with when a token is to be charged. */
@RestController
@ConditionalOnProperty("coinslot.charging.registry-url")
final class ChargeKeysController {
    private final JWKSet keys;

    ChargeKeysController(RequestSignature signature) {
        this.keys = new JWKSet(signature.publicKey());
    }

    @GetMapping("/internal/.well-known/charge-keys")
    Map<String, Object> keys() {
        return keys.toJSONObject();
    }
}

package io.coinslot.gateway.openapi;

import io.coinslot.gateway.configuration.IssuerSettings;
import java.util.List;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Where a stranger starts: what this is, and where its descriptions are. */
@RestController
class FrontPage {
    private final String issuer;

    FrontPage(IssuerSettings settings) {
        this.issuer = settings.issuer();
    }

    @GetMapping("/")
    Map<String, String> front() {
        return Map.of(
                "name", "Coinslot",
                "openapi", "/openapi.json",
                "tokens", "/.well-known/oauth-authorization-server");
    }

    /** Metadata of the authorization server (RFC 8414): only what it serves. */
    @GetMapping("/.well-known/oauth-authorization-server")
    Map<String, Object> metadata() {
        return Map.of(
                "issuer",
                issuer,
                "token_endpoint",
                issuer + "/oauth2/token",
                "jwks_uri",
                issuer + "/oauth2/jwks",
                "grant_types_supported",
                List.of("client_credentials"),
                "response_types_supported",
                List.of(),
                "token_endpoint_auth_methods_supported",
                List.of("client_secret_basic", "client_secret_post", "private_key_jwt"),
                "token_endpoint_auth_signing_alg_values_supported",
                List.of("ES256", "RS256", "PS256"),
                "service_documentation",
                issuer + "/openapi.json");
    }
}

package io.coinslot.gateway.openapi;

import io.coinslot.gateway.configuration.IssuerSettings;
import io.coinslot.servicekit.problem.GeneralProblem;
import io.coinslot.servicekit.problem.Problem;
import io.coinslot.servicekit.security.DpopProofs;
import io.coinslot.servicekit.security.ExternalIssuer;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Where a stranger starts: what this is, and where its descriptions are. */
@RestController
class FrontPage {
    private final String issuer;
    private final @Nullable ExternalIssuer external;

    FrontPage(IssuerSettings settings) {
        this.issuer = settings.issuer();
        this.external = settings.externalIssuer();
    }

    @GetMapping("/")
    Map<String, String> front() {
        return Map.of(
                "name", "Coinslot",
                "openapi", "/openapi.json",
                "tokens", external == null ? "/.well-known/oauth-authorization-server" : external.issuer());
    }

    /** Metadata of the authorization server (RFC 8414): only what it serves. */
    @GetMapping("/.well-known/oauth-authorization-server")
    Map<String, Object> metadata() {
        if (external != null) {
            throw Problem.of(GeneralProblem.NOT_FOUND, "Access tokens are issued by " + external.issuer())
                    .asException();
        }
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
                "dpop_signing_alg_values_supported",
                List.of(DpopProofs.ALGORITHMS.split(" ")),
                "service_documentation",
                issuer + "/openapi.json");
    }
}

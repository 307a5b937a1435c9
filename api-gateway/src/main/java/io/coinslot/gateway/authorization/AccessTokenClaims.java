package io.coinslot.gateway.authorization;

import com.nimbusds.jose.jwk.JWKSet;
import io.coinslot.gateway.client.AmountLimit;
import io.coinslot.gateway.token.AccessToken;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;

/** Writes what the services read from an access token. */
final class AccessTokenClaims implements OAuth2TokenCustomizer<JwtEncodingContext> {
    private final String signingKeyId;

    /** @param signingKeys of which the first signs */
    AccessTokenClaims(JWKSet signingKeys) {
        this.signingKeyId = signingKeys.getKeys().getFirst().getKeyID();
    }

    @Override
    public void customize(JwtEncodingContext context) {
        ClientSettings settings = context.getRegisteredClient().getClientSettings();
        // Where several keys are about, the encoder signs with none of them unless it is told which.
        context.getJwsHeader().algorithm(SignatureAlgorithm.ES256).keyId(signingKeyId);
        context.getClaims()
                .audience(List.of(AccessToken.AUDIENCE))
                .claim(AccessToken.SCOPE, String.join(" ", new TreeSet<>(context.getAuthorizedScopes())));
        @Nullable String serviceId = settings.getSetting(StoredClients.SERVICE_ID);
        if (serviceId != null) {
            context.getClaims().claim(AccessToken.SERVICE_ID, serviceId);
        }
        @Nullable Integer generation = settings.getSetting(StoredClients.GENERATION);
        if (generation != null) {
            context.getClaims().claim(AccessToken.CLIENT_GENERATION, generation);
        }
        @Nullable List<AmountLimit> limits = settings.getSetting(StoredClients.AMOUNT_LIMITS);
        if (limits != null && !limits.isEmpty()) {
            context.getClaims().claim(AccessToken.AMOUNT_LIMITS, limitsClaim(limits));
        }
    }

    private static List<Map<String, String>> limitsClaim(List<AmountLimit> limits) {
        List<Map<String, String>> claim = new ArrayList<>();
        for (AmountLimit limit : limits) {
            Map<String, String> entry = new LinkedHashMap<>();
            entry.put("currency", limit.currency());
            if (limit.perPurchase() != null) {
                entry.put("perPurchase", limit.perPurchase());
            }
            if (limit.perDay() != null) {
                entry.put("perDay", limit.perDay());
            }
            claim.add(entry);
        }
        return claim;
    }
}

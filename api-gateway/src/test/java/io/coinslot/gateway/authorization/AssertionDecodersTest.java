package io.coinslot.gateway.authorization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.coinslot.gateway.client.SpentIds;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;

/** Assertions at several gateways, whose clocks differ, over one store. */
class AssertionDecodersTest {
    private static final String ISSUER = "https://pay.example";
    private static final Instant EXPIRES_AT = Instant.parse("2026-11-22T12:00:00Z");

    private final Map<String, Instant> kept = new HashMap<>();
    private final SpentIds spent = (owner, id, expiresAt) -> kept.putIfAbsent(owner + id, expiresAt) == null;

    private void decodedAt(Instant time, RegisteredClient client, String assertion) {
        new AssertionDecoders(ISSUER, spent, Clock.fixed(time, ZoneOffset.UTC))
                .createDecoder(client)
                .decode(assertion);
    }

    /** What is kept too short is swept by a gateway that is ahead, and taken once more by one that is behind. */
    @Test
    void areKnownUntilNoGatewayTakesThemAnyMore() throws JOSEException {
        ECKey key = new ECKeyGenerator(Curve.P_256).keyID("k1").generate();
        RegisteredClient client = clientWith(key);
        String assertion = assertionBy(key);
        Duration ahead = Duration.ofSeconds(50);
        Instant lastMoment = EXPIRES_AT.plusSeconds(29);

        decodedAt(EXPIRES_AT.minusSeconds(60), client, assertion);
        kept.values().removeIf(until -> until.isBefore(lastMoment.plus(ahead)));

        assertThatThrownBy(() -> decodedAt(lastMoment, client, assertion))
                .isInstanceOf(BadJwtException.class)
                .hasMessage("the assertion was used before");
        assertThatThrownBy(() -> decodedAt(lastMoment.plusSeconds(2), client, assertion))
                .isInstanceOf(JwtException.class)
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("used before"));
    }

    private static RegisteredClient clientWith(ECKey key) {
        return RegisteredClient.withId("svc-arcade")
                .clientId("svc-arcade")
                .clientAuthenticationMethod(ClientAuthenticationMethod.PRIVATE_KEY_JWT)
                .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
                .clientSettings(ClientSettings.builder()
                        .setting(StoredClients.KEY_SET, new JWKSet(key.toPublicJWK()).toString())
                        .build())
                .build();
    }

    private static String assertionBy(ECKey key) throws JOSEException {
        SignedJWT jwt = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("k1").build(),
                new JWTClaimsSet.Builder()
                        .issuer("svc-arcade")
                        .subject("svc-arcade")
                        .audience(ISSUER)
                        .jwtID("once")
                        .expirationTime(Date.from(EXPIRES_AT))
                        .build());
        jwt.sign(new ECDSASigner(key));
        return jwt.serialize();
    }
}

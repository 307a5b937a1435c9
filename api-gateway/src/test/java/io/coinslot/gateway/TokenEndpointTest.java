package io.coinslot.gateway;

import static io.coinslot.gateway.RunningGateway.claims;
import static io.coinslot.gateway.RunningGateway.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import io.coinslot.gateway.client.AmountLimit;
import io.coinslot.gateway.client.ClientRecord;
import io.coinslot.gateway.client.Clients;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TokenEndpointTest {
    private static RunningGateway gateway;

    @BeforeAll
    static void start() {
        gateway = RunningGateway.start();
        gateway.bean(Clients.class)
                .addIfMissing(ClientRecord.ofService("arcade")
                        .withLimits(null, List.of(new AmountLimit("KRW", "50000", null))));
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @Test
    void givesTheAdministratorATokenThatItsKeySetVerifies() throws Exception {
        String token = gateway.adminToken();

        JWKSet keys = JWKSet.parse(gateway.send(gateway.request("/oauth2/jwks")).body());
        SignedJWT jwt = SignedJWT.parse(token);
        assertThat(jwt.getHeader().getAlgorithm().getName()).isEqualTo("ES256");
        assertThat(keys.toString()).doesNotContain("\"d\"");
        assertThat(jwt.verify(new ECDSAVerifier(
                        keys.getKeyByKeyId(jwt.getHeader().getKeyID()).toECKey())))
                .isTrue();
    }

    @Test
    void namesTheClientItsServiceItsScopesAndItsAmountLimitsInTheToken() {
        var claims = claims(gateway.token("svc-arcade", 1, "purchases:write purchases:read"));

        assertThat(claims.get("sub").asString()).isEqualTo("svc-arcade");
        assertThat(claims.get("service_id").asString()).isEqualTo("arcade");
        assertThat(claims.get("scope").asString()).isEqualTo("purchases:read purchases:write");
        assertThat(claims.get("iss").asString()).isEqualTo(RunningGateway.ISSUER);
        assertThat(claims.get("aud").toString()).contains("coinslot");
        assertThat(claims.get("exp").asLong() - claims.get("iat").asLong()).isEqualTo(3600);
        assertThat(claims.get("amount_limits").toString())
                .isEqualTo("[{\"currency\":\"KRW\",\"perPurchase\":\"50000\"}]");
    }

    @Test
    void givesAllScopesToAClientThatNamesNone() {
        assertThat(claims(gateway.token("svc-arcade", 1, "")).get("scope").asString())
                .contains("purchases:write", "refunds:write", "services:write");
        assertThat(claims(gateway.adminToken()).has("service_id")).isFalse();
    }

    @Test
    void takesTheSecretInTheFormToo() {
        var answer = gateway.send(gateway.request("/oauth2/token")
                .POST(BodyPublishers.ofString("grant_type=client_credentials&client_id=svc-arcade&client_secret="
                        + gateway.secret("svc-arcade", 1)))
                .header("Content-Type", "application/x-www-form-urlencoded"));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Cache-Control").orElseThrow()).contains("no-store");
    }

    @Test
    void refusesAClientThatAuthenticatesInTwoWays() {
        String secret = gateway.secret("svc-arcade", 1);
        for (String second : List.of(
                "&client_secret=" + secret,
                "&client_id=admin&client_secret=other",
                "&client_assertion_type=urn:ietf:params:oauth:client-assertion-type:jwt-bearer&client_assertion=a.b.c")) {
            var answer = gateway.requestToken("svc-arcade", secret, "grant_type=client_credentials" + second);

            assertThat(answer.statusCode()).as(second).isEqualTo(400);
            assertThat(json(answer).get("error").asString()).as(second).isEqualTo("invalid_request");
        }
        assertThat(gateway.requestToken("svc-arcade", secret, "grant_type=client_credentials&client_id=svc-arcade")
                        .statusCode())
                .as("the client's id beside its secret is no second way")
                .isEqualTo(200);
    }

    @Test
    void givesNoUnboundTokenForAProofWithoutContent() {
        var answer = gateway.send(gateway.request("/oauth2/token")
                .POST(BodyPublishers.ofString("grant_type=client_credentials&client_id=svc-arcade&client_secret="
                        + gateway.secret("svc-arcade", 1)))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("DPoP", ""));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json(answer).get("error").asString()).isEqualTo("invalid_dpop_proof");
    }

    /** Also where its length was not told beforehand: forms must not be read past whoever counts. */
    @Test
    void answers413ToALongForm() {
        byte[] form =
                ("grant_type=client_credentials&filler=" + "x".repeat(64 * 1024)).getBytes(StandardCharsets.UTF_8);
        for (BodyPublisher body :
                List.of(BodyPublishers.ofByteArrays(List.of(form)), BodyPublishers.ofByteArray(form))) {
            var answer = gateway.send(gateway.request("/oauth2/token")
                    .POST(body)
                    .header("Content-Type", "application/x-www-form-urlencoded"));

            assertThat(answer.statusCode()).isEqualTo(413);
            assertThat(json(answer).get("type").asString()).endsWith("/payload-too-large");
        }
    }

    @Test
    void takesAFormThatComesInChunks() {
        String form = "grant_type=client_credentials&client_id=svc-arcade&client_secret="
                + gateway.secret("svc-arcade", 1) + "&scope=purchases%3Aread";
        var answer = gateway.send(gateway.request("/oauth2/token")
                .POST(BodyPublishers.ofByteArrays(List.of(form.getBytes(StandardCharsets.UTF_8))))
                .header("Content-Type", "application/x-www-form-urlencoded"));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(json(answer).get("scope").asString()).isEqualTo("purchases:read");
    }

    @Test
    void refusesAWrongSecretAndAnUnknownClientAlike() {
        var wrong = gateway.requestToken("svc-arcade", "guess", "grant_type=client_credentials");
        var unknown = gateway.requestToken("svc-nobody", "guess", "grant_type=client_credentials");

        assertThat(wrong.statusCode()).isEqualTo(401);
        assertThat(unknown.statusCode()).isEqualTo(401);
        assertThat(json(wrong).get("error").asString()).isEqualTo("invalid_client");
        assertThat(json(wrong).get("error_description")).isEqualTo(json(unknown).get("error_description"));
        assertThat(json(wrong).get("traceId").asString()).hasSize(32);
        assertThat(wrong.headers().firstValue("WWW-Authenticate"))
                .hasValueSatisfying(value -> assertThat(value).startsWith("Basic"));
    }

    @Test
    void refusesARequestWithoutCredentials() {
        var answer = gateway.send(gateway.request("/oauth2/token")
                .POST(BodyPublishers.ofString("grant_type=client_credentials"))
                .header("Content-Type", "application/x-www-form-urlencoded"));

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(json(answer).get("error").asString()).isEqualTo("invalid_client");
    }

    @Test
    void refusesAScopeTheClientDoesNotHave() {
        var answer = gateway.requestToken(
                "admin", gateway.secret("admin", 1), "grant_type=client_credentials&scope=purchases:write");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json(answer).get("error").asString()).isEqualTo("invalid_scope");
    }

    @Test
    void theDescriptionNamesTheScopesOfTheAdministrator() {
        var granted = gateway.requestToken("admin", gateway.secret("admin", 1), "grant_type=client_credentials");
        var scheme = json(gateway.send(gateway.request("/openapi.json")))
                .at("/components/securitySchemes/clientCredentials");
        String described = scheme.get("description").asString();
        String administrators = described.substring(
                described.indexOf("The administrator's\nclient may have"), described.indexOf(": it buys"));

        assertThat(scheme.at("/flows/clientCredentials/scopes").propertyNames())
                .filteredOn(administrators::contains)
                .containsExactlyInAnyOrder(json(granted).get("scope").asString().split(" "));
    }

    @Test
    void refusesOtherGrants() {
        var answer = gateway.requestToken("admin", gateway.secret("admin", 1), "grant_type=password");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json(answer).get("error").asString()).isEqualTo("unsupported_grant_type");
    }

    @Test
    void describesOnlyWhatItServes() {
        var metadata = json(gateway.send(gateway.request("/.well-known/oauth-authorization-server")));

        assertThat(metadata.get("issuer").asString()).isEqualTo(RunningGateway.ISSUER);
        assertThat(metadata.get("token_endpoint").asString()).isEqualTo(RunningGateway.ISSUER + "/oauth2/token");
        assertThat(metadata.get("dpop_signing_alg_values_supported")
                        .valueStream()
                        .map(name -> name.asString()))
                .containsExactly("ES256", "PS256", "RS256");
        assertThat(metadata.has("authorization_endpoint")).isFalse();
        for (String unserved : List.of("/oauth2/authorize", "/oauth2/introspect", "/oauth2/revoke", "/userinfo")) {
            assertThat(gateway.send(gateway.request(unserved)).statusCode()).isEqualTo(404);
        }
    }
}

package io.coinslot.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.SignedJWT;
import io.coinslot.gateway.client.ClientRecord;
import io.coinslot.gateway.client.Clients;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.text.ParseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;

class RestartTest {
    @Test
    void keepsClientsSecretsAndTokensOverARestart() {
        RunningGateway gateway = RunningGateway.start();
        gateway.bean(Clients.class).addIfMissing(ClientRecord.ofService("arcade"));
        String token = gateway.token("svc-arcade", 1, "");

        try (RunningGateway restarted = gateway.restarted()) {
            assertThat(restarted.get("/v1/purchases", token).statusCode()).isEqualTo(200);
            assertThat(restarted.token("svc-arcade", 1, "")).isNotEmpty();
        }
    }

    /** The three steps of docs/rotating-keys.md. */
    @Test
    void givesTokensByTheFirstOfItsKeysAndTakesThoseOfAllWhileTheyAreRotated() throws Exception {
        String old = new ECKeyGenerator(Curve.P_256).keyID("old").generate().toJSONString();
        String next = new ECKeyGenerator(Curve.P_256).keyID("new").generate().toJSONString();
        RunningGateway gateway = RunningGateway.start();
        gateway.bean(Clients.class).addIfMissing(ClientRecord.ofService("arcade"));
        gateway.signWith(old);
        gateway = gateway.restarted();
        String first = tokenSignedBy("old", gateway);

        gateway.signWith("{\"keys\":[%s,%s]}".formatted(old, next));
        gateway = gateway.restarted();
        tokenSignedBy("old", gateway);
        gateway.signWith("{\"keys\":[%s,%s]}".formatted(next, old));
        gateway = gateway.restarted();
        String second = tokenSignedBy("new", gateway);
        assertThat(gateway.get("/v1/purchases", first).statusCode()).isEqualTo(200);

        gateway.signWith(next);
        try (RunningGateway last = gateway.restarted()) {
            tokenSignedBy("new", last);
            assertThat(last.get("/v1/purchases", second).statusCode()).isEqualTo(200);
            assertThat(last.get("/v1/purchases", first).statusCode()).isEqualTo(401);
        }
    }

    private static String tokenSignedBy(String keyId, RunningGateway gateway) throws ParseException {
        String token = gateway.token("svc-arcade", 1, "");
        assertThat(SignedJWT.parse(token).getHeader().getKeyID()).isEqualTo(keyId);
        assertThat(gateway.adminToken()).isNotEmpty();
        assertThat(gateway.get("/v1/purchases", token).statusCode()).isEqualTo(200);
        return token;
    }

    @Test
    void doesNotStartWithoutItsKeysAndNamesTheMissingFile(@TempDir Path folder) throws Exception {
        assertStartFails(folder, "gateway-signing.jwk");

        Files.writeString(folder.resolve("gateway-signing.jwk"), "{\"kty\":\"oct\",\"k\":\"c2VjcmV0\"}");
        assertStartFails(folder, "gateway-signing.jwk");

        Files.copy(
                KeyFolder.create().resolve("gateway-signing.jwk"),
                folder.resolve("gateway-signing.jwk"),
                StandardCopyOption.REPLACE_EXISTING);
        assertStartFails(folder, "client-secrets.key");

        Files.writeString(folder.resolve("client-secrets.key"), "c2hvcnQ=");
        assertStartFails(folder, "client-secrets.key");
    }

    private static void assertStartFails(Path folder, String file) {
        assertThatThrownBy(() -> SpringApplication.run(
                        ApiGatewayApplication.class,
                        "--server.port=0",
                        "--coinslot.keys.directory=" + folder,
                        "--logging.level.root=OFF"))
                .rootCause()
                .hasMessageContaining(file);
    }
}

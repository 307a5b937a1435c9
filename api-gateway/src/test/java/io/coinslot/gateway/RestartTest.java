package io.coinslot.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coinslot.gateway.client.ClientRecord;
import io.coinslot.gateway.client.Clients;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
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

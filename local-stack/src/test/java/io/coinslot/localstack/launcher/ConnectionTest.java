package io.coinslot.localstack.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.localstack.process.ProcessTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ConnectionTest {
    private static final int BASE = 8080;

    @TempDir
    Path root;

    private Layout layout;
    private Keys keys;

    @BeforeEach
    void prepare() throws IOException {
        layout = new Layout(root);
        layout.createDirectories();
        keys = new Keys(layout.keys());
        keys.createMissing(layout.data(Stack.STORE));
    }

    private JsonNode demoService() throws IOException {
        new Connection(layout, new Ports(BASE), keys, new ProcessTable(layout.run())).write();
        return JsonMapper.shared()
                .readTree(Files.readString(layout.connection()))
                .path("demoService");
    }

    @Test
    void tellsTheSecretsOfTheDemoServiceThatAreInForce() throws Exception {
        assertThat(demoService().path("clientSecret").asString()).isEqualTo(keys.clientSecret("svc-arcade", 1));
        new Seeded(BASE, 3, 4).remember(layout);
        assertThat(Seeded.remembered(layout)).isEqualTo(new Seeded(BASE, 3, 4));
        assertThat(demoService().path("clientSecret").asString()).isEqualTo(keys.clientSecret("svc-arcade", 3));
        assertThat(demoService().path("webhookSecret").asString()).isEqualTo(keys.webhookSecret("arcade", 4));
    }

    @Test
    void aNoteThatCannotBeReadIsNone() throws Exception {
        Files.writeString(layout.run().resolve("demo-service"), "port-base=80");
        assertThat(Seeded.remembered(layout)).isEqualTo(new Seeded(0, 1, 1));
    }
}

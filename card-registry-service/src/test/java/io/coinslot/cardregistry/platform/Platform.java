package io.coinslot.cardregistry.platform;

import io.coinslot.localstack.broker.EmbeddedBroker;
import io.coinslot.localstack.registry.EmbeddedRegistry;
import io.coinslot.localstack.store.EmbeddedStore;
import io.coinslot.schemas.Topic;
import io.coinslot.schemas.Topics;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import tools.jackson.databind.json.JsonMapper;

/** A real broker, a real registry and the embedded store, with every topic and schema in place. */
final class Platform implements AutoCloseable {
    static final int PARTITIONS = 2;

    private final EmbeddedBroker broker;
    private final EmbeddedRegistry registry;
    private final EmbeddedStore store;

    Platform() throws Exception {
        broker = EmbeddedBroker.start(Files.createTempDirectory("cards-broker"));
        registry = EmbeddedRegistry.start(Files.createTempDirectory("cards-registry"));
        store = EmbeddedStore.inMemory();
        createTopics();
        for (Topic topic : Topics.published()) {
            register(topic);
        }
    }

    String bootstrapServers() {
        return broker.bootstrapServers();
    }

    String registryUrl() {
        return registry.url();
    }

    String mongoUri() {
        return store.uri();
    }

    private void createTopics() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers()))) {
            List<NewTopic> topics = Topics.all().stream()
                    .map(topic -> new NewTopic(topic.name(), PARTITIONS, (short) 1))
                    .toList();
            admin.createTopics(topics).all().get();
        }
    }

    private void register(Topic topic) throws IOException, InterruptedException {
        String body = JsonMapper.shared()
                .writeValueAsString(Map.of("schema", topic.schema().toString()));
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(registryUrl() + "/apis/ccompat/v7/subjects/" + topic.subject() + "/versions"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException(topic.subject() + ": " + answer.body());
            }
        }
    }

    @Override
    public void close() throws IOException {
        store.close();
        registry.close();
        broker.close();
    }
}

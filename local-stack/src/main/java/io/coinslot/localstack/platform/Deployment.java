package io.coinslot.localstack.platform;

import io.coinslot.schemas.Topic;
import io.coinslot.schemas.Topics;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import org.apache.avro.Schema;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.config.TopicConfig;
import tools.jackson.databind.json.JsonMapper;

/**
 * Creates the topics of the catalogue and registers their schemas, as a deployment does before services start.
 *
 * @param broker settings of the client: where the broker is, and what it asks for
 * @param registry where the registry is, and what it asks for
 * @param partitions of each topic that is made
 * @param replication of each topic that is made
 */
public record Deployment(Map<String, Object> broker, RegistryAddress registry, int partitions, int replication) {
    /** Of each topic on one machine. */
    public static final int PARTITIONS = 3;

    private static final String CONTENT_TYPE = "application/vnd.schemaregistry.v1+json";
    private static final JsonMapper JSON = new JsonMapper();

    /** For one broker on this machine. */
    public Deployment(String bootstrapServers, String registryUrl) {
        this(
                Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers),
                new RegistryAddress(registryUrl),
                PARTITIONS,
                1);
    }

    /** Adds what is missing. */
    public void run() throws IOException, InterruptedException {
        createTopics();
        try (HttpClient http = registry.client()) {
            Optional<String> authorization = registry.authorization(http);
            refuseWhereIdsAreLost(http, authorization);
            for (Topic topic : Topics.published()) {
                Schema schema = topic.schema();
                if (schema != null) {
                    register(http, authorization, topic, schema);
                }
            }
        }
    }

    private void createTopics() throws IOException, InterruptedException {
        try (Admin admin = Admin.create(broker)) {
            Set<String> existing = admin.listTopics().names().get();
            List<NewTopic> missing = Topics.all().stream()
                    .filter(topic -> !existing.contains(topic.name()))
                    .map(this::newTopic)
                    .toList();
            admin.createTopics(missing).all().get();
        } catch (ExecutionException e) {
            throw new IOException("the topics cannot be created: " + e.getCause(), e);
        }
    }

    /**
     * Each record names its schema by an id that a registry gave. Another registry would give the ids anew: they would mean
     * other schemas, and those of the records none or the wrong ones.
     */
    private void refuseWhereIdsAreLost(HttpClient http, Optional<String> authorization)
            throws IOException, InterruptedException {
        Set<String> known = new TreeSet<>();
        JSON.readTree(call(http, authorization, "GET", "/subjects", Map.of()))
                .forEach(subject -> known.add(subject.asString()));
        List<String> holding = holdingRecords(Topics.published().stream()
                .filter(topic -> !known.contains(topic.subject()))
                .map(Topic::name)
                .toList());
        if (!holding.isEmpty()) {
            throw new IOException("the registry " + registry.url() + " has no schema of what is on "
                    + String.join(", ", holding)
                    + ": restore its database, or remove these topics; to register again would give the schemas other"
                    + " ids than the records name (docs/deploying.md, Restoring)");
        }
    }

    private List<String> holdingRecords(List<String> topics) throws IOException, InterruptedException {
        try (Admin admin = Admin.create(broker)) {
            Map<TopicPartition, OffsetSpec> first = new HashMap<>();
            Map<TopicPartition, OffsetSpec> last = new HashMap<>();
            for (TopicDescription topic :
                    admin.describeTopics(topics).allTopicNames().get().values()) {
                for (TopicPartitionInfo each : topic.partitions()) {
                    TopicPartition partition = new TopicPartition(topic.name(), each.partition());
                    first.put(partition, OffsetSpec.earliest());
                    last.put(partition, OffsetSpec.latest());
                }
            }
            Map<TopicPartition, ListOffsetsResultInfo> begin =
                    admin.listOffsets(first).all().get();
            Map<TopicPartition, ListOffsetsResultInfo> end =
                    admin.listOffsets(last).all().get();
            return end.entrySet().stream()
                    .filter(entry -> entry.getValue().offset()
                            > Objects.requireNonNull(begin.get(entry.getKey())).offset())
                    .map(entry -> entry.getKey().topic())
                    .distinct()
                    .sorted()
                    .toList();
        } catch (ExecutionException e) {
            throw new IOException("it cannot be found out what the topics hold: " + e.getCause(), e);
        }
    }

    /**
     * One replica may be away. Of three or more, an event that only one has is not acknowledged, or its outbox would
     * let go of it: the sweeper sends it until more have it. Two cannot have both.
     */
    NewTopic newTopic(Topic topic) {
        Map<String, String> settings = new HashMap<>();
        settings.put(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, Integer.toString(Math.max(1, replication - 1)));
        if (topic.compacted()) {
            settings.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT);
        } else {
            long retentionMillis =
                    topic.retention() == null ? -1 : topic.retention().toMillis();
            settings.put(TopicConfig.RETENTION_MS_CONFIG, Long.toString(retentionMillis));
        }
        return new NewTopic(topic.name(), partitions, (short) replication).configs(settings);
    }

    /**
     * With every version, as records of each may be on the topic. The registry enforces no compatibility before it is set on
     * the subject, so that comes right after the first.
     */
    private void register(HttpClient http, Optional<String> authorization, Topic topic, Schema schema)
            throws IOException, InterruptedException {
        String subject = topic.subject();
        String compatibility = topic.compacted() ? "FULL_TRANSITIVE" : "BACKWARD_TRANSITIVE";
        call(http, authorization, "POST", "/subjects/" + subject + "/versions", Map.of("schema", schema.toString()));
        call(http, authorization, "PUT", "/config/" + subject, Map.of("compatibility", compatibility));
    }

    private String call(
            HttpClient http, Optional<String> authorization, String method, String path, Map<String, String> body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(registry.url() + "/apis/ccompat/v7" + path))
                .header("Content-Type", CONTENT_TYPE)
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)));
        authorization.ifPresent(value -> request.header("Authorization", value));
        HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException(
                    method + " " + path + " at the registry: " + answer.statusCode() + " " + answer.body());
        }
        return answer.body();
    }

    /** Without what is secret. */
    @Override
    public String toString() {
        return "Deployment[" + new TreeSet<>(broker.keySet()) + " " + registry + "]";
    }
}

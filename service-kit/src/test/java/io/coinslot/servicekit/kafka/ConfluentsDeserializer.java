package io.coinslot.servicekit.kafka;

import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidConfigurationException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.Deserializer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Asks and fails as Confluent's KafkaAvroDeserializer does (RestService.sendHttpRequest and
 * AbstractKafkaSchemaSerDe.toKafkaException), over the same client of the JDK.
 */
final class ConfluentsDeserializer implements Deserializer<Object> {
    private static final int NOT_JSON = 50_005;

    private String registryUrl;
    private String userInfo;
    private int readTimeoutMillis = 60_000;

    @Override
    public void configure(Map<String, ?> settings, boolean isKey) {
        registryUrl = (String) settings.get("schema.registry.url");
        if (settings.containsKey("http.read.timeout.ms")) {
            readTimeoutMillis = Integer.parseInt((String) settings.get("http.read.timeout.ms"));
        }
        if ("USER_INFO".equals(settings.get("basic.auth.credentials.source"))) {
            userInfo = (String) settings.get("basic.auth.user.info");
        }
    }

    @Override
    public Object deserialize(String topic, byte[] bytes) {
        int id = ByteBuffer.wrap(bytes, 1, 4).getInt();
        try {
            Schema writer = schema(id);
            return new SpecificDatumReader<>(writer)
                    .read(null, DecoderFactory.get().binaryDecoder(bytes, 5, bytes.length - 5, null));
        } catch (InterruptedIOException e) {
            throw new TimeoutException("Error deserializing Avro message for id " + id, e);
        } catch (IOException | RuntimeException e) {
            throw new SerializationException("Error deserializing Avro message for id " + id, e);
        } catch (RestClientException e) {
            throw kafkaException(e, "Error retrieving Avro value schema for id " + id);
        }
    }

    private static KafkaException kafkaException(RestClientException e, String message) {
        return e.getErrorCode() / 100 == 4
                ? new InvalidConfigurationException(e.getMessage())
                : new SerializationException(message, e);
    }

    private Schema schema(int id) throws IOException, RestClientException {
        HttpURLConnection connection = (HttpURLConnection)
                URI.create(registryUrl + "/schemas/ids/" + id).toURL().openConnection();
        connection.setReadTimeout(readTimeoutMillis);
        if (userInfo != null) {
            connection.setRequestProperty(
                    "Authorization",
                    "Basic " + Base64.getEncoder().encodeToString(userInfo.getBytes(StandardCharsets.UTF_8)));
        }
        int status = connection.getResponseCode();
        if (status == HttpURLConnection.HTTP_OK) {
            try (InputStream answer = connection.getInputStream()) {
                return new Schema.Parser()
                        .parse(JsonMapper.shared()
                                .readTree(answer)
                                .get("schema")
                                .asString());
            }
        }
        try (InputStream answer = connection.getErrorStream()) {
            throw refusal(status, answer == null ? "" : new String(answer.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private static RestClientException refusal(int status, String answer) {
        try {
            JsonNode document = JsonMapper.shared().readTree(answer);
            return document.isObject()
                    ? new RestClientException(
                            document.path("message").asString(""),
                            status,
                            document.path("error_code").asInt(0))
                    : new RestClientException(answer, status, NOT_JSON);
        } catch (JacksonException e) {
            return new RestClientException(answer, status, NOT_JSON);
        }
    }
}

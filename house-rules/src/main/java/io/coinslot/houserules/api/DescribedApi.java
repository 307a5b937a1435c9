package io.coinslot.houserules.api;

import io.coinslot.houserules.SourceTree;
import io.coinslot.houserules.api.SchemaChecks.Direction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * An OpenAPI 3.1 description, and where answers differ from it: an operation, status, media type or header that is not
 * described, a required header that is missing, a body that does not fit its schema or has a property that is not
 * described. Of a request that was answered with success the same is asked, for what is taken is to be described too.
 */
public final class DescribedApi {
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");
    /** Headers that say something about the message or the connection, not about the operation. */
    private static final Set<String> GENERAL_HEADERS = caseless(
            ":status",
            "cache-control",
            "connection",
            "content-length",
            "content-security-policy",
            "content-type",
            "date",
            "expires",
            "keep-alive",
            "pragma",
            "referrer-policy",
            "traceparent",
            "transfer-encoding",
            "vary",
            "x-content-type-options",
            "x-frame-options",
            "x-xss-protection");

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final JsonNode description;
    private final SchemaChecks schemas;
    private final List<DescribedOperation> operations = new ArrayList<>();
    private final Set<String> succeeded = ConcurrentHashMap.newKeySet();

    private DescribedApi(JsonNode description) {
        this.description = description;
        this.schemas = new SchemaChecks(description);
        for (var path : description.path("paths").properties()) {
            for (var operation : path.getValue().properties()) {
                if (METHODS.contains(operation.getKey())) {
                    operations.add(new DescribedOperation(
                            operation.getKey().toUpperCase(Locale.ROOT),
                            path.getKey(),
                            DescribedOperation.matching(path.getKey()),
                            path.getValue(),
                            operation.getValue()));
                }
            }
        }
        operations.sort(Comparator.comparingLong(DescribedOperation::parameters));
    }

    /** Of a description as it is published. */
    public static DescribedApi of(JsonNode description) {
        JsonNode own = description.deepCopy();
        new StrictSchemas(own).close();
        return new DescribedApi(own);
    }

    /** Of the description in the source tree, for services whose answers the gateway passes on. */
    public static DescribedApi ofSourceTree() {
        return OfSourceTree.API;
    }

    /** Read when it is asked for first. */
    private static final class OfSourceTree {
        private static final DescribedApi API =
                of(JSON.valueToTree(SourceDescription.read(SourceTree.ofWorkingDirectory())));
    }

    /** Operations, such as {@code GET /v1/products}, that no answer of success was looked at of so far. */
    public Set<String> withoutSuccess() {
        Set<String> missing = new TreeSet<>();
        operations.forEach(operation -> missing.add(operation.toString()));
        missing.removeAll(succeeded);
        return missing;
    }

    /** @return each difference in words; none if all is as it is described */
    List<String> differences(Exchange exchange) {
        String path = exchange.uri().getRawPath();
        List<DescribedOperation> atPath =
                operations.stream().filter(operation -> operation.isAt(path)).toList();
        Optional<DescribedOperation> asked = atPath.stream()
                .filter(operation -> operation.method().equals(exchange.method()))
                .findFirst();
        if (asked.isPresent()) {
            if (exchange.succeeded()) {
                succeeded.add(asked.get().toString());
            }
            return Stream.concat(ofAnswer(asked.get(), exchange), ofRequest(asked.get(), exchange))
                    .map(difference -> exchange + ": " + difference)
                    .toList();
        }
        return atPath.isEmpty() || exchange.status() >= 400
                ? List.of()
                : List.of(exchange + ": this operation is not described");
    }

    /**
     * The same of a webhook that was sent.
     *
     * @param type such as {@code purchase.paid}
     */
    public List<String> differencesOfWebhook(String type, String body) {
        JsonNode content = description.path("webhooks").path(type).at("/post/requestBody/content");
        return ofContent(content, "application/json", body.getBytes(StandardCharsets.UTF_8), Direction.ANSWER)
                .map(difference -> "webhook " + type + ": " + difference)
                .toList();
    }

    /** Where an example of the description itself is not as it is described. */
    public List<String> differencesOfExamples() {
        return ofExamples(description).toList();
    }

    /** An example stands beside its schema, or within it. */
    private Stream<String> ofExamples(JsonNode node) {
        Stream<String> within = node.properties().stream()
                .filter(child -> !child.getKey().equals("example"))
                .flatMap(child -> ofExamples(child.getValue()));
        Stream<String> items = node.isArray() ? node.valueStream().flatMap(this::ofExamples) : Stream.empty();
        JsonNode example = node.path("example");
        JsonNode schema = node.path("schema").isMissingNode() ? node : node.path("schema");
        Stream<String> own = example.isMissingNode()
                ? Stream.empty()
                : schemas.errors(schema, example, Direction.REQUEST).stream()
                        .map(error -> "example " + example + ": " + error);
        return Stream.of(within, items, own).flatMap(found -> found);
    }

    private Stream<String> ofAnswer(DescribedOperation operation, Exchange exchange) {
        JsonNode answer = resolved(operation.content().path("responses").path(Integer.toString(exchange.status())));
        if (answer.isMissingNode()) {
            return Stream.of("status " + exchange.status() + " is not described; "
                    + new String(exchange.answerBody(), StandardCharsets.UTF_8));
        }
        return Stream.concat(
                ofHeaders(answer.path("headers"), exchange),
                ofContent(
                        answer.path("content"),
                        Exchange.mediaType(exchange.answerHeaders()),
                        exchange.answerBody(),
                        Direction.ANSWER));
    }

    private Stream<String> ofHeaders(JsonNode headers, Exchange exchange) {
        Set<String> described = caseless(headers.propertyNames().toArray(String[]::new));
        Stream<String> undescribed = exchange.answerHeaders().map().keySet().stream()
                .filter(name -> !described.contains(name) && !GENERAL_HEADERS.contains(name))
                .map(name -> "header " + name + " is not described");
        Stream<String> wrong = headers.properties().stream().flatMap(header -> {
            JsonNode content = resolved(header.getValue());
            List<String> values = exchange.answerHeaders().allValues(header.getKey());
            if (values.isEmpty()) {
                return content.path("required").asBoolean(false)
                        ? Stream.of("header " + header.getKey() + " is missing")
                        : Stream.empty();
            }
            return values.stream().flatMap(value -> ofText("header " + header.getKey(), content, value));
        });
        return Stream.concat(undescribed, wrong);
    }

    private Stream<String> ofText(String name, JsonNode described, String value) {
        JsonNode schema = described.path("schema");
        boolean isNumber = resolved(schema).path("type").asString("").equals("integer") && value.matches("-?\\d{1,18}");
        JsonNode node = isNumber ? JSON.valueToTree(Long.valueOf(value)) : JSON.valueToTree(value);
        return schemas.errors(schema, node, Direction.ANSWER).stream().map(error -> name + ": " + error);
    }

    private Stream<String> ofContent(JsonNode content, @Nullable String mediaType, byte[] body, Direction direction) {
        if (body.length == 0) {
            return content.isEmpty() ? Stream.empty() : Stream.of("no body, where one is described");
        }
        JsonNode described = content.path(mediaType == null ? "" : mediaType);
        if (described.isMissingNode()) {
            return Stream.of("media type " + mediaType + " is not described");
        }
        String text = new String(body, StandardCharsets.UTF_8);
        try {
            JsonNode value =
                    mediaType != null && mediaType.endsWith("json") ? JSON.readTree(text) : JSON.valueToTree(text);
            return schemas.errors(described.path("schema"), value, direction).stream()
                    .map(error -> direction + " " + error + "; " + text);
        } catch (JacksonException e) {
            return Stream.of("a body that is no JSON: " + e.getOriginalMessage());
        }
    }

    private Stream<String> ofRequest(DescribedOperation operation, Exchange exchange) {
        if (!exchange.succeeded() || refusesAnItem(exchange)) {
            return Stream.empty();
        }
        return Stream.concat(ofParameters(operation, exchange), ofRequestBody(operation, exchange));
    }

    /** Of a batch, in which what is not as it is described is refused by itself. */
    private static boolean refusesAnItem(Exchange exchange) {
        try {
            return JSON.readTree(exchange.answerBody())
                    .path("items")
                    .valueStream()
                    .anyMatch(item -> item.has("problem"));
        } catch (JacksonException noJson) {
            return false;
        }
    }

    private Stream<String> ofParameters(DescribedOperation operation, Exchange exchange) {
        return Stream.of(operation.pathItem(), operation.content())
                .flatMap(level -> level.path("parameters").valueStream())
                .map(this::resolved)
                .filter(parameter -> parameter.path("required").asBoolean(false))
                .filter(parameter -> isMissing(parameter, exchange))
                .map(parameter -> "taken without " + parameter.path("name").asString());
    }

    private static boolean isMissing(JsonNode parameter, Exchange exchange) {
        String name = parameter.path("name").asString();
        return switch (parameter.path("in").asString()) {
            case "header" -> exchange.requestHeaders().firstValue(name).isEmpty();
            case "query" -> !exchange.asksFor(name);
            default -> false;
        };
    }

    private Stream<String> ofRequestBody(DescribedOperation operation, Exchange exchange) {
        JsonNode body = resolved(operation.content().path("requestBody"));
        JsonNode content = body.path("content");
        String mediaType = Exchange.mediaType(exchange.requestHeaders());
        boolean isJson = mediaType != null && mediaType.endsWith("json");
        if (exchange.requestBody().length == 0) {
            return body.path("required").asBoolean(false) ? Stream.of("taken without a body") : Stream.empty();
        }
        // What forms are made of is parsed by others, and a body that an operation has no use for is not read.
        return content.isEmpty() || !isJson
                ? Stream.empty()
                : ofContent(content, mediaType, exchange.requestBody(), Direction.REQUEST);
    }

    private JsonNode resolved(JsonNode node) {
        String reference = node.path("$ref").asString("");
        return reference.isEmpty() ? node : resolved(StrictSchemas.at(description, reference));
    }

    private static Set<String> caseless(String... names) {
        Set<String> set = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        set.addAll(List.of(names));
        return set;
    }
}

package io.coinslot.examplegame.connection;

import io.coinslot.examplegame.wire.Json;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** What {@code connection.json} says about the running stack, as far as a game needs to know. */
public record Connection(
        URI gateway,
        String serviceId,
        String clientId,
        String clientSecret,
        String webhookSecret,
        URI simulators,
        URI exampleGame,
        String kafka,
        String schemaRegistry,
        String console,
        Map<String, String> logs) {
    private static final int PORTS_FROM_GATEWAY_TO_GAME = 11;

    public Connection {
        logs = Map.copyOf(logs);
    }

    /**
     * Reads the file.
     *
     * @throws NotThere if there is none yet, or it cannot be used
     */
    public static Connection read(Path file) {
        try {
            return of(Json.read(Files.readAllBytes(file)));
        } catch (IOException | JacksonException | IllegalArgumentException e) {
            throw new NotThere(file + " cannot be used (is the stack up?): " + e.getMessage(), e);
        }
    }

    /** The stack has not said yet, or no longer says, where it is. */
    public static final class NotThere extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private NotThere(String message, Throwable cause) {
            super(message, cause);
        }
    }

    private static Connection of(JsonNode json) {
        JsonNode service = json.path("demoService");
        URI gateway = URI.create(text(json, "gateway"));
        String game = json.path("exampleGame")
                .asString("http://" + gateway.getHost() + ":" + (gateway.getPort() + PORTS_FROM_GATEWAY_TO_GAME));
        return new Connection(
                gateway,
                text(service, "serviceId"),
                text(service, "clientId"),
                text(service, "clientSecret"),
                text(service, "webhookSecret"),
                URI.create(text(json, "simulators")),
                URI.create(game),
                json.path("kafka").asString(""),
                json.path("schemaRegistry").asString(""),
                json.path("console").asString(""),
                logs(json.path("processes")));
    }

    private static Map<String, String> logs(JsonNode processes) {
        Map<String, String> logs = new LinkedHashMap<>();
        processes
                .properties()
                .forEach(entry ->
                        logs.put(entry.getKey(), entry.getValue().path("log").asString("")));
        return logs;
    }

    private static String text(JsonNode object, String field) {
        String value = object.path(field).asString("");
        if (value.isEmpty()) {
            throw new IllegalArgumentException(field + " is missing");
        }
        return value;
    }
}

package io.coinslot.examplegame.web;

import io.coinslot.examplegame.wire.Json;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import tools.jackson.databind.JsonNode;

/** Reads requests and writes answers in JSON. */
final class Answers {
    private Answers() {}

    static void json(ServerResponse response, int status, JsonNode body) {
        response.status(status);
        response.header("Content-Type", "application/json");
        response.header("Cache-Control", "no-store");
        response.send(Json.bytes(body));
    }

    static void refusal(ServerResponse response, int status, String detail) {
        json(response, status, Json.object().put("status", status).put("detail", detail));
    }

    static byte[] bytes(ServerRequest request) {
        if (!request.content().hasEntity()) {
            return new byte[0];
        }
        try (InputStream stream = request.content().inputStream()) {
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode body(ServerRequest request) {
        return Json.read(bytes(request));
    }

    static String text(JsonNode body, String field) {
        String text = body.path(field).asString("");
        if (text.isEmpty()) {
            throw new IllegalArgumentException(field + " is missing");
        }
        return text;
    }
}

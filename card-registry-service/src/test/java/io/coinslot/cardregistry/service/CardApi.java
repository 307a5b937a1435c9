package io.coinslot.cardregistry.service;

import io.coinslot.houserules.api.CheckingHttpClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A caller of the registry's HTTP interface. */
final class CardApi {
    private final HttpClient http = CheckingHttpClient.bySourceTree();
    private final String address;
    private final String token;

    CardApi(String address, String token) {
        this.address = address;
        this.token = token;
    }

    static String device(String service, String user, String device, String thumbprint) {
        return token(Map.of(
                "sub",
                "dev-" + user + "-" + device,
                "service_id",
                service,
                "user_id",
                user,
                "device_id",
                device,
                "scope",
                "cards:read cards:write",
                "cnf",
                Map.of("jkt", thumbprint)));
    }

    static String service(String service, String scope) {
        return token(Map.of("sub", "svc-" + service, "service_id", service, "scope", scope));
    }

    static String administrator(String scope) {
        return token(Map.of("sub", "admin", "scope", scope));
    }

    private static String token(Map<String, Object> claims) {
        return Base64.getUrlEncoder().encodeToString(JsonMapper.shared().writeValueAsBytes(claims));
    }

    Answer get(String path) {
        return send("GET", path, null, null);
    }

    Answer post(String path, String body) {
        return post(path, UUID.randomUUID().toString(), body);
    }

    Answer post(String path, String key, String body) {
        return send("POST", path, key, body);
    }

    /** By somebody who takes no other answer than of this media type. */
    Answer postAccepting(String mediaType, String path, String key, String body) {
        return send("POST", path, key, body, "Accept", mediaType);
    }

    private Answer send(String method, String path, String key, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address + path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json");
        if (key != null) {
            request.header("Idempotency-Key", key);
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        HttpRequest.BodyPublisher publisher = body == null
                ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.ofString(body.replace('\'', '"'));
        try {
            return new Answer(
                    http.send(request.method(method, publisher).build(), HttpResponse.BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    record Answer(HttpResponse<String> response) {
        int status() {
            return response.statusCode();
        }

        JsonNode body() {
            return JsonMapper.shared().readTree(response.body());
        }

        String text(String pointer) {
            return body().at(pointer).asString("");
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse(null);
        }

        String problem() {
            String type = text("/type");
            return (status() + " " + type.substring(type.lastIndexOf('/') + 1) + " " + text("/errors/0/pointer"))
                    .strip();
        }
    }
}

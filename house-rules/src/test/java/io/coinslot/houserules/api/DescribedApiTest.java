package io.coinslot.houserules.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class DescribedApiTest {
    private static final DescribedApi API = DescribedApi.of(JsonMapper.shared().readTree("""
        {"openapi": "3.1.0",
         "paths": {
          "/v1/things": {"post": {
            "parameters": [{"$ref": "#/components/parameters/Key"}],
            "requestBody": {"required": true, "content": {"application/json": {"schema": {"$ref": "#/components/schemas/NewThing"}}}},
            "responses": {"201": {"headers": {"Location": {"required": true, "schema": {"type": "string"}}, "Age": {"schema": {"type": "integer"}}},
              "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Thing"}}}},
              "400": {"$ref": "#/components/responses/Refused"}}}},
          "/v1/things:all": {"get": {"responses": {"204": {"description": "none"}}}},
          "/v1/things/{id}": {"get": {"responses": {"200": {"content": {
             "application/json": {"schema": {"oneOf": [{"$ref": "#/components/schemas/Thing"}, {"type": "null"}]}},
             "text/csv": {"schema": {"type": "string"}}}}}}}},
         "webhooks": {"thing.made": {"post": {"requestBody": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Thing"}}}}}}},
         "components": {
          "parameters": {"Key": {"name": "Idempotency-Key", "in": "header", "required": true, "schema": {"type": "string"}}},
          "responses": {"Refused": {"content": {"application/problem+json": {"schema": {"type": "object", "properties": {"detail": {"type": "string"}}}}}}},
          "schemas": {
           "NewThing": {"type": "object", "required": ["name"], "properties": {
             "name": {"type": "string"}, "madeAt": {"type": "string", "format": "date-time"}, "secret": {"type": "string", "writeOnly": true}}},
           "Thing": {"allOf": [{"$ref": "#/components/schemas/NewThing"}, {"type": "object", "required": ["id"], "properties": {
             "id": {"type": "string"},
             "parts": {"type": "array", "items": {"type": "object", "properties": {"size": {"type": "integer"}}}},
             "extra": {"type": "object", "additionalProperties": true}}}]}}}}
        """));

    private static final String POSTED = "{\"name\":\"a\"}";
    private static final String THING =
            "{\"id\":\"1\",\"name\":\"a\",\"parts\":[{\"size\":2}],\"extra\":{\"any\":1},\"madeAt\":\"2026-11-22T08:00:00Z\"}";

    private static List<String> posted(String request, int status, String answer, String... headers) {
        return of("POST", "/v1/things", "k", request, status, answer, headers);
    }

    private static List<String> read(String path, int status, String answer, String... headers) {
        return of("GET", path, null, "", status, answer, headers);
    }

    private static List<String> of(
            String method, String path, String key, String request, int status, String answer, String... headers) {
        Map<String, List<String>> asked = new LinkedHashMap<>(Map.of("Content-Type", List.of("application/json")));
        if (key != null) {
            asked.put("Idempotency-Key", List.of(key));
        }
        Map<String, List<String>> answered = new LinkedHashMap<>(Map.of("Content-Type", List.of("application/json")));
        for (int index = 0; index < headers.length; index += 2) {
            answered.put(headers[index], List.of(headers[index + 1]));
        }
        return API.differences(new Exchange(
                method,
                URI.create("http://127.0.0.1" + path),
                HttpHeaders.of(asked, (name, value) -> true),
                request.getBytes(StandardCharsets.UTF_8),
                status,
                HttpHeaders.of(answered, (name, value) -> true),
                answer.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void findsNothingInWhatIsAsItIsDescribed() {
        assertThat(posted(POSTED, 201, THING, "location", "/v1/things/1", "Age", "7", "Date", "today"))
                .isEmpty();
        assertThat(read("/v1/things/1?x=y", 200, THING)).isEmpty();
        assertThat(read("/v1/things/1", 200, "null")).isEmpty();
        assertThat(read("/v1/things/1", 200, "a,b", "Content-Type", "text/csv;charset=UTF-8"))
                .isEmpty();
        assertThat(read("/v1/things:all", 204, "")).isEmpty();
        assertThat(API.differencesOfWebhook("thing.made", THING)).isEmpty();
    }

    @Test
    void knowsWhatWasNeverAnsweredWithSuccess() {
        read("/v1/things/1", 200, THING);
        assertThat(API.withoutSuccess())
                .doesNotContain("GET /v1/things/{id}")
                .isSubsetOf("POST /v1/things", "GET /v1/things:all");
    }

    @Test
    void leavesWhatIsAnsweredElsewhereAlone() {
        assertThat(read("/internal/things", 200, "{}")).isEmpty();
        assertThat(of("DELETE", "/v1/things/1", null, "", 405, "{}")).isEmpty();
        assertThat(of("DELETE", "/v1/things/1", null, "", 200, "{}"))
                .containsExactly("DELETE /v1/things/1 → 200: this operation is not described");
    }

    @Test
    void findsAStatusAMediaTypeAndABodyThatAreNotDescribed() {
        assertThat(posted(POSTED, 409, "{}")).singleElement().asString().contains("status 409 is not described");
        assertThat(posted(POSTED, 400, "{}")).singleElement().asString().contains("media type application/json");
        assertThat(read("/v1/things:all", 204, "{}")).singleElement().asString().contains("media type");
        assertThat(read("/v1/things/1", 200, "")).singleElement().asString().contains("no body");
        assertThat(read("/v1/things/1", 200, "{\"id\":\"1\",\"id\":\"2\",\"name\":\"a\"}"))
                .singleElement()
                .asString()
                .contains("no JSON");
    }

    @Test
    void findsExamplesThatAreNotAsTheirSchemas() {
        assertThat(API.differencesOfExamples()).isEmpty();
        assertThat(DescribedApi.of(JsonMapper.shared().readTree("""
            {"paths": {"/": {"get": {"responses": {"200": {"content": {"application/json": {
              "schema": {"$ref": "#/components/schemas/Size"}, "example": {"size": "2", "colour": "red"}}}}}}}},
             "components": {"schemas": {"Size": {"type": "object", "properties": {"size": {"type": "integer", "example": true}}}}}}
            """)).differencesOfExamples())
                .hasSize(4);
    }

    @Test
    void findsPropertiesThatAreMissingWrongOrNotDescribed() {
        assertThat(read("/v1/things/1", 200, "{\"name\":\"a\"}")).isNotEmpty();
        assertThat(read("/v1/things/1", 200, THING.replace("\"any\"", "\"other\"")))
                .isEmpty();
        for (String[] change : new String[][] {
            {"\"size\":2", "\"size\":\"2\""},
            {"\"size\":2", "\"sise\":2"},
            {"\"name\"", "\"more\":1,\"name\""},
            {"T08:00:00Z", " eight"},
            {"\"name\"", "\"secret\":\"s\",\"name\""}
        }) {
            assertThat(posted(POSTED, 201, THING.replace(change[0], change[1]), "Location", "/"))
                    .as(change[1])
                    .isNotEmpty();
            assertThat(API.differencesOfWebhook("thing.made", THING.replace(change[0], change[1])))
                    .as(change[1])
                    .isNotEmpty();
        }
        assertThat(API.differencesOfWebhook("thing.lost", THING)).isNotEmpty();
    }

    @Test
    void findsHeadersThatAreMissingWrongOrNotDescribed() {
        assertThat(posted(POSTED, 201, THING)).singleElement().asString().contains("header Location is missing");
        assertThat(posted(POSTED, 201, THING, "Location", "/", "Age", "old")).isNotEmpty();
        assertThat(posted(POSTED, 201, THING, "Location", "/", "Server", "x"))
                .singleElement()
                .asString()
                .contains("header Server is not described");
    }

    @Test
    void leavesRequestsAloneOfWhichAPartIsRefused() {
        String answer = THING.replace("\"extra\"", "\"items\":[{},{\"problem\":{}}],\"extra\"");
        assertThat(posted("{\"name\":1}", 201, answer, "Location", "/"))
                .singleElement()
                .asString()
                .contains("items");
    }

    @Test
    void findsWhatIsTakenWithoutBeingDescribed() {
        assertThat(posted("{\"name\":\"a\",\"colour\":1}", 201, THING, "Location", "/"))
                .isNotEmpty();
        assertThat(posted("{\"name\":\"a\",\"colour\":1}", 400, "{}", "Content-Type", "application/problem+json"))
                .isEmpty();
        assertThat(posted("{\"name\":\"a\",\"secret\":\"s\"}", 201, THING, "Location", "/"))
                .isEmpty();
        assertThat(of("POST", "/v1/things", null, POSTED, 201, THING, "Location", "/"))
                .singleElement()
                .asString()
                .contains("taken without Idempotency-Key");
        assertThat(posted("", 201, THING, "Location", "/"))
                .singleElement()
                .asString()
                .contains("taken without a body");
    }
}

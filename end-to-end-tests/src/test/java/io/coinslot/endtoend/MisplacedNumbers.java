package io.coinslot.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A device that puts a card number wherever it can. None of it may be taken, told back or written down. */
final class MisplacedNumbers {
    private final CardScenes scenes;
    private final CardDevice device;
    private final String number;
    /** The same number as people write it. */
    private final List<String> writings;

    MisplacedNumbers(CardScenes scenes, String number) {
        this.scenes = scenes;
        this.device = scenes.device();
        this.number = number;
        this.writings = List.of(
                number,
                Secret.grouped(number, ' '),
                Secret.grouped(number, '-'),
                Secret.grouped(number, '.'),
                "my card is " + number + ", thanks",
                "watch" + number,
                number.substring(0, 8) + "-" + number.substring(8));
    }

    /** In each text of a request for cards. */
    void inRegistrations() {
        ObjectNode good = device.request("ALL", device.assertion());
        for (String writing : writings) {
            for (String pointer : List.of(
                    "/paymentAppInstanceId",
                    "/walletId",
                    "/consumerLanguage",
                    "/accountInfo/accountAssertion",
                    "/selection/mode",
                    "/deviceInfo/deviceName",
                    "/deviceInfo/formFactor",
                    "/deviceInfo/osName",
                    "/deviceInfo/osVersion",
                    "/deviceInfo/storageTechnology")) {
                refused(CardDevice.REGISTRATIONS, with(good, pointer, writing).toString());
            }
            ObjectNode types = good.deepCopy();
            ((ArrayNode) types.at("/deviceInfo/paymentTypes")).add(writing);
            refused(CardDevice.REGISTRATIONS, types.toString());
        }
        refused(
                CardDevice.REGISTRATIONS,
                with(good, "/consumerLanguage", "ko-" + half(0) + "-" + half(1)).toString());
    }

    private String half(int which) {
        return which == 0 ? number.substring(0, 8) : number.substring(8);
    }

    private static ObjectNode with(ObjectNode good, String pointer, String text) {
        ObjectNode changed = good.deepCopy();
        int end = pointer.lastIndexOf('/');
        ObjectNode parent = end == 0 ? changed : (ObjectNode) changed.at(pointer.substring(0, end));
        parent.put(pointer.substring(end + 1), text);
        return changed;
    }

    private void refused(String path, String body) {
        HttpResponse<String> answer = device.post(path, body);
        assertThat(answer.statusCode())
                .as(path + " " + body.replace(number, "#") + " " + answer.body())
                .isBetween(400, 499);
    }

    /** Where the body is no good at all. */
    void inBrokenBodies() {
        for (String body : List.of(
                "{\"deviceInfo\":{\"deviceName\":\"" + number,
                "{\"deviceInfo\":\"" + number + "\"}",
                "{\"deviceInfo\":" + number + "}",
                "{\"paymentAppInstanceId\":[\"" + number + "\"]}",
                "{\"" + number + "\":1, \"selection\":" + number + "}",
                "[" + number + "]",
                number,
                "card=" + number,
                "{\"walletId\":" + number + number + "}",
                "{\"selection\":{\"mode\":" + number + "}}",
                "\u0000" + number)) {
            refused(CardDevice.REGISTRATIONS, body);
        }
        for (String type : List.of("text/plain", "application/x-www-form-urlencoded", "application/" + number)) {
            device.send("POST", CardDevice.REGISTRATIONS, "card=" + number, "Content-Type", type);
        }
    }

    /** In paths, queries and headers, which gateways like to log. */
    void aroundTheBody() {
        String id = CardDevice.REGISTRATIONS + "/" + number;
        String token = "/v1/tokens/" + number;
        String escaped = URLEncoder.encode(Secret.grouped(number, ' '), StandardCharsets.UTF_8);
        for (String path : List.of(
                id,
                token,
                CardDevice.REGISTRATIONS + "/" + escaped,
                "/v1/tokens?cursor=" + number,
                "/v1/tokens?limit=" + number,
                "/v1/tokens?limit=" + escaped,
                "/v1/tokens?limit=" + number + number,
                id + "?minVersion=" + escaped + "&waitMillis=" + number,
                "/v1/tokens?userId=" + number,
                "/v1/" + number,
                "/" + number)) {
            device.get(path);
        }
        for (String step :
                List.of("selections", "terms-acceptances", "activation-code-requests", "activations", "cancel")) {
            device.post(id + "/" + step, "{}");
        }
        for (String step : List.of("suspend", "unsuspend", "delete")) {
            device.post(token + "/" + step, "{\"causedBy\":\"CARDHOLDER\"}");
        }
        device.send("DELETE", id, null);
        ObjectNode good = device.request("ALL", device.assertion());
        device.send(
                "POST",
                CardDevice.REGISTRATIONS,
                good.toString(),
                "Content-Type",
                "application/json",
                "Idempotency-Key",
                number,
                "User-Agent",
                "wallet/" + number,
                "X-Request-Id",
                number,
                "Accept",
                "application/" + number);
        device.send(
                "POST",
                CardDevice.REGISTRATIONS,
                good.toString(),
                "Content-Type",
                "application/json",
                "Idempotency-Key",
                number + " " + "x".repeat(300));
    }

    /** In what the cardholder decides, and in what is said of a token. */
    void inTheStepsThatFollow() {
        PublishedCards.Card stepUp = PublishedCards.decided("REQUIRE_ADDITIONAL_AUTHENTICATION");
        device.cardAtThePeer(stepUp.number(), stepUp.expiry(), CardScenes.BANK);
        String id = scenes.ask(device, "CHOOSE");
        JsonNode card = device.awaitState(id, "SELECTION_PENDING").path("cards").path(0);
        String path = CardDevice.REGISTRATIONS + "/" + id;
        List<String> bodies = new ArrayList<>();
        for (String writing : writings) {
            bodies.add("{\"cardReferenceIds\":[\"" + writing + "\"]}");
        }
        bodies.forEach(body -> refused(path + "/selections", body));
        device.post(
                path + "/selections",
                "{\"cardReferenceIds\":[\"" + card.path("cardReferenceId").stringValue() + "\"]}");
        for (String writing : writings) {
            refused(
                    path + "/terms-acceptances",
                    "{\"termsAndConditionsAssetId\":\"" + writing + "\",\"acceptedAt\":\"2026-11-01T00:00:00Z\"}");
            refused(
                    path + "/terms-acceptances",
                    "{\"termsAndConditionsAssetId\":\"terms\",\"acceptedAt\":\"" + writing + "\"}");
            refused(path + "/activation-code-requests", "{\"authenticationMethodId\":\"" + writing + "\"}");
            refused(
                    path + "/activation-code-requests",
                    "{\"authenticationMethodId\":\"1\",\"cardReferenceId\":\"" + writing + "\"}");
            refused(path + "/activations", "{\"authenticationCode\":\"" + writing + "\"}");
            refused(
                    path + "/activations",
                    "{\"authenticationCode\":\"" + CodeScenes.WRONG_CODES.getFirst() + "\",\"cardReferenceId\":\""
                            + writing + "\"}");
            refused(path + "/activations", "{\"authenticationCode\":" + number + "}");
        }
        refused(path + "/cancel", "{\"reason\":\"" + number + "\"}");
        device.post(path + "/cancel", "{}");
        device.awaitState(id, "CANCELLED");
        withAToken();
    }

    private void withAToken() {
        CardDevice other = scenes.device();
        other.cardAtThePeer(number);
        JsonNode done = other.awaitState(scenes.ask(other, "ALL"), "COMPLETED");
        String token = "/v1/tokens/"
                + done.path("cards").path(0).path("tokenUniqueReference").stringValue();
        for (String writing : writings) {
            for (String step : List.of("suspend", "unsuspend", "delete")) {
                for (String member : List.of("causedBy", "reasonCode", "reason")) {
                    ObjectNode change =
                            Simulators.json().put("causedBy", "CARDHOLDER").put(member, writing);
                    HttpResponse<String> answer = other.post(token + "/" + step, change.toString());
                    assertThat(answer.statusCode()).as(step + " " + member).isBetween(400, 499);
                }
            }
        }
        assertThat(CardDevice.read(other.get(token)).path("status").asString()).isEqualTo("ACTIVE");
    }
}

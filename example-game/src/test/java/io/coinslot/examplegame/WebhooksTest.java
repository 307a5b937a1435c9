package io.coinslot.examplegame;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.examplegame.wire.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

class WebhooksTest {
    private static final byte[] SECRET = "thirty-two bytes for the webhook".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path folder;

    ExampleGame game;
    final HttpClient http = HttpClient.newHttpClient();

    @BeforeEach
    void start() throws IOException {
        String secret = "whsec_" + Base64.getEncoder().encodeToString(SECRET);
        Files.writeString(folder.resolve("connection.json"), """
            {"gateway":"http://127.0.0.1:1","simulators":"http://127.0.0.1:1",
             "demoService":{"serviceId":"arcade","clientId":"svc-arcade","clientSecret":"s","webhookSecret":"%s"}}
            """.formatted(secret));
        game = ExampleGame.start(new Options(folder.resolve("connection.json"), 0, folder.resolve("data")));
    }

    @AfterEach
    void stop() {
        game.close();
        http.close();
    }

    @Test
    void paidPurchaseIsGrantedOnceHoweverOftenItIsTold() throws Exception {
        String paid = event("purchase.paid", "PAID");
        assertThat(told("evt-1", paid)).isEqualTo("200 {\"delivered\":true}");
        assertThat(told("evt-1", paid)).isEqualTo("200 {\"delivered\":true}");
        assertThat(told("evt-2", paid)).isEqualTo("200 {\"delivered\":true}");
        assertThat(get("/api/players/ann")).contains("\"gem\":100");
    }

    @Test
    void fullRefundTakesTheGoodsBackAndAPartialOneDoesNot() throws Exception {
        told("evt-1", event("purchase.paid", "PAID"));
        told("evt-2", event("purchase.refunded", "PARTIALLY_REFUNDED"));
        assertThat(get("/api/players/ann")).contains("\"gem\":100");
        told("evt-3", event("purchase.refunded", "REFUNDED"));
        assertThat(get("/api/players/ann")).contains("\"gem\":0");
    }

    /** The first of two partial refunds succeeded, and the second is not decided. */
    @Test
    void refundBesideOneThatIsPendingLeavesTheGoodsWithThePlayer() throws Exception {
        told("evt-1", event("purchase.paid", "PAID"));
        told("evt-2", event("purchase.refunded", "REFUND_PENDING"));
        assertThat(get("/api/players/ann")).contains("\"gem\":100");
        told("evt-3", event("purchase.refunded", "CHARGED_BACK"));
        assertThat(get("/api/players/ann")).contains("\"gem\":0");
    }

    @Test
    void chargebackThatOvertakesThePaymentLeavesNothingToDeliver() throws Exception {
        told("evt-2", event("purchase.charged_back", "CHARGED_BACK"));
        assertThat(told("evt-1", event("purchase.paid", "PAID"))).isEqualTo("200 {\"delivered\":false}");
    }

    @Test
    void moneyThatIsThereAgainBringsTheGoodsBackOnce() throws Exception {
        told("evt-1", event("purchase.paid", "PAID"));
        told("evt-2", event("purchase.charged_back", "CHARGED_BACK"));
        told("evt-3", event("purchase.reinstated", "CHARGED_BACK"));
        assertThat(get("/api/players/ann")).contains("\"gem\":0");
        told("evt-4", event("purchase.reinstated", "COMPLETED"));
        told("evt-4", event("purchase.reinstated", "COMPLETED"));
        assertThat(get("/api/players/ann")).contains("\"gem\":100");
    }

    @Test
    void refundThatIsToldLateTakesNothingBackOnceTheMoneyIsThereAgain() throws Exception {
        told("evt-1", event("purchase.paid", "PAID", 5));
        told("evt-3", event("purchase.reinstated", "COMPLETED", 9));
        told("evt-2", event("purchase.refunded", "REFUNDED", 7));
        assertThat(get("/api/players/ann")).contains("\"gem\":100");
    }

    /** The payment was disputed before the goods were granted; when that is over they are asked for anew. */
    @Test
    void goodsThatAreAskedForAnewAreGrantedInWhateverOrderItIsTold() throws Exception {
        told("evt-1", event("purchase.charged_back", "CHARGED_BACK", 5));
        assertThat(told("evt-2", event("purchase.paid", "PAID", 8))).isEqualTo("200 {\"delivered\":true}");
        told("evt-3", event("purchase.reinstated", "PAID", 7));
        assertThat(get("/api/players/ann")).contains("\"gem\":100");
        told("evt-4", event("purchase.charged_back", "CHARGED_BACK", 5));
        assertThat(get("/api/players/ann")).contains("\"gem\":100");
    }

    @Test
    void paymentThatIsToldAfterAPartialRefundIsGranted() throws Exception {
        told("evt-2", event("purchase.refunded", "PARTIALLY_REFUNDED", 5));
        assertThat(told("evt-1", event("purchase.paid", "PAID", 3))).isEqualTo("200 {\"delivered\":true}");
        assertThat(get("/api/players/ann")).contains("\"gem\":100");
    }

    /** As billing writes them (its WrittenWebhooksTest): paid, charged back, reinstated, two refunds. */
    @Test
    void whatBillingWritesIsPutInOrderByItsVersion() throws Exception {
        for (int number : List.of(1, 3, 2)) {
            assertThat(told("evt-" + number, written(number))).startsWith("200");
        }
        assertThat(get("/api/players/player-1")).contains("\"gem\":100");
        for (int number : List.of(5, 4, 3)) {
            told("evt-" + number, written(number));
        }
        assertThat(get("/api/players/player-1")).contains("\"gem\":0");
    }

    @Test
    void forgedWebhookIsRefused() throws Exception {
        HttpResponse<String> answer = send("evt-1", event("purchase.paid", "PAID"), "v1," + "A".repeat(43) + "=");
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(get("/api/players/ann")).doesNotContain("gem");
    }

    @Test
    void inventorySurvivesARestart() throws Exception {
        told("evt-1", event("purchase.paid", "PAID"));
        game.close();
        game = ExampleGame.start(new Options(folder.resolve("connection.json"), 0, folder.resolve("data")));
        assertThat(get("/api/players/ann")).contains("\"gem\":100");
    }

    @Test
    void stepsAreShownToThePlayer() throws Exception {
        told("evt-1", event("purchase.paid", "PAID"));
        assertThat(get("/api/players/ann/activity")).contains("Granted 100 × gem");
        assertThat(get("/api/players/bob/activity")).isEqualTo("[]");
    }

    @Test
    void pageIsServedWithAStrictPolicy() throws Exception {
        for (String file : List.of("/", "/style.css", "/game.js", "/icon.svg")) {
            HttpResponse<String> answer =
                    http.send(HttpRequest.newBuilder(uri(file)).build(), HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(file).isEqualTo(200);
            assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
                    .contains("default-src 'none'");
        }
    }

    @Test
    void nothingIsFoundWhereThereIsNothing() throws Exception {
        HttpResponse<String> answer =
                http.send(HttpRequest.newBuilder(uri("/nowhere.js")).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(404);
    }

    @Test
    void callsAreRefusedInWordsWhileCoinslotIsAway() throws Exception {
        Files.delete(folder.resolve("connection.json"));
        HttpResponse<String> answer =
                http.send(HttpRequest.newBuilder(uri("/api/products")).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).contains("connection.json");
    }

    private static String event(String type, String status) {
        return event(type, status, 3);
    }

    /** What billing writes, of another purchase and with another end. */
    private static String event(String type, String status, long version) {
        ObjectNode event = (ObjectNode) Json.read(written(1).getBytes(StandardCharsets.UTF_8));
        ((ObjectNode) event.get("data"))
                .put("userId", "ann")
                .put("status", status)
                .put("version", version);
        return event.put("type", type).toString();
    }

    private static String written(int number) {
        try (InputStream file = WebhooksTest.class.getResourceAsStream("/webhooks/" + number + ".json")) {
            return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String told(String id, String body) throws Exception {
        HttpResponse<String> answer = send(id, body, null);
        return answer.statusCode() + " " + answer.body();
    }

    private HttpResponse<String> send(String id, String body, String signature) throws Exception {
        String timestamp = Long.toString(Instant.now().getEpochSecond());
        HttpRequest request = HttpRequest.newBuilder(uri("/webhooks/coinslot"))
                .header("webhook-id", id)
                .header("webhook-timestamp", timestamp)
                .header("webhook-signature", signature == null ? sign(id + "." + timestamp + "." + body) : signature)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private String get(String path) throws Exception {
        return http.send(HttpRequest.newBuilder(uri(path)).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + game.port() + path);
    }

    private static String sign(String content) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SECRET, "HmacSHA256"));
        return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(content.getBytes(StandardCharsets.UTF_8)));
    }
}

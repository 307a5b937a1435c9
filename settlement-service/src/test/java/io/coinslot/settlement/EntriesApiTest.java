package io.coinslot.settlement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import io.coinslot.settlement.journal.Booking.Captured;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The entries of a settlement, which are sent before all of them are read. */
class EntriesApiTest extends SettlementApi {
    @Autowired
    private MongoDatabase database;

    @Test
    void aFewThatDoNotAddUpAreRefused() throws Exception {
        String path = settlementOf(3);
        assertThat(entries(path).body().lines()).hasSize(4);
        loseOne();
        HttpResponse<String> refused = unchecked(path);
        assertThat(refused.statusCode()).isEqualTo(500);
        assertThat(refused.body()).contains("internal-error").doesNotContain("CAPTURE");
    }

    @Test
    void manyThatDoNotAddUpBreakOffInsteadOfPassingForAllOfThem() throws Exception {
        String path = settlementOf(1_200);
        assertThat(entries(path).body().lines()).hasSize(1_201);
        loseOne();
        assertThatThrownBy(() -> unchecked(path)).isInstanceOf(IOException.class);
    }

    private HttpResponse<String> entries(String path) throws Exception {
        return send(owner, path + "/entries.csv", null, null, "GET");
    }

    /** By a client that takes what no description foretells. */
    private HttpResponse<String> unchecked(String path) throws Exception {
        String bearer = Base64.getUrlEncoder().encodeToString(owner.getBytes(StandardCharsets.UTF_8));
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path + "/entries.csv"))
                            .header("Authorization", "Bearer " + bearer)
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }

    /** Returns its path. */
    private String settlementOf(int sales) throws Exception {
        Captured dollar = new Captured("u1", usd(100), usd(0), "US", Instant.now(), false);
        CompletableFuture<?>[] booked = IntStream.rangeClosed(1, sales)
                .mapToObj(number -> journal.capture(source(number, "a"), "google-play", dollar)
                        .toCompletableFuture())
                .toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(booked).get();
        Instant now = Instant.now();
        await().until(() -> Instant.now().isAfter(now.plusMillis(2)));
        String asked = post(
                        "/v1/settlements",
                        "k-" + service,
                        "{'from':'" + now.minusSeconds(3_600) + "','to':'" + now.plusSeconds(3_600)
                                + "','scope':'SERVICE'}")
                .text("/settlementId");
        clock.advance(terms.untilAllIsWritten());
        String path = "/v1/settlements/" + asked;
        await().atMost(Duration.ofSeconds(60))
                .until(() -> get(owner, path).text("/status").equals("READY"));
        return path;
    }

    private void loseOne() {
        database.getCollection("ledgers").deleteOne(Filters.eq(service + "-2"));
    }
}

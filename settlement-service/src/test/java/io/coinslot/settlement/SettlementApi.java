package io.coinslot.settlement;

import io.coinslot.houserules.AdvancingClock;
import io.coinslot.houserules.api.CheckingHttpClient;
import io.coinslot.schemas.settlement.JournalEntryEnvelope;
import io.coinslot.servicekit.consume.EventSubscription;
import io.coinslot.servicekit.event.LocalBroker;
import io.coinslot.settlement.journal.Booking.Source;
import io.coinslot.settlement.journal.BookingTerms;
import io.coinslot.settlement.journal.Journal;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The service over HTTP and an embedded store; what it would hear from the broker is given to it by hand. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"coinslot.kafka.bootstrap-servers=false", "coinslot.mongodb.uri=false"})
@Import(LocalSettlement.class)
@ResourceLock("the application")
abstract class SettlementApi {
    final String service = "s" + UUID.randomUUID().toString().substring(0, 8);
    final String owner = "svc-" + service + "." + service + ".settlements:read+settlements:write";
    final HttpClient http = CheckingHttpClient.bySourceTree();

    @LocalServerPort
    int port;

    @Autowired
    LocalBroker broker;

    @Autowired
    MeterRegistry meters;

    @Autowired
    Journal journal;

    @Autowired
    AdvancingClock clock;

    @Autowired
    BookingTerms terms;

    @Autowired
    EventSubscription<JournalEntryEnvelope> balances;

    final Source source(int purchase, String event) {
        return new Source(service + purchase + event, service + "-" + purchase, service, Instant.now());
    }

    static Money usd(long minorUnits) {
        return Money.ofMinor(CurrencyUnit.USD, minorUnits);
    }

    final Answer get(String token, String path) throws Exception {
        return new Answer(send(token, path, null, null, "GET"));
    }

    final Answer put(String path, String body) throws Exception {
        return new Answer(send(owner, path, null, body, "PUT"));
    }

    final Answer post(String path, String key, String body) throws Exception {
        return new Answer(send(owner, path, key, body, "POST"));
    }

    final HttpResponse<String> send(String token, String path, String key, String body, String method)
            throws IOException, InterruptedException {
        String bearer = Base64.getUrlEncoder().encodeToString(token.getBytes(StandardCharsets.UTF_8));
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Authorization", "Bearer " + bearer)
                .header("Content-Type", "application/json");
        if (key != null) {
            request.header("Idempotency-Key", key);
        }
        HttpRequest.BodyPublisher publisher = body == null
                ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.ofString(body.replace('\'', '"'));
        return http.send(request.method(method, publisher).build(), HttpResponse.BodyHandlers.ofString());
    }

    record Answer(HttpResponse<String> response) {
        int status() {
            return response.statusCode();
        }

        JsonNode body() {
            return JsonMapper.shared().readTree(response.body());
        }

        String text(String pointer) {
            return body().at(pointer).asString();
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse(null);
        }

        String problem() {
            String type = text("/type");
            String pointer = body().at("/errors/0/pointer").asString("");
            return (status() + " " + type.substring(type.lastIndexOf('/') + 1) + " " + pointer).strip();
        }
    }
}

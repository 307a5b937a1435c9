package io.coinslot.localstack.launcher;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes the simulated payment server and financial companies partners of the card registry: they are told its key, and
 * it is told where they are and under which number they know it.
 */
final class CardPartners {
    /** Not a process but a step, which the card registry needs. */
    static final String STEP = "card partners";

    static final Set<String> NEEDS = Set.of(Stack.SIMULATORS);
    /** Our name with them. */
    private static final String US = "coinslot";

    private static final List<Company> COMPANIES =
            List.of(new Company("issuer", "MDES", "mdesUrl"), new Company("plain-issuer", "PLAIN", "plainUrl"));
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Ports ports;
    private final Keys keys;

    CardPartners(Ports ports, Keys keys) {
        this.ports = ports;
        this.keys = keys;
    }

    /**
     * A financial company.
     *
     * @param root where the simulators serve it
     * @param urlSetting what the simulators call the address of this shape
     */
    private record Company(String root, String shape, String urlSetting) {}

    /** Registers our key. A second time changes nothing. */
    void register() throws IOException, InterruptedException {
        ObjectNode key = JSON.createObjectNode().put("serviceId", US);
        key.set("jwk", keys.cardsSigningKey());
        try (HttpClient http = HttpClient.newHttpClient()) {
            for (Company company : COMPANIES) {
                post(http, "/control/" + company.root() + "/requestors", key);
            }
            post(http, "/control/peer/partners", key);
        }
    }

    /** What the card registry is started with; the simulators must run. */
    Map<String, String> properties() {
        Map<String, String> properties = new LinkedHashMap<>();
        String simulators = Ports.url(ports.simulators());
        properties.put("coinslot.cards.server-id", US);
        properties.put(
                "coinslot.cards.account-providers.simulated-accounts.keys-uri",
                simulators + "/account-provider/.well-known/jwks.json");
        properties.put("coinslot.cards.peers.simulated-wallet.base-url", simulators);
        properties.put("coinslot.cards.peers.simulated-wallet.keys-uri", simulators + "/peer/.well-known/jwks.json");
        properties.put(
                "coinslot.cards.chargers.market-gateway.keys-uri",
                Ports.url(ports.marketGateway()) + "/internal/.well-known/charge-keys");
        try (HttpClient http = HttpClient.newHttpClient()) {
            for (Company company : COMPANIES) {
                JsonNode settings = settings(http, company);
                String issuer =
                        "coinslot.cards.issuers." + settings.path("issuerId").asString() + ".";
                properties.put(issuer + "shape", company.shape());
                properties.put(
                        issuer + "url", settings.path(company.urlSetting()).asString());
                properties.put(
                        issuer + "token-requestor-id",
                        settings.path("tokenRequestorId").asString());
                properties.put(issuer + "keys-uri", settings.path("keysUrl").asString());
            }
        } catch (IOException e) {
            throw new UserError("the card registry needs the simulators, which do not answer: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UserError("interrupted");
        }
        return properties;
    }

    private JsonNode settings(HttpClient http, Company company) throws IOException, InterruptedException {
        String path = "/control/" + company.root() + "/credentials?serviceId=" + US;
        return answer(http, request(path).GET().build()).path("settings");
    }

    private void post(HttpClient http, String path, ObjectNode body) throws IOException, InterruptedException {
        answer(
                http,
                request(path)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                        .build());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(Ports.url(ports.simulators()) + path))
                .timeout(LONGEST_WAIT);
    }

    private static JsonNode answer(HttpClient http, HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() / 100 != 2) {
            throw new IOException(
                    request.method() + " " + request.uri() + " answered " + answer.statusCode() + ": " + answer.body());
        }
        return JSON.readTree(answer.body().isEmpty() ? "{}" : answer.body());
    }
}

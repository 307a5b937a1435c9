package io.coinslot.marketgateway.journey;

import io.coinslot.marketgateway.appstore.AppStore;
import io.coinslot.marketgateway.appstore.AppStoreSettings;
import io.coinslot.marketgateway.appstore.RootCertificates;
import io.coinslot.marketgateway.galaxystore.GalaxyStore;
import io.coinslot.marketgateway.galaxystore.GalaxyStoreSettings;
import io.coinslot.marketgateway.googleplay.GooglePlay;
import io.coinslot.marketgateway.googleplay.GooglePlaySettings;
import io.coinslot.marketgateway.market.Credentials;
import io.coinslot.marketgateway.market.MarketLink;
import io.coinslot.marketgateway.market.MarketLinks;
import io.coinslot.marketgateway.market.Markets;
import io.coinslot.marketgateway.market.OfMarket;
import io.coinslot.marketgateway.market.transport.PooledConnections;
import io.coinslot.marketgateway.onestore.OneStore;
import io.coinslot.marketgateway.onestore.OneStoreSettings;
import io.coinslot.marketgateway.payment.MarketId;
import io.coinslot.marketgateway.stripe.Stripe;
import io.coinslot.marketgateway.stripe.StripeSettings;
import io.coinslot.marketgateway.tosspayments.TossPayments;
import io.coinslot.marketgateway.tosspayments.TossSettings;
import io.coinslot.simulators.Options;
import io.coinslot.simulators.Simulators;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.apache.http.impl.client.CloseableHttpClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The simulated markets in this process, their control interface, and our adapters to them. */
public final class SimulatedMarkets implements AutoCloseable, MarketLinks {
    private static final JsonMapper JSON = new JsonMapper();

    private final Simulators simulators;
    private final HttpClient http = HttpClient.newHttpClient();
    private final CloseableHttpClient connections =
            PooledConnections.open(Duration.ofSeconds(2), Duration.ofMillis(1_500), Duration.ofSeconds(3));
    private final Map<String, MarketLink> links = new ConcurrentHashMap<>();
    private final List<OfMarket> capabilities = new ArrayList<>();
    private final Markets markets;

    public SimulatedMarkets(Path data) {
        MadeOnce.copyTo(data);
        simulators = Simulators.start(new Options(0, data, null));
        capabilities.addAll(GooglePlay.capabilities(googlePlaySettings(), connections, Clock.systemUTC()));
        capabilities.addAll(OneStore.capabilities(oneStoreSettings(), connections, Clock.systemUTC()));
        URI galaxyStore = URI.create(address() + "/galaxy-store");
        capabilities.addAll(GalaxyStore.capabilities(
                new GalaxyStoreSettings(galaxyStore, galaxyStore), connections, Clock.systemUTC()));
        capabilities.addAll(Stripe.capabilities(
                new StripeSettings(URI.create(address() + "/stripe")), connections, Clock.systemUTC()));
        capabilities.addAll(AppStore.capabilities(appStoreSettings(data), connections, Clock.systemUTC()));
        capabilities.addAll(
                TossPayments.capabilities(new TossSettings(URI.create(address() + "/toss-payments")), connections));
        markets = new Markets(capabilities);
    }

    private OneStoreSettings oneStoreSettings() {
        return new OneStoreSettings(
                URI.create(address() + "/one-store/commercial"), URI.create(address() + "/one-store/sandbox"));
    }

    private GooglePlaySettings googlePlaySettings() {
        return new GooglePlaySettings(
                URI.create(address() + "/google-play/"),
                URI.create(address() + "/google-play/oauth2/v3/certs"),
                "https://accounts.google.com",
                Duration.ofSeconds(2),
                Duration.ofMillis(1_500));
    }

    private AppStoreSettings appStoreSettings(Path data) {
        URI url = URI.create(address() + "/app-store");
        return new AppStoreSettings(
                url, url, RootCertificates.read(List.of(data.resolve("app-store-root.cer"))), false);
    }

    public String address() {
        return simulators.address();
    }

    public Markets markets() {
        return markets;
    }

    /** Everything that the market's adapter brings. */
    public Set<Class<? extends OfMarket>> capabilities(MarketId market) {
        return capabilities.stream()
                .filter(capability -> capability.market().equals(market))
                .flatMap(capability -> Arrays.stream(capability.getClass().getInterfaces()))
                .<Class<? extends OfMarket>>map(kind -> kind.asSubclass(OfMarket.class))
                .collect(Collectors.toSet());
    }

    /** A service's link to a market, with the credentials the simulator issues. */
    public MarketLink link(String serviceId, MarketId market) {
        return links.computeIfAbsent(serviceId + "/" + market, any -> issue(serviceId, market));
    }

    /** The same, with settings of the service's own. */
    public void link(String serviceId, MarketId market, Map<String, String> more) {
        MarketLink issued = issue(serviceId, market);
        Map<String, String> settings = new HashMap<>(issued.settings());
        settings.putAll(more);
        links.put(serviceId + "/" + market, new MarketLink(serviceId, market, true, settings, issued.credentials()));
    }

    /** Links a service to the very application that another one is linked to. */
    void share(String serviceId, String with, MarketId market) {
        MarketLink link = link(with, market);
        links.put(
                serviceId + "/" + market, new MarketLink(serviceId, market, true, link.settings(), link.credentials()));
    }

    private MarketLink issue(String serviceId, MarketId market) {
        JsonNode issued = get("/control/" + market + "/credentials?serviceId=" + serviceId);
        return new MarketLink(
                serviceId,
                market,
                true,
                texts(issued.path("settings")),
                new Credentials(texts(issued.path("credentials"))));
    }

    private static Map<String, String> texts(JsonNode object) {
        Map<String, String> texts = new HashMap<>();
        object.properties()
                .forEach(entry -> texts.put(entry.getKey(), entry.getValue().asString()));
        return texts;
    }

    @Override
    public MarketLink find(String serviceId, MarketId market) {
        return link(serviceId, market);
    }

    @Override
    public List<MarketLink> to(MarketId market) {
        return links.values().stream()
                .filter(link -> link.market().equals(market))
                .toList();
    }

    public JsonNode get(String path) {
        return send("GET", path, "");
    }

    public JsonNode post(String path, String body) {
        return send("POST", path, body);
    }

    public JsonNode put(String path, String body) {
        return send("PUT", path, body);
    }

    public JsonNode delete(String path) {
        return send("DELETE", path, "");
    }

    private JsonNode send(String method, String path, String body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address() + path))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .header("Content-Type", "application/json")
                .build();
        try {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() / 100 != 2) {
                throw new IllegalStateException(answer.statusCode() + " " + answer.body());
            }
            return JSON.readTree(answer.body().isEmpty() ? "{}" : answer.body());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws IOException {
        connections.close();
        simulators.close();
        http.close();
    }
}

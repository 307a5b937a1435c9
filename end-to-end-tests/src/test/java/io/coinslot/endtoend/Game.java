package io.coinslot.endtoend;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.coinslot.client.CoinslotClient;
import io.coinslot.client.Market;
import io.coinslot.client.MarketLink;
import io.coinslot.client.NewPurchase;
import io.coinslot.client.NewService;
import io.coinslot.client.Price;
import io.coinslot.client.ProductDefinition;
import io.coinslot.client.ProductType;
import io.coinslot.client.Purchase;
import io.coinslot.client.Receipt;
import io.coinslot.client.ServiceSecrets;
import io.coinslot.client.WebhookEvent;
import io.coinslot.client.WebhookVerifier;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A game with a backend of its own: registered, linked to the markets, selling gems, granting what webhooks tell. */
final class Game implements AutoCloseable {
    static final Market GOOGLE_PLAY = Market.of("google-play");
    static final Market STRIPE = Market.of("stripe");
    private static final AtomicInteger NUMBER = new AtomicInteger();

    final String serviceId = "game-" + ProcessHandle.current().pid() + "-" + NUMBER.incrementAndGet();
    final CoinslotClient client;
    final Simulators simulators;
    final Queue<WebhookEvent> webhooks = new ConcurrentLinkedQueue<>();
    /** The same, word for word. */
    final Queue<String> webhookBodies = new ConcurrentLinkedQueue<>();
    /** How often each purchase was granted: the game itself grants once per purchase and counts the asking. */
    final Map<String, AtomicInteger> grants = new ConcurrentHashMap<>();

    final ServiceSecrets secrets;
    private final HttpServer backend;
    private final WebhookVerifier verifier;
    private final Contract contract;
    private volatile boolean delivers = true;

    Game(RunningStack stack) throws IOException {
        this(stack, stack.gateway());
    }

    /** @param gateway by which it calls */
    Game(RunningStack stack, URI gateway) throws IOException {
        contract = stack.contract();
        simulators = new Simulators(stack.simulators());
        backend = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        backend.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        JsonNode admin = stack.connection().path("admin");
        try (CoinslotClient administrator = client(stack, admin.path("clientId"), admin.path("clientSecret"))) {
            URI webhookUrl =
                    URI.create("http://127.0.0.1:" + backend.getAddress().getPort() + "/hooks");
            secrets = administrator.services().register(new NewService(serviceId, "A game", "USD", webhookUrl));
        }
        verifier = WebhookVerifier.of(secrets.webhookSecret());
        backend.createContext("/hooks", this::receive);
        backend.start();
        client = CoinslotClient.builder()
                .gateway(gateway)
                .http(stack.contract().http())
                .credentials(secrets.clientId(), secrets.clientSecret())
                .build();
        link(GOOGLE_PLAY);
        link(STRIPE);
        client.products().put("gem-100", gems());
    }

    private static CoinslotClient client(RunningStack stack, JsonNode id, JsonNode secret) {
        return CoinslotClient.builder()
                .gateway(stack.gateway())
                .http(stack.contract().http())
                .credentials(id.stringValue(), secret.stringValue())
                .build();
    }

    private void link(Market market) {
        JsonNode link = simulators.get("/control/" + market.id() + "/credentials?serviceId=" + serviceId);
        Map<String, String> settings = texts(link.path("settings"));
        if (market.equals(GOOGLE_PLAY)) {
            settings.put("customersConsent", "true");
        }
        client.services().linkMarket(serviceId, market, MarketLink.enabled(settings, texts(link.path("credentials"))));
    }

    private static Map<String, String> texts(JsonNode fields) {
        Map<String, String> texts = new HashMap<>();
        fields.properties()
                .forEach(field -> texts.put(field.getKey(), field.getValue().asString()));
        return texts;
    }

    private static ProductDefinition gems() {
        return new ProductDefinition(
                        "100 gems",
                        ProductType.CONSUMABLE,
                        List.of(new Price(GOOGLE_PLAY, null, "1200", "KRW"), new Price(STRIPE, null, "0.99", "USD")),
                        Map.of(),
                        null,
                        null,
                        true)
                .withMarketProductId(GOOGLE_PLAY, "gem_100")
                .withMarketProductId(STRIPE, "gem_100");
    }

    private void receive(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        WebhookEvent event = verifier.verify(exchange.getRequestHeaders()::getFirst, body);
        webhooks.add(event);
        String text = new String(body, StandardCharsets.UTF_8);
        webhookBodies.add(text);
        contract.received(text);
        boolean granted = event instanceof WebhookEvent.PurchasePaid paid && delivers && grant(paid);
        byte[] answer = ("{\"delivered\":" + granted + "}").getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    private boolean grant(WebhookEvent.PurchasePaid paid) {
        grants.computeIfAbsent(paid.purchase().purchaseId(), id -> new AtomicInteger())
                .incrementAndGet();
        return true;
    }

    /** Whether webhooks are answered with delivered: true. */
    void delivers(boolean now) {
        delivers = now;
    }

    Purchase buy(String userId, Market market) {
        return client.purchases().create(NewPurchase.of(userId, "gem-100", market));
    }

    /** The player pays at Google Play; what the client then holds. */
    JsonNode payAtGooglePlay(Purchase purchase, String... changes) {
        ObjectNode order = Simulators.json();
        order.put("serviceId", serviceId)
                .put("productId", purchase.billing().marketProductId())
                .put("userId", purchase.userId());
        order.putObject("price").put("amount", "1200").put("currency", "KRW");
        order.putObject("binding").put("obfuscatedAccountId", purchase.billing().obfuscatedAccountId());
        for (int index = 0; index < changes.length; index += 2) {
            order.put(changes[index], changes[index + 1]);
        }
        return simulators.post("/control/google-play/purchases", order);
    }

    /** The player pays with a card at Stripe; the PaymentIntent's id. */
    String payAtStripe(Purchase purchase, String outcome) {
        String clientSecret = Awaitility.await()
                .until(
                        () -> client.purchases()
                                .get(purchase.purchaseId())
                                .billing()
                                .clientSecret(),
                        secret -> secret != null);
        return confirmAtStripe(clientSecret, outcome);
    }

    String confirmAtStripe(String clientSecret) {
        return confirmAtStripe(clientSecret, "PURCHASED");
    }

    private String confirmAtStripe(String clientSecret, String outcome) {
        String intent = clientSecret.substring(0, clientSecret.indexOf("_secret"));
        simulators.post(
                "/control/stripe/purchases",
                Simulators.json()
                        .put("paymentIntentId", intent)
                        .put("clientSecret", clientSecret)
                        .put("outcome", outcome));
        return intent;
    }

    void submit(Purchase purchase, Receipt receipt) {
        client.purchases().submitReceipt(purchase.purchaseId(), receipt);
    }

    Purchase awaitStatus(Purchase purchase, io.coinslot.client.PurchaseStatus status) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> client.purchases().get(purchase.purchaseId()), now -> now.status() == status);
    }

    @Override
    public void close() {
        client.close();
        backend.stop(0);
    }
}

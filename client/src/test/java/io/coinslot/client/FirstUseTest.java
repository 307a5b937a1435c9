package io.coinslot.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookSigningException;
import io.coinslot.client.NewCardRegistration.Device;
import io.coinslot.client.NewCardRegistration.Selection;
import io.coinslot.houserules.SourceTree;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The code of the README, compiled and run; the last test keeps the two the same. */
class FirstUseTest {
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private final List<String> granted = new ArrayList<>();
    private final List<String> takenBack = new ArrayList<>();
    private final List<BillingInformation> shown = new ArrayList<>();

    @Test
    void sellsAnItem() {
        try (FakeGateway fake = new FakeGateway()) {
            fake.on("POST /v1/purchases", 201, Fixtures.PURCHASE).on("POST /v1/purchases/p1/receipts", 202, "{}");
            firstPurchase(fake.uri(), "svc-arcade", "secret");
            assertThat(fake.last().body()).isEqualTo("{\"purchaseToken\":\"token-of-the-store\"}");
            assertThat(shown).extracting(BillingInformation::marketProductId).containsExactly("gem_100");
        }
    }

    @Test
    void waitsUntilThePaymentIsPrepared() {
        try (FakeGateway fake = new FakeGateway();
                CoinslotClient coinslot = CoinslotClient.of(fake.uri(), "svc-arcade", "secret")) {
            String prepared = Fixtures.PURCHASE
                    .replace("\"version\":1", "\"version\":2")
                    .replace("REQUESTED", "PAYABLE")
                    .replace("\"clientSecret\":null", "\"clientSecret\":\"pi_1_secret\"");
            fake.on("POST /v1/purchases", 201, Fixtures.PURCHASE)
                    .on("GET /v1/purchases/p1?minVersion=2&waitMillis=20000", 200, prepared);
            firstPreparedPurchase(coinslot);
            assertThat(shown).extracting(BillingInformation::clientSecret).containsExactly("pi_1_secret");
        }
    }

    @Test
    void grantsWhatIsPaid() throws WebhookSigningException {
        assertThat(received(SECRET, "purchase.paid", Fixtures.PURCHASE)).isEqualTo("200 {\"delivered\":true}");
        assertThat(granted).containsExactly("p1");
    }

    @Test
    void takesBackWhatWasRefundedAsAWhole() throws WebhookSigningException {
        String inPart = Fixtures.PURCHASE.replace("REQUESTED", "PARTIALLY_REFUNDED");
        String whole = Fixtures.PURCHASE.replace("REQUESTED", "REFUNDED");
        assertThat(received(SECRET, "purchase.refunded", inPart)).isEqualTo("200 {}");
        assertThat(takenBack).isEmpty();
        assertThat(received(SECRET, "purchase.refunded", whole)).isEqualTo("200 {}");
        assertThat(takenBack).containsExactly("p1");
    }

    @Test
    void refusesWhatIsNotCoinslots() throws WebhookSigningException {
        String another = "whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
        assertThat(received(another, "purchase.paid", Fixtures.PURCHASE)).isEqualTo("401 ");
        assertThat(granted).isEmpty();
    }

    private String received(String secret, String type, String data) throws WebhookSigningException {
        String body = "{\"type\":\"" + type + "\",\"timestamp\":\"2026-11-22T07:00:00Z\",\"data\":" + data + "}";
        long now = Instant.now().getEpochSecond();
        Map<String, String> headers = Map.of(
                "webhook-id", "msg_1",
                "webhook-timestamp", Long.toString(now),
                "webhook-signature", new Webhook(secret).sign("msg_1", now, body));
        return firstWebhook(SECRET, headers::get, body.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void showsTheSameCodeInTheReadme() throws IOException {
        Path module = SourceTree.ofWorkingDirectory().root().resolve("client");
        String test =
                withoutSpace(Files.readString(module.resolve("src/test/java/io/coinslot/client/FirstUseTest.java")));
        List<String> snippets = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(module.resolve("README.md")))
                .results()
                .map(match -> withoutSpace(match.group(1)))
                .toList();
        assertThat(snippets).hasSize(5).allMatch(test::contains);
    }

    @Test
    void letsADeviceReadItsUsersPurchases() {
        try (FakeGateway fake = new FakeGateway();
                CoinslotClient backend = CoinslotClient.of(fake.uri(), "svc-arcade", "secret")) {
            fake.on(
                            "POST /v1/device-sessions",
                            201,
                            "{\"sessionId\":\"ds_1\",\"accessToken\":\"token-1\",\"expiresAt\":\"2100-01-01T00:00:00Z\"}")
                    .on("GET /v1/purchases", 200, "{\"items\":[" + Fixtures.PURCHASE + "]}");
            assertThat(purchasesOnTheDevice(fake.uri(), backend)).hasSize(1);
            assertThat(fake.last().header("Authorization")).isEqualTo("DPoP token-1");
        }
    }

    @SuppressWarnings("resource")
    private static List<Purchase> purchasesOnTheDevice(URI gateway, CoinslotClient coinslot) {
        DeviceKey key = DeviceKey.generate(); // stays on the device; the backend is told its thumbprint
        DeviceClient device =
                DeviceClient.of(gateway, key, () -> coinslot.devices().open("player-7", "watch-1", key.thumbprint()));
        List<Purchase> own = device.purchases().toList();
        return own;
    }

    @Test
    void bringsCardsToADevice() {
        try (FakeGateway fake = new FakeGateway();
                DeviceClient device = DeviceClient.of(
                        fake.uri(),
                        DeviceKey.generate(),
                        () -> new DeviceSession("ds_1", "token-1", "", Instant.parse("2100-01-01T00:00:00Z")))) {
            String registration =
                    "{\"registrationId\":\"reg_1\",\"state\":\"SELECTION_PENDING\",\"version\":3,\"cards\":[{\"cardReferenceId\":\"c1\"}]}";
            fake.on("POST /v1/card-registrations", 202, registration)
                    .on("GET /v1/card-registrations/reg_1", 200, registration)
                    .on("POST /v1/card-registrations/reg_1/selections", 202, registration);
            firstCard(device, "a.b.c");
            assertThat(fake.last().body()).isEqualTo("{\"cardReferenceIds\":[\"c1\"]}");
        }
    }

    private static void firstCard(DeviceClient device, String accountAssertion) {
        NewCardRegistration wish = new NewCardRegistration(
                accountAssertion, "app-1", "wallet-1", Device.of("My watch", "WATCH", "WEAR"), "ko", Selection.CHOOSE);
        CardRegistrations cards = device.cardRegistrations();
        CardRegistration registration = cards.register(wish);
        registration = cards.await(registration.registrationId(), Duration.ofMinutes(1));
        if (registration.state() == CardState.SELECTION_PENDING) {
            cards.select(registration.registrationId(), chosenAmong(registration.cards()));
        }
    }

    private static List<String> chosenAmong(List<CardRegistration.Card> offered) {
        return offered.stream().map(CardRegistration.Card::cardReferenceId).toList();
    }

    @SuppressWarnings("resource")
    private void firstPurchase(URI gateway, String clientId, String clientSecret) {
        CoinslotClient coinslot = CoinslotClient.of(gateway, clientId, clientSecret);
        Purchase purchase = coinslot.purchases().create(NewPurchase.of("player-7", "gem-100", Market.GOOGLE_PLAY));
        sendToDevice(purchase.billing()); // the player pays at the market
        coinslot.purchases().submitReceipt(purchase.purchaseId(), Receipt.purchaseToken(tokenFromDevice()));
    }

    private void firstPreparedPurchase(CoinslotClient coinslot) {
        Purchase prepared = coinslot.purchases().create(NewPurchase.of("player-7", "gem-100", Market.STRIPE));
        while (prepared.status() == PurchaseStatus.REQUESTED) {
            prepared = coinslot.purchases()
                    .awaitVersion(prepared.purchaseId(), prepared.version() + 1, Duration.ofSeconds(20));
        }
        if (prepared.status() == PurchaseStatus.PAYABLE) {
            sendToDevice(prepared.billing()); // with the client secret
        }
    }

    private String firstWebhook(String webhookSecret, Function<String, String> headerOfRequest, byte[] bodyOfRequest) {
        WebhookVerifier verifier = WebhookVerifier.of(webhookSecret);
        WebhookEvent event;
        try {
            event = verifier.verify(headerOfRequest, bodyOfRequest);
        } catch (CoinslotException.WebhookRefused e) {
            return respond(401, "");
        }
        switch (event) {
            case WebhookEvent.PurchasePaid paid -> {
                grant(paid.purchase());
                return respond(200, WebhookEvent.DELIVERED);
            }
            case WebhookEvent.PurchaseRefunded refunded
            when refunded.purchase().status() == PurchaseStatus.REFUNDED -> takeBack(refunded.purchase());
            case WebhookEvent.PurchaseChargedBack chargedBack -> takeBack(chargedBack.purchase());
            default -> {}
        }
        return respond(200, "{}");
    }

    private static String respond(int status, String body) {
        return status + " " + body;
    }

    private void sendToDevice(BillingInformation billing) {
        shown.add(billing);
    }

    private static String tokenFromDevice() {
        return "token-of-the-store";
    }

    private void grant(Purchase purchase) {
        granted.add(purchase.purchaseId());
    }

    private void takeBack(Purchase purchase) {
        takenBack.add(purchase.purchaseId());
    }

    private static String withoutSpace(String text) {
        return text.replaceAll("\\s+", "");
    }
}

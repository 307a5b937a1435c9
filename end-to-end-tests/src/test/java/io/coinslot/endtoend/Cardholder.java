package io.coinslot.endtoend;

import io.coinslot.client.CardRegistration;
import io.coinslot.client.DeviceClient;
import io.coinslot.client.DeviceKey;
import io.coinslot.client.NewCardRegistration;
import io.coinslot.client.NewCardRegistration.Device;
import io.coinslot.client.NewCardRegistration.Selection;
import io.coinslot.client.PaymentToken;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Somebody with cards on a phone, whose payment server is the simulated wallet, and a watch that is a game's user's. */
final class Cardholder implements AutoCloseable {
    static final String WALLET = "simulated-wallet";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    final String userId = "holder-" + UUID.randomUUID();
    final String paymentAppInstanceId = "app-" + userId.substring(7, 15);
    final DeviceKey key = DeviceKey.generate();
    final DeviceClient watch;
    private final Simulators simulators;

    Cardholder(RunningStack stack, Game game) {
        simulators = new Simulators(stack.simulators());
        watch = DeviceClient.of(
                stack.gateway(),
                key,
                () -> game.client.devices().open(userId, "watch-1", key.thumbprint()),
                stack.contract().http());
    }

    /** The financial companies that are simulated. */
    enum Company {
        /** In the card networks' shape. */
        BANK("issuer", "simulated-bank"),
        /** In the plain shape. */
        SAVINGS_BANK("plain-issuer", "simulated-savings-bank");

        final String root;
        final String id;

        Company(String root, String id) {
            this.root = root;
            this.id = id;
        }
    }

    /** The phone registers a card; its id there. */
    String cardOnThePhone(String number, Company company) {
        return simulators
                .post(
                        "/control/peer/cards",
                        Simulators.json()
                                .put("accountId", userId)
                                .put("accountNumber", number)
                                .put("issuerId", company.id))
                .path("cardId")
                .asString();
    }

    void removeFromThePhone(String cardId) {
        simulators.post("/control/peer/cards/" + cardId + "/remove", Simulators.json());
    }

    /** The account provider vouches for the account and the watch. */
    String assertion() {
        ObjectNode wanted = Simulators.json()
                .put("accountId", userId)
                .put("audience", "coinslot")
                .put("deviceKeyThumbprint", key.thumbprint());
        wanted.putArray("onward").add(WALLET);
        return simulators
                .post("/control/account-provider/assertions", wanted)
                .path("accountAssertion")
                .asString();
    }

    NewCardRegistration wish(Selection selection, String assertion) {
        Device device = new Device("My watch", "WATCH", "WEAR", "5", List.of("NFC"), null);
        return new NewCardRegistration(assertion, paymentAppInstanceId, "wallet-1", device, "ko", selection);
    }

    /** Asks for the cards, and waits until that is over or needs the cardholder. */
    CardRegistration ask(Selection selection) {
        return ask(wish(selection, assertion()), UUID.randomUUID().toString());
    }

    CardRegistration ask(NewCardRegistration wish, String idempotencyKey) {
        return await(watch.cardRegistrations().register(wish, idempotencyKey));
    }

    CardRegistration await(CardRegistration registration) {
        return watch.cardRegistrations().await(registration.registrationId(), PATIENCE);
    }

    PaymentToken await(String tokenUniqueReference, PaymentToken.Status status, PaymentToken.Party... suspendedBy) {
        return Awaitility.await()
                .atMost(PATIENCE)
                .until(
                        () -> watch.paymentTokens().get(tokenUniqueReference),
                        token -> token.status() == status
                                && Set.copyOf(token.suspendedBy()).equals(Set.of(suspendedBy)));
    }

    /** The code in the cardholder's newest text message. */
    String code(Company company, String tokenUniqueReference) {
        return simulators
                .get("/control/" + company.root + "/codes?tokenUniqueReference=" + tokenUniqueReference)
                .path("items")
                .valueStream()
                .filter(code -> code.path("state").asString().equals("LIVE"))
                .findFirst()
                .orElseThrow()
                .path("code")
                .asString();
    }

    /** What the company believes happened on the watch. */
    List<JsonNode> tasks(Company company) {
        return entries("/control/" + company.root + "/ledger").stream()
                .filter(task -> task.path("paymentAppInstanceId").asString().equals(paymentAppInstanceId))
                .toList();
    }

    private List<JsonNode> entries(String ledger) {
        List<JsonNode> entries = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = simulators.get(ledger + "?limit=1000&after=" + cursor);
            page.path("items").forEach(entries::add);
            cursor = page.path("nextCursor").asString("");
        } while (!cursor.isEmpty());
        return entries;
    }

    /** What the wallet was asked for by us, as `call outcome`, since it was asked so often. */
    List<String> askedOfTheWallet(long since) {
        return entries("/control/peer/ledger").stream()
                .skip(since)
                .map(entry -> entry.path("call").asString() + " "
                        + entry.path("outcome").asString())
                .toList();
    }

    @Override
    public void close() {
        watch.close();
    }
}

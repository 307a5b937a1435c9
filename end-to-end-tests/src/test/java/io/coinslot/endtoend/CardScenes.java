package io.coinslot.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.coinslot.client.CoinslotException;
import io.coinslot.client.NewPurchase;
import io.coinslot.client.Purchase;
import io.coinslot.client.PurchaseStatus;
import io.coinslot.endtoend.PublishedCards.Card;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Everything that can happen to cards on their way to a device, well and badly, with published numbers. */
final class CardScenes {
    static final String BANK = "simulated-bank";
    /** Speaks the plainer interface. */
    static final String SAVINGS_BANK = "simulated-savings-bank";

    private static final int CARDS_AT_A_TIME = 10;
    static final List<String> PROOFS = List.of("NONE", "WRONG_KEY", "STALE", "TAMPERED", "WRONG_RECEIVER");
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final RunningStack stack;
    private final Game game;
    private final HeardAnswers answers;
    private final Simulators simulators;
    final Set<String> assertions = new LinkedHashSet<>();
    /** The numbers of tokens that paid. */
    final Set<String> numbersOfPayingTokens = new LinkedHashSet<>();

    final List<CardDevice> devices = new ArrayList<>();

    CardScenes(RunningStack stack, Game game, HeardAnswers answers) {
        this.stack = stack;
        this.game = game;
        this.answers = answers;
        this.simulators = game.simulators;
    }

    CardDevice device() {
        CardDevice device = new CardDevice(
                stack, game, answers, "holder-" + UUID.randomUUID().toString().substring(0, 13));
        devices.add(device);
        return device;
    }

    String ask(CardDevice device, String mode) {
        return ask(device, mode, "VALID", "OUTER");
    }

    String ask(CardDevice device, String mode, String proof, String proofOf) {
        String assertion = device.assertion(proof, proofOf);
        assertions.add(assertion);
        return device.ask(device.request(mode, assertion));
    }

    static String root(String issuerId) {
        return issuerId.equals(BANK) ? "/control/issuer" : "/control/plain-issuer";
    }

    /** Approved, declined for each reason, stepped up, decided late: whatever the company says of each number. */
    void everyNumberIsDecided(String issuerId) {
        List<Card> cards = PublishedCards.known();
        List<String> asked = new ArrayList<>();
        List<CardDevice> holders = new ArrayList<>();
        for (int from = 0; from < cards.size(); from += CARDS_AT_A_TIME) {
            CardDevice device = device();
            cards.subList(from, Math.min(cards.size(), from + CARDS_AT_A_TIME))
                    .forEach(card -> device.cardAtThePeer(card.number(), card.expiry(), issuerId));
            holders.add(device);
            asked.add(ask(device, "ALL"));
        }
        Set<String> states = new LinkedHashSet<>();
        for (int index = 0; index < asked.size(); index++) {
            holders.get(index)
                    .awaitRest(asked.get(index))
                    .path("cards")
                    .forEach(card -> states.add(card.path("state").asString("")));
        }
        assertThat(states).contains("COMPLETED", "DECLINED", "AUTHENTICATION_REQUIRED");
    }

    static String number() {
        return PublishedCards.decided("APPROVED").number();
    }

    /** Silent after it did it, erroneous, and telling twice and in disorder what became of it. */
    void theCompanyIsSilent(String issuerId) {
        String faults = root(issuerId) + "/faults";
        for (ObjectNode fault : List.of(
                Simulators.json()
                        .put("timeoutAfterCommit", 1)
                        .put("holdMillis", 4_000)
                        .put("limit", 1),
                Simulators.json().put("errorAfterCommit", 1).put("limit", 1),
                Simulators.json().put("errorRate", 1).put("limit", 2),
                Simulators.json().put("duplicateNotifications", 1).put("reorder", true),
                Simulators.json().put("latencyMillis", 800))) {
            CardDevice device = device();
            device.cardAtThePeer(number(), "0330", issuerId);
            simulators.post(faults, fault);
            device.awaitRest(ask(device, "ALL"));
            simulators.clearFaults(root(issuerId).substring("/control/".length()));
        }
    }

    /** Held back by several, funded anew, deleted while held back, told of truly and falsely; and asked for again. */
    void aTokenLives(String issuerId) {
        CardDevice device = device();
        device.cardAtThePeer(number(), "0330", issuerId);
        String assertion = device.assertion();
        assertions.add(assertion);
        ObjectNode request = device.request("ALL", assertion);
        JsonNode done = device.awaitState(device.ask(request), "COMPLETED");
        String reference =
                done.path("cards").path(0).path("tokenUniqueReference").stringValue();
        String another = device.assertion();
        assertions.add(another);
        request.putObject("accountInfo").put("accountAssertion", another);
        assertThat(device.awaitRest(device.ask(request)).path("errorCode").asString())
                .isEqualTo("CARD_ALREADY_ON_DEVICE");
        String atCompany = root(issuerId) + "/tokens/" + reference;
        String path = "/v1/tokens/" + reference;
        simulators.post(atCompany + "/suspend", Simulators.json().put("reasonCode", "SUSPECTED_FRAUD"));
        device.awaitToken(reference, isHeldBy("ISSUER"));
        device.post(path + "/suspend", change("CARDHOLDER", "it was left in the taxi"));
        device.post(path + "/suspend", change("DEVICE_LOCKED", "locked"));
        await().atMost(PATIENCE)
                .until(() -> companyHolds(issuerId, reference, "DEVICE_LOCKED")
                        // Of a company that does not know locks: nobody else has suspended it for the requestor.
                        || companyHolds(issuerId, reference, "TOKEN_REQUESTOR"));
        simulators.post(atCompany + "/unsuspend", Simulators.json());
        device.awaitToken(reference, isHeldBy("ISSUER").negate());
        device.post(path + "/unsuspend", change("CARDHOLDER", "found"));
        device.awaitToken(reference, isHeldBy("CARDHOLDER").negate());
        simulators.post(atCompany + "/fund", Simulators.json().put("kind", "RENEWED"));
        simulators.post(atCompany + "/fund", Simulators.json().put("kind", "REPLACED"));
        callbacks(issuerId, reference);
        device.post(path + "/delete", change("CARDHOLDER", "no longer wanted"));
        device.awaitToken(reference, token -> token.path("status").asString("").equals("DEACTIVATED"));
        assertThat(device.get("/v1/tokens").statusCode()).isEqualTo(200);
    }

    /** A token pays for something at the game, and is declined the next time. */
    void aTokenPays(String issuerId) {
        CardDevice device = device();
        device.cardAtThePeer(number(), "0330", issuerId);
        JsonNode card =
                device.awaitState(ask(device, "ALL"), "COMPLETED").path("cards").path(0);
        String reference = card.path("tokenUniqueReference").stringValue();
        numbersOfPayingTokens.add(simulators
                .get(root(issuerId) + "/token-numbers?tokenUniqueReference=" + reference)
                .path("tokenNumber")
                .stringValue());
        game.awaitStatus(charged(reference, device), PurchaseStatus.COMPLETED);
        simulators.post(
                root(issuerId) + "/authorisations",
                Simulators.json().put("tokenUniqueReference", reference).put("decision", "AUTHENTICATION_REQUIRED"));
        game.awaitStatus(charged(reference, device), PurchaseStatus.DECLINED);
    }

    /** As soon as the game's service has heard of the token. */
    private Purchase charged(String reference, CardDevice device) {
        return await().atMost(PATIENCE)
                .ignoreExceptionsInstanceOf(CoinslotException.class)
                .until(
                        () -> game.client
                                .purchases()
                                .create(NewPurchase.chargedTo(reference, device.userId, "gem-100")),
                        purchase -> purchase != null);
    }

    private void callbacks(String issuerId, String reference) {
        for (String kind : List.of("RESEND", "DUPLICATE", "OUTDATED", "UNKNOWN_TYPE", "UNKNOWN_TOKEN", "POISON")) {
            tell(issuerId, reference, kind, "VALID");
        }
        PROOFS.forEach(proof -> tell(issuerId, reference, "FORGED", proof));
    }

    private void tell(String issuerId, String reference, String kind, String proof) {
        simulators.post(
                root(issuerId) + "/notifications",
                Simulators.json()
                        .put("kind", kind)
                        .put("tokenUniqueReference", reference)
                        .put("proof", proof));
    }

    private boolean companyHolds(String issuerId, String reference, String suspender) {
        String after = "0";
        while (true) {
            JsonNode page = simulators.get(root(issuerId) + "/ledger?limit=200&after=" + after);
            for (JsonNode item : page.path("items")) {
                if (item.path("tokenUniqueReference").asString("").equals(reference)) {
                    return item.path("suspendedBy").toString().contains(suspender);
                }
            }
            if (!page.path("nextCursor").isString() && !page.path("nextCursor").isNumber()) {
                return false;
            }
            after = page.path("nextCursor").asString("");
        }
    }

    private static java.util.function.Predicate<JsonNode> isHeldBy(String suspender) {
        return token -> token.path("suspendedBy").toString().contains(suspender);
    }

    private static String change(String causedBy, String reason) {
        return Simulators.json()
                .put("causedBy", causedBy)
                .put("reasonCode", "OTHER")
                .put("reason", reason)
                .toString();
    }
}

package io.coinslot.simulators.peer;

import io.coinslot.simulators.issuer.CardFace;
import io.coinslot.simulators.issuer.Issuer;
import io.coinslot.simulators.protocol.Json;
import io.coinslot.simulators.protocol.Request;
import io.coinslot.simulators.sealing.OaepHash;
import io.coinslot.simulators.sealing.SealingKey;
import io.coinslot.simulators.signing.MessageVerifier.Sender;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The interface for payment servers. Callers hold the server's lock. */
final class PeerApi {
    private static final Duration CREDENTIAL_VALID = Duration.ofMinutes(15);
    private static final int LONGEST_TASK_ID = 64;
    private static final List<String> TOLD = List.of("CARD_REMOVED", "CARD_REPLACED");

    private final PeerMemory memory;
    private final AssertionCheck assertions;
    private final NumberVault vault;
    private final Map<String, Issuer> companies;
    private final Clock clock;

    /** @param companies whose cards there are, by their ids */
    PeerApi(
            PeerMemory memory,
            AssertionCheck assertions,
            NumberVault vault,
            Map<String, Issuer> companies,
            Clock clock) {
        this.memory = memory;
        this.assertions = assertions;
        this.vault = vault;
        this.companies = companies;
        this.clock = clock;
    }

    /** Answers a request below {@code /peer/v1}, and notes that it was made. */
    ObjectNode answer(Sender sender, Request request, Tampering.Kind wrong) {
        List<String> path = request.path();
        boolean isSearch = path.equals(List.of("cards", "search"));
        String reference = isCredential(request) ? path.get(1) : null;
        if (!request.method().equals("POST") || !isSearch && reference == null) {
            throw new PeerRefusal(404, "NOT_FOUND", "There is nothing at this address.");
        }
        String call = isSearch ? "search" : "credential";
        try {
            JsonNode body = body(sender, request);
            ObjectNode answer = reference == null ? search(sender, body) : credential(sender, reference, body, wrong);
            memory.add(new Asked(clock.instant(), sender.name(), call, sender.nonce(), reference, "200"));
            return answer;
        } catch (PeerRefusal refusal) {
            memory.add(new Asked(clock.instant(), sender.name(), call, sender.nonce(), reference, refusal.code()));
            throw refusal;
        }
    }

    /** A partner tells that cards are no longer there, whose references it has given before. */
    void hear(Sender sender, Request request) {
        JsonNode body = body(sender, request);
        String type = text(body, "type");
        if (!TOLD.contains(type)) {
            throw PeerRefusal.invalid("type");
        }
        JsonNode references = body.path("cardReferenceIds");
        if (!references.isArray() || references.isEmpty()) {
            throw PeerRefusal.invalid("cardReferenceIds");
        }
        for (JsonNode reference : references) {
            memory.add(new Asked(
                    clock.instant(), sender.name(), "notification", sender.nonce(), reference.asString(""), type));
        }
    }

    static boolean isNotification(Request request) {
        return request.method().equals("POST") && request.path().equals(List.of("notifications"));
    }

    static boolean isCredential(Request request) {
        List<String> path = request.path();
        return path.size() == 3
                && path.getFirst().equals("cards")
                && path.getLast().equals("credential");
    }

    private static JsonNode body(Sender sender, Request request) {
        try {
            JsonNode body = Json.read(request.body());
            if (!text(body, "requestId").equals(sender.nonce())) {
                throw new PeerRefusal(401, "SIGNATURE_INVALID", "The nonce is not the requestId.");
            }
            return body;
        } catch (JacksonException malformed) {
            throw PeerRefusal.invalid("The body");
        }
    }

    private ObjectNode search(Sender sender, JsonNode body) {
        String account = text(body, "accountReference");
        assertions.check(
                text(body, "accountAssertion"),
                new AssertionCheck.Claimed(
                        sender.name(), account, text(body.path("deviceInfo"), "deviceKeyThumbprint")));
        if (!text(body, "purpose").equals("REGISTER_ON_NEW_DEVICE")) {
            throw new PeerRefusal(403, "PURPOSE_NOT_ALLOWED", "Cards are not handed on for this purpose.");
        }
        if (body.path("consentReference").asString("").isEmpty()) {
            throw new PeerRefusal(403, "CONSENT_MISSING", "consentReference names no consent.");
        }
        ObjectNode answer = Json.object().put("responseId", sender.nonce());
        ArrayNode cards = answer.putArray("cards");
        memory.liveCards(account).forEach(card -> cards.add(listed(card, sender.name())));
        return answer;
    }

    private ObjectNode listed(PeerCard card, String serviceId) {
        CardReference reference = new CardReference(
                "crd_" + UUID.randomUUID().toString().replace("-", ""),
                card.cardId(),
                serviceId,
                clock.instant().plus(CardReference.VALID));
        memory.put(reference);
        PeerCard.Facts facts = card.facts();
        ObjectNode body = Json.object()
                .put("cardReferenceId", reference.cardReferenceId())
                .put("paymentAccountReference", facts.paymentAccountReference())
                .put("panUniqueReference", facts.panUniqueReference())
                .put("accountPanSuffix", facts.accountPanSuffix())
                .put("issuerId", card.issuerId());
        body.set("productConfig", CardFace.productConfig(facts.brand()));
        body.putObject("tokenInfo")
                .put("tokenPanSuffix", facts.tokenPanSuffix())
                .put("accountPanSuffix", facts.accountPanSuffix())
                .put("tokenExpiry", card.expiry());
        return body;
    }

    private ObjectNode credential(Sender sender, String referenceId, JsonNode body, Tampering.Kind wrong) {
        String audience = text(body, "audience");
        String taskId = text(body, "taskId");
        if (taskId.length() > LONGEST_TASK_ID) {
            throw PeerRefusal.invalid("taskId");
        }
        PeerCard card = card(sender.name(), referenceId);
        if (!audience.equals(card.issuerId())) {
            throw new PeerRefusal(403, "AUDIENCE_NOT_ALLOWED", "The card is not of that company.");
        }
        ObjectNode answer = Json.object().put("responseId", sender.nonce());
        answer.set("encryptedPayload", sealed(card, taskId, wrong));
        return answer;
    }

    private PeerCard card(String serviceId, String referenceId) {
        CardReference reference = memory.reference(referenceId);
        PeerCard card =
                reference == null || !reference.serviceId().equals(serviceId) ? null : memory.card(reference.cardId());
        if (reference == null || card == null) {
            throw new PeerRefusal(404, "CARD_NOT_FOUND", "There is no such card.");
        }
        return switch (card.state()) {
            case REMOVED -> throw PeerRefusal.gone("CARD_REMOVED");
            case REPLACED -> throw PeerRefusal.gone("CARD_REPLACED");
            case LIVE -> {
                if (!reference.isLive(clock.instant())) {
                    throw PeerRefusal.gone("CARD_REFERENCE_EXPIRED");
                }
                yield card;
            }
        };
    }

    private ObjectNode sealed(PeerCard card, String taskId, Tampering.Kind wrong) {
        ObjectNode content = Json.object();
        content.putObject("cardAccountData")
                .put("accountNumber", vault.show(card.hiddenNumber()))
                .put("expiryMonth", card.expiry().substring(0, 2))
                .put("expiryYear", card.expiry().substring(2));
        content.put("source", "ACCOUNT_ON_FILE")
                .put("audience", card.issuerId())
                .put("taskId", wrong == Tampering.Kind.OTHER_TASK ? "not " + taskId : taskId);
        Instant now = clock.instant();
        boolean isOver = wrong == Tampering.Kind.EXPIRED_CREDENTIAL;
        SealingKey issuersKey =
                Objects.requireNonNull(companies.get(card.issuerId())).sealingKey();
        ObjectNode payload =
                issuersKey.seal(content, OaepHash.SHA256, isOver ? now.minusSeconds(60) : now.plus(CREDENTIAL_VALID));
        Tampering.damage(payload, wrong);
        return payload;
    }

    private static String text(JsonNode body, String field) {
        String text = body.path(field).asString("");
        if (text.isEmpty()) {
            throw PeerRefusal.invalid(field);
        }
        return text;
    }
}

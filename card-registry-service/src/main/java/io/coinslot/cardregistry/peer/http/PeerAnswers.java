package io.coinslot.cardregistry.peer.http;

import io.coinslot.cardregistry.number.CardNumbers;
import io.coinslot.cardregistry.number.PartnerTexts;
import io.coinslot.cardregistry.peer.PeerFailure;
import io.coinslot.cardregistry.peer.PeerFailure.Kind;
import io.coinslot.cardregistry.registration.CardSource;
import io.coinslot.cardregistry.registration.ProductConfig;
import io.coinslot.cardregistry.registration.SealedCredential;
import io.coinslot.cardregistry.signature.http.SignedExchange.Answer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads what peers answer; a part that is missing or of another form makes the whole answer invalid. */
final class PeerAnswers {
    /** The outcome of a registration whose peer answered so. */
    static final String INVALID = "PEER_ANSWER_INVALID";

    private static final Pattern REFERENCE = Pattern.compile("[A-Za-z0-9_.:-]{1,128}");
    private static final Pattern LAST_FOUR = Pattern.compile("[0-9]{4}");
    private static final Pattern HEX = Pattern.compile("([0-9a-fA-F]{2})+");

    private PeerAnswers() {}

    static String inPath(String reference) {
        return URLEncoder.encode(reference, StandardCharsets.UTF_8);
    }

    static String code(Answer answer) {
        String code = answer.body().path("code").asString("");
        return PartnerTexts.isCode(code) ? code : "HTTP_" + answer.status();
    }

    static List<CardSource> cards(String peerId, Answer answer) throws PeerFailure {
        JsonNode cards = answer.body().path("cards");
        require(cards.isArray());
        List<CardSource> sources = new ArrayList<>();
        for (JsonNode card : cards) {
            sources.add(source(peerId, card));
        }
        return sources;
    }

    private static CardSource source(String peerId, JsonNode card) throws PeerFailure {
        JsonNode product = card.path("productConfig");
        String suffix = text(card, "accountPanSuffix");
        require(suffix == null || LAST_FOUR.matcher(suffix).matches());
        return new CardSource(
                peerId,
                reference(card, "cardReferenceId"),
                reference(card, "issuerId"),
                text(card, "paymentAccountReference"),
                text(card, "panUniqueReference"),
                suffix,
                new ProductConfig(
                        shown(product, "issuerName"),
                        shown(product, "shortDescription"),
                        shown(product, "brand"),
                        link(product, "termsAndConditionsUrl"),
                        shown(product, "termsAndConditionsAssetId")));
    }

    /** The sealed payload, if it is one that a financial company can open and nobody can have moved. */
    static SealedCredential credential(Answer answer) throws PeerFailure {
        if (!(answer.body().path("encryptedPayload") instanceof ObjectNode payload)) {
            throw new PeerFailure(Kind.ANSWER_INVALID, INVALID);
        }
        String hash = payload.path("oaepHashingAlgorithm").asString("");
        requireSealed(hash.equals("SHA256") || hash.equals("SHA512"));
        requireSealed(payload.path("iv").asString("").matches("[0-9a-fA-F]{24}"));
        requireSealed(payload.path("tag").asString("").matches("[0-9a-fA-F]{32}"));
        for (String member : List.of("publicKeyFingerprint", "encryptedKey", "encryptedData")) {
            requireSealed(HEX.matcher(payload.path(member).asString("")).matches());
        }
        Instant until =
                PartnerTexts.time(payload.path("dataValidUntilTimestamp").asString(""));
        if (until == null) {
            throw new PeerFailure(Kind.ANSWER_INVALID, "CREDENTIAL_INVALID");
        }
        return new SealedCredential(payload.toString(), until);
    }

    private static String reference(JsonNode from, String name) throws PeerFailure {
        String text = from.path(name).asString("");
        require(REFERENCE.matcher(text).matches() && PartnerTexts.isText(text));
        return text;
    }

    /** A peer that tells a card number breaks the agreement: nothing of its answer is kept. */
    private static @Nullable String text(JsonNode from, String name) throws PeerFailure {
        String text = from.path(name).asString("");
        require(PartnerTexts.isText(text));
        return text.isBlank() ? null : text;
    }

    /** A text for people, in which a number may stand among others. */
    private static @Nullable String shown(JsonNode from, String name) throws PeerFailure {
        String text = text(from, name);
        require(text == null || !CardNumbers.maybeIn(text));
        return text;
    }

    /** Terms that nobody can read must not be accepted: an answer with an address that no device may open is refused. */
    private static @Nullable String link(JsonNode from, String name) throws PeerFailure {
        String text = shown(from, name);
        require(text == null || PartnerTexts.isLink(text));
        return text;
    }

    private static void require(boolean condition) throws PeerFailure {
        if (!condition) {
            throw new PeerFailure(Kind.ANSWER_INVALID, INVALID);
        }
    }

    private static void requireSealed(boolean condition) throws PeerFailure {
        if (!condition) {
            throw new PeerFailure(Kind.ANSWER_INVALID, "CREDENTIAL_INVALID");
        }
    }
}

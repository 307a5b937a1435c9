package io.coinslot.simulators.peer;

import io.coinslot.simulators.memory.Journal;
import io.coinslot.simulators.protocol.Json;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Everything that the payment server remembers, card numbers only hidden. The owner guards it with one lock; each change
 * is in the journal.
 */
final class PeerMemory implements AutoCloseable {
    private final Map<String, PeerCard> cards = new LinkedHashMap<>();
    private final Map<String, Set<String>> cardsByAccount = new LinkedHashMap<>();
    private final Map<String, CardReference> references = new LinkedHashMap<>();
    private final Map<String, Partner> partners = new LinkedHashMap<>();
    private final List<Asked> asked = new ArrayList<>();
    private final Journal journal;

    PeerMemory(Path folder) {
        this.journal = Journal.open(
                folder.resolve("peer.journal"),
                Map.of(
                        "card", (value, at) -> remember(Json.as(value, PeerCard.class)),
                        "reference", (value, at) -> remember(Json.as(value, CardReference.class)),
                        "partner", (value, at) -> remember(Json.as(value, Partner.class)),
                        "asked", (value, at) -> asked.add(Json.as(value, Asked.class))));
    }

    void put(PeerCard card) {
        journal.append("card", card);
        remember(card);
    }

    void put(CardReference reference) {
        journal.append("reference", reference);
        remember(reference);
    }

    void put(Partner partner) {
        journal.append("partner", partner);
        remember(partner);
    }

    void add(Asked one) {
        journal.append("asked", one);
        asked.add(one);
    }

    @Nullable
    PeerCard card(String cardId) {
        return cards.get(cardId);
    }

    int cardCount() {
        return cards.size();
    }

    /** The cards of an account that can be handed on. */
    List<PeerCard> liveCards(String accountReference) {
        return cardsByAccount.getOrDefault(accountReference, Set.of()).stream()
                .map(cards::get)
                .filter(card -> card.state() == PeerCard.State.LIVE)
                .toList();
    }

    @Nullable
    CardReference reference(String cardReferenceId) {
        return references.get(cardReferenceId);
    }

    /** The names that a card still has anywhere. */
    List<CardReference> liveReferences(String cardId, Instant now) {
        return references.values().stream()
                .filter(reference -> reference.cardId().equals(cardId) && reference.isLive(now))
                .toList();
    }

    @Nullable
    Partner partner(String serviceId) {
        return partners.get(serviceId);
    }

    List<Asked> asked() {
        return List.copyOf(asked);
    }

    /** Journals all that the work changes in one go. */
    <T> T together(Supplier<T> work) {
        return journal.together(work);
    }

    @Override
    public void close() {
        journal.close();
    }

    private void remember(PeerCard card) {
        cards.put(card.cardId(), card);
        cardsByAccount
                .computeIfAbsent(card.accountReference(), unused -> new LinkedHashSet<>())
                .add(card.cardId());
    }

    private void remember(CardReference reference) {
        references.put(reference.cardReferenceId(), reference);
    }

    private void remember(Partner partner) {
        partners.put(partner.serviceId(), partner);
    }
}

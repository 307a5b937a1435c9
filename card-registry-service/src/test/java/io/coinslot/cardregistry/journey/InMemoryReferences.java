package io.coinslot.cardregistry.journey;

import io.coinslot.cardregistry.offer.CardReference;
import io.coinslot.cardregistry.offer.CardReferences;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** References that peers were given, in memory. */
public final class InMemoryReferences implements CardReferences {
    private final Map<String, CardReference> references = new LinkedHashMap<>();

    @Override
    public void add(List<CardReference> more) {
        more.forEach(reference -> references.put(reference.cardReferenceId(), reference));
    }

    @Override
    public CardReference find(String cardReferenceId) {
        return references.get(cardReferenceId);
    }

    @Override
    public List<CardReference> toToken(String tokenUniqueReference, Instant now) {
        return references.values().stream()
                .filter(reference -> reference.tokenUniqueReference().equals(tokenUniqueReference))
                .filter(reference -> now.isBefore(reference.expiresAt()))
                .toList();
    }
}

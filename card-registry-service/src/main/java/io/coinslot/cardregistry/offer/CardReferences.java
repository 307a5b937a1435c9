package io.coinslot.cardregistry.offer;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The references that peers were given. */
public interface CardReferences {
    void add(List<CardReference> references);

    @Nullable
    CardReference find(String cardReferenceId);

    /** Those to a token that have not expired. */
    List<CardReference> toToken(String tokenUniqueReference, Instant now);
}

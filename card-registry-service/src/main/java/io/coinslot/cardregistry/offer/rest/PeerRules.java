package io.coinslot.cardregistry.offer.rest;

import io.coinslot.cardregistry.number.PartnerTexts;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** How long what peers send may be. Each rule gives the pointer of what breaks it, or null. */
final class PeerRules {
    private static final int MOST_REFERENCES = 1_000;
    private static final Map<String, Integer> LONGEST = Map.of(
            "/accountReference", 256,
            "/accountAssertion", 16 * 1_024,
            "/consentReference", 256,
            "/deviceInfo/deviceKeyThumbprint", 128);

    private PeerRules() {}

    /** What is longer than a search needs. */
    static @Nullable String tooLong(JsonNode search) {
        return LONGEST.entrySet().stream()
                .filter(each -> search.at(each.getKey()).asString("").length() > each.getValue())
                .map(Map.Entry::getKey)
                .min(String::compareTo)
                .orElse(null);
    }

    /** What is no list of names that we may have taken over. */
    static @Nullable String wrong(JsonNode cardReferenceIds) {
        boolean isList = cardReferenceIds.isArray() || cardReferenceIds.isMissingNode();
        if (!isList || cardReferenceIds.size() > MOST_REFERENCES) {
            return "/cardReferenceIds";
        }
        List<JsonNode> items = List.copyOf(cardReferenceIds.values());
        for (int index = 0; index < items.size(); index++) {
            if (PartnerTexts.reference(items.get(index).asString("")) == null) {
                return "/cardReferenceIds/" + index;
            }
        }
        return null;
    }
}

package io.coinslot.cardregistry.journey;

import io.coinslot.cardregistry.claim.CardClaims;
import io.coinslot.cardregistry.claim.ClaimKey;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Claims in memory, with the same contract as the real ones. */
public final class InMemoryClaims implements CardClaims {
    private final Map<ClaimKey, String> holders = new ConcurrentHashMap<>();

    @Override
    public String claim(ClaimKey key, String holder) {
        String known = holders.putIfAbsent(key, holder);
        return known == null ? holder : known;
    }

    @Override
    public void release(ClaimKey key, String holder) {
        holders.remove(key, holder);
    }

    public int count() {
        return holders.size();
    }
}

package io.coinslot.cardregistry.journey;

import io.coinslot.cardregistry.claim.CardClaims;
import io.coinslot.cardregistry.claim.ClaimKey;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Claims in memory, with the same contract as the real ones. */
public final class InMemoryClaims implements CardClaims {
    private final Map<ClaimKey, String> holders = new ConcurrentHashMap<>();
    /** What happens instead of looking for older claims and of letting any go. */
    public RuntimeException failure;
    /** What happens instead of letting any go. */
    public RuntimeException noRelease;

    @Override
    public synchronized String claim(List<ClaimKey> keys, String holder) {
        for (ClaimKey key : keys) {
            String known = holders.putIfAbsent(key, holder);
            if (known != null && !known.equals(holder)) {
                return known;
            }
        }
        return holder;
    }

    @Override
    public synchronized String formerHolder(ClaimKey formerKey) {
        failIfAsked();
        return holders.get(formerKey);
    }

    @Override
    public synchronized void release(List<ClaimKey> keys, String holder) {
        failIfAsked();
        if (noRelease != null) {
            throw noRelease;
        }
        keys.forEach(key -> holders.remove(key, holder));
    }

    private void failIfAsked() {
        if (failure != null) {
            throw failure;
        }
    }

    /** How many cards are claimed, by however many names. */
    public int count() {
        return new HashSet<>(holders.values()).size();
    }
}

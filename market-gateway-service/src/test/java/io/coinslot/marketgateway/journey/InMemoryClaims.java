package io.coinslot.marketgateway.journey;

import io.coinslot.marketgateway.claim.Claim;
import io.coinslot.marketgateway.claim.ClaimKey;
import io.coinslot.marketgateway.claim.Claims;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/** Claims in a map. */
public final class InMemoryClaims implements Claims {
    private record Held(String purchaseId, String by) {}

    private final Map<ClaimKey, Held> holders = new ConcurrentHashMap<>();
    private Runnable meanwhile = () -> {};

    /** Has something happen after the next claim, before whoever claims goes on. */
    void afterTheNext(Runnable happening) {
        meanwhile = happening;
    }

    @Override
    public String claim(Claim claim) {
        String holder = holderAfter(claim);
        Runnable happening = meanwhile;
        meanwhile = () -> {};
        happening.run();
        return holder;
    }

    private String holderAfter(Claim claim) {
        Held own = new Held(claim.purchaseId(), claim.by());
        List<ClaimKey> fresh = claim.keys().stream()
                .filter(key -> holders.putIfAbsent(key, own) == null)
                .toList();
        for (ClaimKey key : claim.keys()) {
            String holder = holders.get(key).purchaseId();
            if (!holder.equals(claim.purchaseId())) {
                fresh.forEach(holders::remove);
                return holder;
            }
        }
        return claim.purchaseId();
    }

    @Override
    public void release(Claim claim) {
        claim.keys().forEach(key -> holders.remove(key, new Held(claim.purchaseId(), claim.by())));
    }

    @Override
    public String holderOf(List<ClaimKey> keys) {
        return keys.stream()
                .map(holders::get)
                .filter(Objects::nonNull)
                .map(Held::purchaseId)
                .findFirst()
                .orElse(null);
    }
}

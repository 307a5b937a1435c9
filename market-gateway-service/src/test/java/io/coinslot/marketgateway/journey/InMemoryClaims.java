package io.coinslot.marketgateway.journey;

import io.coinslot.marketgateway.claim.ClaimKey;
import io.coinslot.marketgateway.claim.Claims;
import io.coinslot.marketgateway.payment.Capture;
import io.coinslot.marketgateway.payment.MarketId;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Claims in a map. */
public final class InMemoryClaims implements Claims {
    private final Map<ClaimKey, String> holders = new ConcurrentHashMap<>();

    @Override
    public String claim(MarketId market, Capture capture, String purchaseId) {
        for (ClaimKey key : ClaimKey.of(market, capture)) {
            String holder = holders.putIfAbsent(key, purchaseId);
            if (holder != null && !holder.equals(purchaseId)) {
                return holder;
            }
        }
        return purchaseId;
    }

    @Override
    public String holderOf(ClaimKey key) {
        return holders.get(key);
    }
}

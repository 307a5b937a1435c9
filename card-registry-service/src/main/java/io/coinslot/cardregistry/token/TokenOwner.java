package io.coinslot.cardregistry.token;

import io.coinslot.cardregistry.claim.ClaimKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whose token it is, and the registration it came from.
 *
 * @param accountReference names the account among those of all providers
 * @param claim what keeps the card from being registered on the payment app instance twice
 * @param moreClaims the same by other names of the card
 * @param claimHolder under which the claims were made
 */
public record TokenOwner(
        String serviceId,
        String userId,
        String deviceId,
        String paymentAppInstanceId,
        String accountReference,
        String registrationId,
        String cardReferenceId,
        ClaimKey claim,
        @Nullable List<ClaimKey> moreClaims,
        String claimHolder,
        Instant createdAt) {
    public TokenOwner {
        moreClaims = moreClaims == null ? null : List.copyOf(moreClaims);
    }

    /** All claims of the card. */
    public List<ClaimKey> claims() {
        List<ClaimKey> claims = new ArrayList<>(List.of(claim));
        claims.addAll(moreClaims == null ? List.of() : moreClaims);
        return claims;
    }
}

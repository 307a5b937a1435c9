package io.coinslot.billing.information;

import io.coinslot.billing.purchase.Preparation;
import io.coinslot.billing.purchase.Purchase;
import io.coinslot.servicekit.key.KeyId;
import io.coinslot.servicekit.key.Sealer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands out billing information: secrets only while the purchase can be paid, and only to its owner. */
public final class InformationDesk {
    private static final Logger LOG = LoggerFactory.getLogger(InformationDesk.class);

    private final BillingTokens tokens;
    private final Sealer sealer;

    public InformationDesk(BillingTokens tokens, Sealer sealer) {
        this.tokens = tokens;
        this.sealer = sealer;
    }

    /** What the very first answer said, whatever happened since. */
    public BillingInformation atFirst(Purchase purchase) {
        return information(purchase, tokens.token(purchase, 1), null, null);
    }

    /** What holds now. */
    public BillingInformation at(Purchase purchase, Instant time) {
        if (!purchase.status().isPayable()) {
            return information(purchase, null, null, null);
        }
        long number = tokens.numberAt(purchase, time);
        String token = number > purchase.usedBillingTokens() ? tokens.token(purchase, number) : null;
        return withSecrets(purchase, token);
    }

    /** What a token is exchanged for; the token itself is spent. */
    public BillingInformation exchanged(Purchase purchase) {
        return withSecrets(purchase, null);
    }

    private BillingInformation withSecrets(Purchase purchase, @Nullable String token) {
        Preparation preparation = purchase.payment().preparation();
        return preparation == null
                ? information(purchase, token, null, null)
                : information(purchase, token, clientSecret(purchase, preparation), preparation.redirectUrl());
    }

    private static BillingInformation information(
            Purchase purchase, @Nullable String token, @Nullable String clientSecret, @Nullable String redirectUrl) {
        return new BillingInformation(
                token,
                purchase.order().item().marketProductId(),
                purchase.order().buyer().obfuscatedAccountId(),
                purchase.appAccountToken(),
                purchase.id().value(),
                clientSecret,
                redirectUrl);
    }

    private @Nullable String clientSecret(Purchase purchase, Preparation preparation) {
        String sealed = preparation.sealedClientSecret();
        if (sealed == null) {
            return null;
        }
        byte[] bytes = Base64.getDecoder().decode(sealed);
        try {
            KeyId key = Sealer.keyOf(bytes);
            if (!sealer.keys().contains(key)) {
                return lost(purchase, key);
            }
            return new String(sealer.open(bytes, purchase.id().value()), StandardCharsets.UTF_8);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "the client secret of " + purchase.id() + " was not sealed for it with our keyset", e);
        }
    }

    /** Sealed under a key that was taken away too early: the purchase cannot be paid and expires, all else goes on. */
    private static @Nullable String lost(Purchase purchase, KeyId key) {
        LOG.error("The client secret of {} cannot be opened: {} lacks the key {}", purchase.id(), Sealer.FILE, key);
        return null;
    }
}

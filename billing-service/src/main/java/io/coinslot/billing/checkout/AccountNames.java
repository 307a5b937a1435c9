package io.coinslot.billing.checkout;

import io.coinslot.billing.catalog.ServiceId;
import io.coinslot.billing.purchase.Buyer;
import io.coinslot.billing.purchase.UserId;
import io.coinslot.servicekit.key.SecretKeys;
import java.util.Base64;

/** Names users to markets without telling who they are: a keyed hash of 43 characters, always the same for a user. */
public final class AccountNames {
    private final byte[] key;

    public AccountNames(byte[] key) {
        this.key = key.clone();
    }

    /** Whether it is this key by which a buyer was named. */
    public boolean haveNamed(Buyer buyer) {
        return nameOf(buyer.serviceId(), buyer.userId()).equals(buyer.obfuscatedAccountId());
    }

    String nameOf(ServiceId serviceId, UserId userId) {
        byte[] name = SecretKeys.derive(key, "obfuscated-account", serviceId.value(), userId.value());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(name);
    }
}

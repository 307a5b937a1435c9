package io.coinslot.settlement.balance;

import org.jspecify.annotations.Nullable;

/**
 * Whose accounts are meant.
 *
 * @param userId a user of the service, or null for the whole service
 */
public record Holder(String serviceId, @Nullable String userId) {
    /** Unique; service ids have no slash. */
    public String id() {
        return userId == null ? serviceId : serviceId + "/" + userId;
    }
}

package io.coinslot.billing.card;

import io.coinslot.billing.purchase.UserId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a token stands: all that is ever told of it here.
 *
 * @param cardReferenceId of the registered card; null in events older than that field
 * @param suspendedBy who holds it back: ISSUER, TOKEN_REQUESTOR, CARDHOLDER, DEVICE_LOCKED
 * @param accountPanSuffix the card's last four digits; empty if they are not known
 */
public record CardState(
        UserId userId,
        @Nullable String cardReferenceId,
        CardStatus status,
        List<String> suspendedBy,
        String accountPanSuffix,
        @Nullable String brand) {
    public CardState {
        suspendedBy = List.copyOf(suspendedBy);
    }
}

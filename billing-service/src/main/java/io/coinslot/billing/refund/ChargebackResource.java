package io.coinslot.billing.refund;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.coinslot.billing.purchase.Dispute;
import io.coinslot.billing.purchase.DisputeStatus;
import io.coinslot.servicekit.money.MoneyText;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * A dispute as the outside sees it.
 *
 * @param disputeId the market's id
 * @param won how much of the amount came back, of one that was won in part
 * @param reason why, as the payer's bank says it
 */
public record ChargebackResource(
        String disputeId,
        DisputeStatus status,
        MoneyText amount,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable MoneyText won,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String reason) {

    public static ChargebackResource of(Dispute dispute) {
        Money won = dispute.takesMoney() ? dispute.won() : null;
        return new ChargebackResource(
                dispute.disputeId(),
                dispute.status(),
                MoneyText.of(dispute.amount()),
                won == null ? null : MoneyText.of(won),
                dispute.reason());
    }
}

package io.coinslot.simulators.appstore;

import io.coinslot.simulators.money.Amount;
import io.coinslot.simulators.protocol.Json;
import java.util.Locale;
import tools.jackson.databind.node.ObjectNode;

/** One purchase as the App Store remembers it: the sale and how it stands. */
record Purchase(Sale sale, Standing standing) {
    private static final int MILLIS_OF_A_PER_CENT_IN_A_BASIS_POINT = 10;

    Purchase now(Standing other) {
        return new Purchase(sale, other);
    }

    /** Whether there is a transaction of it: not before it is paid. */
    boolean isTransaction() {
        return standing.state() == Standing.State.PURCHASED;
    }

    Amount captured() {
        return sale.total().ofMinor(isTransaction() ? sale.total().minor() : 0);
    }

    Amount refunded() {
        Revocation revocation = standing.revocation();
        return sale.total()
                .share(revocation == null ? 0 : revocation.percentage() / MILLIS_OF_A_PER_CENT_IN_A_BASIS_POINT);
    }

    /** {@code JWSTransactionDecodedPayload}. Of what is bought once, each transaction is an original one. */
    ObjectNode claims(long signedDate) {
        ObjectNode claims = Json.object()
                .put("transactionId", sale.transactionId())
                .put("originalTransactionId", sale.transactionId())
                .put("bundleId", sale.bundleId())
                .put("productId", sale.productId())
                .put("purchaseDate", standing.purchasedMillis())
                .put("originalPurchaseDate", standing.purchasedMillis())
                .put("quantity", sale.quantity())
                .put("type", sale.type())
                .put("inAppOwnershipType", "PURCHASED")
                .put("signedDate", signedDate)
                .put("environment", sale.environment())
                .put("transactionReason", "PURCHASE")
                .put("storefront", sale.storefront())
                .put("price", sale.total().thousandths())
                .put("currency", sale.total().currency());
        if (sale.appAccountToken() != null) {
            claims.put("appAccountToken", sale.appAccountToken().toLowerCase(Locale.ROOT));
        }
        Revocation revocation = standing.revocation();
        if (revocation != null) {
            claims.put("revocationDate", revocation.atMillis())
                    .put("revocationReason", revocation.reason())
                    .put("revocationType", revocation.type())
                    .put("revocationPercentage", revocation.percentage());
        }
        return claims;
    }
}

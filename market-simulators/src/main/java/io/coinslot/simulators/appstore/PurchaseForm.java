package io.coinslot.simulators.appstore;

import io.coinslot.simulators.control.ControlRefusal;
import io.coinslot.simulators.control.Input;
import io.coinslot.simulators.money.Amount;
import java.security.SecureRandom;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads what a player is about to buy from a control request. */
final class PurchaseForm {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final long FIRST_TRANSACTION = 2_000_000_000_000_000L;
    private static final long TRANSACTIONS = 1_000_000_000_000_000L;
    private static final int MOST_AT_ONCE = 10;
    private static final Map<String, String> STOREFRONTS =
            Map.of("KRW", "KOR", "JPY", "JPN", "EUR", "DEU", "GBP", "GBR", "TWD", "TWN", "BRL", "BRA", "INR", "IND");

    private enum Type {
        CONSUMABLE("Consumable"),
        NON_CONSUMABLE("Non-Consumable"),
        NON_RENEWING_SUBSCRIPTION("Non-Renewing Subscription"),
        AUTO_RENEWABLE_SUBSCRIPTION("Auto-Renewable Subscription");

        private final String written;

        Type(String written) {
            this.written = written;
        }
    }

    private enum Environment {
        PRODUCTION(Sale.PRODUCTION),
        SANDBOX("Sandbox"),
        XCODE("Xcode"),
        LOCAL_TESTING("LocalTesting");

        private final String written;

        Environment(String written) {
            this.written = written;
        }
    }

    private PurchaseForm() {}

    static Sale read(Input input, String bundleId, long now) {
        int quantity = input.number("quantity", 1, 1, MOST_AT_ONCE);
        Amount total = total(input, quantity);
        return new Sale(
                Long.toString(FIRST_TRANSACTION + RANDOM.nextLong(TRANSACTIONS)),
                bundleId,
                input.text("productId"),
                input.choice("type", Type.CONSUMABLE).written,
                quantity,
                total,
                appAccountToken(input),
                input.optionalText("userId"),
                input.text("storefront", STOREFRONTS.getOrDefault(total.currency(), "USA"))
                        .toUpperCase(Locale.ROOT),
                input.choice("environment", Environment.PRODUCTION).written,
                now);
    }

    private static Amount total(Input input, int quantity) {
        Amount total = input.money("total");
        if (total != null) {
            return total;
        }
        Amount price = input.money("price");
        if (price == null) {
            throw ControlRefusal.invalid("/price", "is required: the price of one, or total instead");
        }
        return price.times(quantity);
    }

    /** StoreKit takes nothing but a UUID. */
    private static @Nullable String appAccountToken(Input input) {
        String token = input.optionalText("appAccountToken");
        if (token == null) {
            return null;
        }
        try {
            return UUID.fromString(token).toString();
        } catch (IllegalArgumentException e) {
            throw ControlRefusal.invalid("/binding/appAccountToken", "must be a UUID");
        }
    }
}

package io.coinslot.simulators.google;

import io.coinslot.simulators.control.ControlRefusal;
import io.coinslot.simulators.control.Input;
import io.coinslot.simulators.money.Amount;
import java.security.SecureRandom;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what a player is about to buy from a control request. */
final class OrderForm {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String TOKEN_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    private static final long ORDERS = 100_000_000_000_000_000L;
    private static final int LONGEST_BINDING = 64;
    private static final Map<String, String> REGIONS =
            Map.of("KRW", "KR", "JPY", "JP", "EUR", "DE", "GBP", "GB", "TWD", "TW", "BRL", "BR", "INR", "IN");

    private enum PurchaseType {
        NORMAL,
        TEST,
        PROMO,
        REWARDED
    }

    private OrderForm() {}

    static Sale read(Input input, String packageName, long now) {
        int quantity = input.number("quantity", 1, 1, 1_000_000);
        Amount total = total(input, quantity);
        Amount tax = input.money("tax");
        PurchaseType type = input.choice("purchaseType", PurchaseType.NORMAL);
        return new Sale(
                purchaseToken(),
                orderId(),
                packageName,
                input.text("productId"),
                quantity,
                total,
                tax == null ? total.ofMinor(0) : tax,
                input.text("regionCode", REGIONS.getOrDefault(total.currency(), "US"))
                        .toUpperCase(Locale.ROOT),
                binding(input, "obfuscatedAccountId"),
                binding(input, "obfuscatedProfileId"),
                input.optionalText("userId"),
                type == PurchaseType.NORMAL ? null : type.ordinal() - 1,
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

    private static @Nullable String binding(Input input, String field) {
        String value = input.optionalText(field);
        if (value != null && value.length() > LONGEST_BINDING) {
            throw ControlRefusal.invalid("/binding/" + field, "is longer than " + LONGEST_BINDING + " characters");
        }
        return value;
    }

    private static String purchaseToken() {
        return letters(24, 26, 52) + ".AO-J1O" + letters(70, 0, TOKEN_LETTERS.length());
    }

    private static String letters(int length, int from, int to) {
        byte[] random = new byte[length];
        RANDOM.nextBytes(random);
        StringBuilder text = new StringBuilder(length);
        for (byte next : random) {
            text.append(TOKEN_LETTERS.charAt(from + (next & 0xFF) % (to - from)));
        }
        return text.toString();
    }

    /** Of the form GPA.1234-5678-9012-34567. */
    private static String orderId() {
        String digits = Long.toString(ORDERS + RANDOM.nextLong(ORDERS)).substring(1);
        return "GPA." + digits.substring(0, 4) + "-" + digits.substring(4, 8) + "-" + digits.substring(8, 12) + "-"
                + digits.substring(12);
    }
}

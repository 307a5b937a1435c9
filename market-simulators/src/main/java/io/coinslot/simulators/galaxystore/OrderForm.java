package io.coinslot.simulators.galaxystore;

import io.coinslot.simulators.control.ControlRefusal;
import io.coinslot.simulators.control.Input;
import io.coinslot.simulators.money.Amount;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import org.jspecify.annotations.Nullable;

/** Reads what a player is about to buy from a control request. */
final class OrderForm {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int ID_BYTES = 32;
    private static final int ORDERS = 10_000_000;
    private static final int LONGEST_BINDING = 64;
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("uuuuMMdd").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("uuuuMMddHHmmssSSS").withZone(ZoneOffset.UTC);
    private static final Map<String, String> REGIONS =
            Map.of("KRW", "KR", "JPY", "JP", "EUR", "DE", "GBP", "GB", "TWD", "TW", "BRL", "BR", "INR", "IN");

    private enum Mode {
        PRODUCTION,
        TEST
    }

    private enum ItemType {
        ITEM,
        NON_CONSUMABLE
    }

    private OrderForm() {}

    static Sale read(Input input, String packageName, long now) {
        // A purchase at Galaxy Store is always of one item.
        input.number("quantity", 1, 1, 1);
        Amount total = total(input);
        String country = country(input.text("regionCode", REGIONS.getOrDefault(total.currency(), "US")));
        Instant at = Instant.ofEpochMilli(now);
        int number = RANDOM.nextInt(ORDERS);
        return new Sale(
                purchaseId(),
                "S%s%s%07d".formatted(DAY.format(at), country, number),
                "%s%07dTRAN".formatted(MOMENT.format(at), number),
                packageName,
                input.text("productId"),
                input.choice("itemType", ItemType.ITEM) == ItemType.ITEM,
                total,
                country,
                input.choice("mode", Mode.PRODUCTION) == Mode.TEST,
                binding(input, "obfuscatedAccountId"),
                binding(input, "obfuscatedProfileId"),
                input.optionalText("userId"),
                now);
    }

    private static Amount total(Input input) {
        Amount total = input.money("total");
        Amount price = total == null ? input.money("price") : total;
        if (price == null) {
            throw ControlRefusal.invalid("/price", "is required");
        }
        return price;
    }

    private static String country(String alpha2) {
        try {
            String alpha3 = Locale.of("", alpha2).getISO3Country();
            if (!alpha3.isEmpty()) {
                return alpha3;
            }
        } catch (MissingResourceException e) {
            // Told below, together with what is empty.
        }
        throw ControlRefusal.invalid("/regionCode", "must be an ISO 3166-1 alpha-2 code such as KR");
    }

    private static @Nullable String binding(Input input, String field) {
        String value = input.optionalText(field);
        if (value != null && value.length() > LONGEST_BINDING) {
            throw ControlRefusal.invalid("/binding/" + field, "is longer than " + LONGEST_BINDING + " characters");
        }
        return value;
    }

    private static String purchaseId() {
        byte[] random = new byte[ID_BYTES];
        RANDOM.nextBytes(random);
        return HexFormat.of().formatHex(random);
    }
}
